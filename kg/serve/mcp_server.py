"""An MCP server: assistants read the graph through five tools, and get the evidence with every claim.

https://modelcontextprotocol.io/ with the official SDK. It speaks over standard input and output; nothing can be changed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

from kg.errors import QueryError
from kg.graph import store
from kg.graph.content import GraphContent
from kg.query.engine import run
from kg.serve import rows
from kg.serve.lookup import Filter, Lookup

_MOST = 50  # things in one answer
_LONGEST = 200_000  # bytes of one
_INSTRUCTIONS = (
    "A knowledge graph read from documents. A fact is what a document itself asserts; every other claim is denied, planned, possible or "
    "said by somebody: say so when you use it. Cite the sentence and the document of the evidence for whatever you tell."
)


def server(out: Path) -> MCPServer[Any]:
    """The server over the graph under `out`. Raises StoreError without one."""
    lookup = Lookup(store.load(GraphContent, out))
    made: MCPServer[Any] = MCPServer("kg", instructions=_INSTRUCTIONS)

    @made.tool()
    def search(words: str) -> list[dict[str, Any]]:
        """Entities whose names have words that begin so, those in most claims first. Their ids are for the other tools."""
        return [rows.entity_row(lookup, item) for item in lookup.search(words)[:_MOST]]

    @made.tool()
    def dossier(entity: str) -> dict[str, Any]:
        """All that is known of an entity (its id): roles, statements with who agrees and who denies, neighbors, documents."""
        found = lookup.entity(entity)
        if found is None:
            raise ToolError(f"there is no entity {entity!r}; find its id with search")
        return rows.dossier_row(lookup, lookup.dossier(found))

    @made.tool()
    def claims(
        subject: str = "", object: str = "", source: str = "", document: str = "", since: str = "", until: str = ""
    ) -> list[dict[str, Any]]:
        """Claims with their evidence: by ids of subject, object, and who says it, by document, and by days such as 2019-03-01."""
        found = lookup.claims(
            Filter(subject=subject, object=object, source=source, document=document, since=since, until=until)
        )
        return [rows.claim(lookup, item) for item in found[:_MOST]]

    @made.tool()
    def explain(claim: str) -> dict[str, Any]:
        """Why a claim (its id) is in the graph, and whether it is a fact: sentence, rules, names, who says it."""
        found = lookup.claim(claim)
        if found is None:
            raise ToolError(f"there is no claim {claim!r}; find its id with claims")
        return rows.explanation(lookup, found)

    @made.tool()
    def query(sparql: str) -> str:
        """The answer of a SPARQL 1.1 query: a table as TSV, a graph as Turtle. Facts and claims (kg:Claim, with rdf:subject,
        rdf:predicate, rdf:object, kg:evidence) stand in the default graph; the usual prefixes are known.
        """
        return _answer(out, sparql)

    return made


def _answer(out: Path, sparql: str) -> str:
    try:
        data = run(out, sparql, "tsv")
    except QueryError as error:
        if "rows of a SELECT" not in error.what:
            raise ToolError(str(error)) from error  # the SDK hides what other errors say
        data = run(out, sparql, "ttl")
    if len(data) > _LONGEST:
        raise ToolError(f"the answer has {len(data)} bytes, more than {_LONGEST}: add a LIMIT")
    return data.decode()
