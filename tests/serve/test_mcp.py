"""The MCP server: a client of the official SDK reads the graph through its tools, over pipes."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest
from strategies import HERALD, NORTHLAND, QUILL, SAMPLE

pytest.importorskip("mcp")
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client


async def _asked(out: Path, *calls: tuple[str, dict[str, Any]]) -> tuple[list[str], list[Any]]:
    """Names of the tools, and what they answer."""
    parameters = StdioServerParameters(command=sys.executable, args=["-m", "kg.cli", "mcp", str(out)])
    async with stdio_client(parameters) as (read, write), ClientSession(read, write) as session:
        await session.initialize()
        tools = await session.list_tools()
        return [tool.name for tool in tools.tools], [await session.call_tool(name, given) for name, given in calls]


def test_tools(tmp_path: Path) -> None:
    """Each tool answers with the evidence, and what is wrong is told as an error of the tool."""
    graph = SAMPLE.graph()
    graph.save(tmp_path)
    claim = graph.claims[0].id
    tools, found = asyncio.run(
        _asked(
            tmp_path,
            ("search", {"words": "ada"}),
            ("dossier", {"entity": NORTHLAND.id}),
            ("claims", {"subject": NORTHLAND.id, "document": HERALD.id}),
            ("explain", {"claim": claim}),
            ("query", {"sparql": "SELECT ?o WHERE { ent:Northland pol:supports ?o }"}),
            ("query", {"sparql": "CONSTRUCT WHERE { ent:Northland pol:supports ?o }"}),
            ("query", {"sparql": "DROP ALL"}),
            ("dossier", {"entity": "nobody"}),
        )
    )
    assert tools == ["search", "dossier", "claims", "explain", "query"]
    texts = ["\n".join(part.text for part in item.content) for item in found]
    assert QUILL.id in texts[0]
    assert '"agreeing"' in texts[1]
    assert '"sentence"' in texts[2]
    assert claim in texts[3]
    assert texts[4] == f"?o\n<{QUILL.id}>\n"
    assert "ent:Northland" in texts[5]
    assert [bool(item.is_error) for item in found] == [False] * 6 + [True] * 2
    assert "not allowed" in texts[6]
