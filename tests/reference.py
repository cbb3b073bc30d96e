"""The reference of the Python interface, made of docstrings: `python -m tests.reference > kg/README.md`."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import kg
from kg.export import EXPORTERS
from kg.export.tables import TABLES
from kg.graph.content import GraphContent
from kg.query.rows import Row, Rows

PAGE = Path(__file__).parents[1] / "kg" / "README.md"
TYPES = ("Claim", "Entity", "Document", "Proposition", "Settings", "KGError")
_HEAD = """# Reference

What `import kg` offers. This page is made of the docstrings by `python -m tests.reference > kg/README.md`; a test compares them.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *_functions(), *_graph(), *_opened(), *_answers(), *_types(), *_tables(), *_formats()])


def _functions() -> Iterator[str]:
    yield "## Functions\n"
    for name in kg.__all__:
        yield from _entry(f"kg.{name}", getattr(kg, name))


def _graph() -> Iterator[str]:
    yield f"## kg.KnowledgeGraph\n\n{_text(kg.KnowledgeGraph)}\n\n{_text(GraphContent)}\n"
    members = {**vars(GraphContent), **vars(kg.KnowledgeGraph)}
    for name in sorted(name for name in members if not name.startswith("_")):
        if _is_member(members[name]):
            yield from _entry(f"graph.{name}", members[name])


def _opened() -> Iterator[str]:
    yield f"## kg.OpenGraph\n\n{_text(kg.OpenGraph)}\n"
    for name in ("entity", "part", "query"):
        yield from _entry(f"graph.{name}", getattr(kg.OpenGraph, name))


def _answers() -> Iterator[str]:
    yield f"## Answers of graph.query\n\n{_text(Rows)} {_text(Row)}\n"
    yield from _entry("rows.to_pandas", Rows.to_pandas)
    yield from _entry("row.as_dict", Row.as_dict)


def _types() -> Iterator[str]:
    yield "## Types\n"
    for name in TYPES:
        thing = getattr(kg, name)
        fields = ", ".join(f"`{field}`" for field in getattr(thing, "__dataclass_fields__", ()))
        yield f"### kg.{name}\n\n{_text(thing)}\n" + (f"\nFields: {fields}.\n" if fields else "")


def _tables() -> Iterator[str]:
    yield "## Tables of to_pandas, to_parquet and `kg export -f parquet`, `-f xlsx`\n"
    for name, table in TABLES.items():
        yield f"### {name}\n\n{table.about.capitalize()}.\n\n| column | kind | meaning |\n|---|---|---|"
        yield from (f"| {column.name} | {column.kind} | {column.about} |" for column in table.columns)
        yield ""


def _formats() -> Iterator[str]:
    yield "## Formats of graph.export and `kg export`\n\n| format | for |\n|---|---|"
    yield from (f"| {name} | {item.about} |" for name, item in EXPORTERS.items())
    yield ""


def _is_member(item: object) -> bool:
    return callable(item) or isinstance(item, property | cached_property | classmethod)


def _entry(name: str, item: Any) -> Iterator[str]:
    made = item.__func__ if isinstance(item, classmethod) else item
    call = re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(inspect.signature(made))) if callable(made) else ""
    call = re.sub(r"^\((self|cls)(, )?", "(", call)
    yield f"### {name}\n\n```python\n{name}{call}\n```\n\n{_text(item)}\n"


def _text(item: Any) -> str:
    return inspect.getdoc(item) or ""


if __name__ == "__main__":
    print(page(), end="")
