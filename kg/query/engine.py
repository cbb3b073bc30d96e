"""SPARQL over a stored graph: by text, or by the name of a question in ontologies/queries.

    run(out, "SELECT ?who WHERE { ?who pol:supports ent:Nicolas_Maduro }", "csv")
    run(out, "@who_supports_whom")

The default graph holds facts, claims, their evidence and the terms of the ontology: no question needs GRAPH, but for what was
inferred (`kg:inferred`). A query may come from a stranger: Oxigraph answers it (rdflib fetches what FROM names), read-only, in a
process of its own that is ended when its time is up and that can open no file and no connection.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph import store
from kg.graph.forbidden import refuse_forbidden
from kg.graph.generations import reading
from kg.graph.sanitize import defused, printable
from kg.graph.turtle import turtle
from kg.iri import Minter
from kg.query.explain import Explanation, explain
from kg.query.hints import hints, plain
from kg.query.process import Limits, answering, syntax_error
from kg.query.rows import Rows
from kg.settings import resource

__all__ = ["FORMATS", "Explanation", "Limits", "answer", "explain", "named_queries", "pieces", "run"]

FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl", "ntriples")

_SMALL, _PIECE = 4096, 1 << 16  # bytes: an answer that may be an empty one; what is given out at once
_ROWS_ONLY = {"csv", "tsv"}
_GRAPH_ONLY = {"ttl", "ntriples"}


def run(
    out: Path,
    query: str,
    format: str = "table",
    timeout: float = 30.0,
    hint: Callable[[str], None] | None = None,
    limits: Limits | None = None,
) -> bytes:
    """Answer of a SPARQL query over the graph under `out`, whole; see `pieces`."""
    return b"".join(pieces(out, query, format, limits or Limits(timeout), hint))


def pieces(
    out: Path, query: str, format: str, limits: Limits, hint: Callable[[str], None] | None = None
) -> Iterator[bytes]:
    """Answer of a SPARQL query over the graph under `out`, as it is found: what was given out stays good if a limit ends the rest.

    `query` is SPARQL 1.1 or `@name` of `named_queries`. SELECT and ASK are written as table, csv, tsv, json or xml;
    CONSTRUCT and DESCRIBE as ttl (also for table), ntriples, json (JSON-LD) or xml (RDF/XML). Cells of csv that a
    spreadsheet would take for a formula get an apostrophe. `hint` is told why a query of the user's own may have found nothing.
    Raises QueryError, and StoreError without a graph.
    """
    if format not in FORMATS:
        raise QueryError(f"there is no result format {format!r}", hint="one of " + ", ".join(FORMATS))
    text = _checked(_named(query[1:]) if query.startswith("@") else query)
    with reading(out) as generation:
        folder, prefixes = store.quads_folder(generation), Minter(store.base(generation)).prefixes()
        form = "lines" if format in {"table", "csv", *_GRAPH_ONLY} else format
        with answering(folder, text, prefixes, form, limits) as (kind, found):
            beginning = _Beginning(found)
            yield from _written(kind, beginning, prefixes, format)
        if hint is not None and not query.startswith("@") and _is_empty(beginning.data):
            for words in hints(text, prefixes, lambda ask: _column(folder, ask, prefixes, limits)):
                hint(words)


def _checked(query: str) -> str:
    """The query as the store takes it. Raises QueryError when it is none that may be asked."""
    if any("\ud800" <= char <= "\udfff" for char in query):
        raise QueryError("the query is not UTF-8", hint="convert it: iconv -f ENCODING -t UTF-8")
    refuse_forbidden(query)
    return plain(query)


class _Beginning:
    """Gives pieces on, and remembers the first of them: enough of them to tell an empty answer."""

    def __init__(self, found: Iterator[bytes]) -> None:
        self._found = found
        self.data = b""

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._found:
            self.data += piece[: _SMALL - len(self.data)]
            yield piece


def _written(kind: str, found: Iterable[bytes], prefixes: Mapping[str, str], format: str) -> Iterator[bytes]:
    """An answer of the worker in the form that the user wants."""
    if kind == "graph":
        yield _graph(b"".join(found), prefixes, format)
    elif format in _GRAPH_ONLY:
        raise QueryError(
            f"{format} can hold only the graph of a CONSTRUCT or DESCRIBE", hint="ask with CONSTRUCT, or choose -f csv"
        )
    elif kind == "lines":
        lines = _lines(found)
        head = json.loads(next(lines))
        if isinstance(head, bool):
            yield b"true\n" if head else b"false\n"
        else:
            yield from _csv(head, lines) if format == "csv" else _table(head, lines, prefixes)
    else:
        yield from found


def _lines(found: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in found:
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines


def answer(over: ox.Store, query: str, prefixes: Mapping[str, str]) -> Rows:
    """Answer over an open store, without limits; `query` is SPARQL or `@name` of `named_queries`.

    Raises QueryError when the query is no SPARQL, would change the store or ask another server.
    """
    query = _named(query[1:]) if query.startswith("@") else query
    refuse_forbidden(query)
    try:
        return Rows.of(over.query(plain(query), prefixes=dict(prefixes)))
    except SyntaxError as error:
        raise syntax_error(str(error), query) from error


def named_queries() -> dict[str, tuple[str, str]]:
    """The questions that come with kg: name -> (question in English, SPARQL), sorted by name."""
    found = {}
    for path in sorted(resource("ontologies/queries").glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        found[path.stem] = (text.partition("\n")[0].lstrip("# "), text)
    return found


def _named(name: str) -> str:
    queries = named_queries()
    if name not in queries:
        raise QueryError(f"there is no query @{name}", hint="one of " + ", ".join(f"@{known}" for known in queries))
    return queries[name][1]


def _is_empty(data: bytes) -> bool:
    """Whether an answer of the worker, in whatever form, has no row and no triple, says no, or has counted to 0."""
    if len(data) >= _SMALL:
        return False
    if data.endswith(b"]}}") and data.count(b'"value":') == 1:
        return b'"value":"0"' in data
    ends = (
        b'"bindings":[]}}',
        b'"boolean":false}',
        b"<results></results></sparql>",
        b"<boolean>false</boolean></sparql>",
        b'\n[["text", "0"]]',
    )
    return (
        data.strip().endswith(ends) or data.strip() in (b"", b"false") or (data[:1] in b"?[" and data.count(b"\n") < 2)
    )


def _column(folder: Path, query: str, prefixes: Mapping[str, str], limits: Limits) -> list[str]:
    """The values of a query of one variable."""
    with answering(folder, query, prefixes, "lines", limits) as (_, found):
        _, *rows = _lines(found)
    return [cell[1] for row in rows for cell in json.loads(row) if cell]


def _graph(data: bytes, prefixes: Mapping[str, str], format: str) -> bytes:
    """Triples (N-Triples in) sorted, so that the same answer has the same bytes."""
    if format in _ROWS_ONLY:
        raise QueryError(f"{format} can hold only the rows of a SELECT", hint="ask with SELECT, or choose -f ttl")
    found = sorted((quad.triple for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES)), key=str)
    if format in ("table", "ttl"):
        return turtle(found, {name: iri for name, iri in prefixes.items() if name != "doc"})
    forms = {"ntriples": ox.RdfFormat.N_TRIPLES, "json": ox.RdfFormat.JSON_LD, "xml": ox.RdfFormat.RDF_XML}
    written = ox.serialize(found, format=forms[format])
    assert written is not None
    return written


def _csv(head: list[str], rows: Iterable[bytes]) -> Iterator[bytes]:
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(map(defused, head))
    for row in rows:
        lines.writerow([defused(cell[1]) if cell else "" for cell in json.loads(row)])
        if text.tell() > _PIECE:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def csv_of_rows(result: Mapping[str, Any]) -> bytes:
    """Rows in the JSON of SPARQL as a table for spreadsheets: no cell begins a formula."""
    if "boolean" in result:
        return b"true\n" if result["boolean"] else b"false\n"
    names, found = result["head"]["vars"], result["results"]["bindings"]
    cells = ([("", row[name]["value"]) if name in row else None for name in names] for row in found)
    return b"".join(_csv(names, (json.dumps(row).encode() for row in cells)))


def _table(head: list[str], rows: Iterable[bytes], prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """Columns for a terminal: IRIs as CURIEs, everything on one line, no control characters."""
    body = [[_shown(cell, prefixes) for cell in json.loads(row)] for row in rows]
    widths = [max(map(len, column)) for column in zip(head, *body, strict=True)]
    for row in (head, ["-" * width for width in widths], *body):
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield line.rstrip().encode() + b"\n"


def _shown(cell: tuple[str, str] | None, prefixes: Mapping[str, str]) -> str:
    if cell is None:
        return ""
    kind, value = cell
    if kind == "iri":
        for name, iri in prefixes.items():
            if value.startswith(iri):
                return f"{name}:{value.removeprefix(iri)}"
        return f"<{value}>"
    return " ".join(printable(value, " ").split())
