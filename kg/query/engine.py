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
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph import store
from kg.graph.sanitize import defused, printable
from kg.graph.turtle import turtle
from kg.iri import Minter
from kg.query import worker
from kg.query.explain import Explanation, explain
from kg.query.hints import hints, plain
from kg.settings import resource

__all__ = ["FORMATS", "Explanation", "answer", "explain", "named_queries", "run"]

FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl", "ntriples")

WORKER = (sys.executable, "-P", worker.__file__)  # -P: modules of its folder must not hide those of Python
_MOST = 4 * 1024**3  # bytes of an answer
_GRAMMAR = "a query starts with SELECT, ASK, CONSTRUCT or DESCRIBE; see https://www.w3.org/TR/sparql11-query/"
_ROWS_ONLY = {"csv", "tsv"}
_GRAPH_ONLY = {"ttl", "ntriples"}
_SPACE = r"(?:\s|\#[^\n\r]*[\n\r])*"
# Whatever parses as a SERVICE clause matches; only a string that spells one out is refused without need.
_SERVICE = re.compile(
    rf"\bSERVICE{_SPACE}(?:SILENT{_SPACE})?(?:<[^<>]*>|[?$]\w+|[^\s{{}}]*:[^\s{{}}]*?){_SPACE}\{{", re.IGNORECASE
)
_UPDATE = re.compile(
    rf"{_SPACE}(?:(?:PREFIX\s+\S*\s*|BASE\s*)<[^<>]*>{_SPACE})*"
    r"(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b",
    re.IGNORECASE,
)


def run(
    out: Path, query: str, format: str = "table", timeout: float = 30.0, hint: Callable[[str], None] | None = None
) -> bytes:
    """Answer of a SPARQL query over the graph under `out`, within `timeout` seconds.

    `query` is SPARQL 1.1 or `@name` of `named_queries`. SELECT and ASK are written as table, csv, tsv, json or xml;
    CONSTRUCT and DESCRIBE as ttl (also for table), ntriples, json (JSON-LD) or xml (RDF/XML). Cells of csv that a
    spreadsheet would take for a formula get an apostrophe. `hint` is told why a query of the user's own may have found nothing.
    Raises QueryError, and StoreError without a graph.
    """
    if format not in FORMATS:
        raise QueryError(f"there is no result format {format!r}", hint="one of " + ", ".join(FORMATS))
    text = _named(query[1:]) if query.startswith("@") else query
    refuse_forbidden(text)
    text, prefixes = plain(text), Minter(store.base(out)).prefixes()
    with store.reading(out):
        folder = store.quads_folder(out)
        kind, data = _ask_worker(folder, text, prefixes, format, timeout)
        if hint is not None and not query.startswith("@") and _is_empty(data):
            for words in hints(text, prefixes, lambda ask: _column(folder, ask, prefixes, timeout)):
                hint(words)
    if kind == "graph":
        return _graph(data, prefixes, format)
    if format in _GRAPH_ONLY:
        raise QueryError(
            f"{format} can hold only the graph of a CONSTRUCT or DESCRIBE", hint="ask with CONSTRUCT, or choose -f csv"
        )
    if format == "table":
        return _table(json.loads(data), prefixes)
    return csv_of_rows(json.loads(data)) if format == "csv" else data


def answer(
    over: ox.Store, query: str, prefixes: Mapping[str, str]
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Answer over an open store, without limits.

    Raises QueryError when the query is no SPARQL, would change the store or ask another server.
    """
    refuse_forbidden(query)
    try:
        return over.query(plain(query), prefixes=dict(prefixes))
    except SyntaxError as error:
        raise _syntax_error(str(error), query) from error


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


def refuse_forbidden(query: str) -> None:
    """Raises QueryError for a query that would ask another server or change the graph."""
    if _SERVICE.search(query):
        raise QueryError("SERVICE is not allowed: kg asks no other server", hint="leave the SERVICE clause out")
    if found := _UPDATE.match(query):
        raise QueryError(
            f"{found[1].upper()} is not allowed: a query cannot change the graph",
            hint="use SELECT, ASK, CONSTRUCT or DESCRIBE; to change a graph use kg add or kg remove",
        )


def _ask_worker(
    folder: Path, query: str, prefixes: Mapping[str, str], format: str, timeout: float
) -> tuple[str, bytes]:
    """Kind of the answer ("rows" or "graph") and its bytes."""
    rows = "json" if format in {"table", "csv", *_GRAPH_ONLY} else format
    opening = {"store": str(folder), "memory": worker.MEMORY}
    task = {"query": query, "prefixes": dict(prefixes), "rows": rows, "graph": "nt"}
    limits = {"bytes": _MOST, "seconds": timeout}
    try:
        done = subprocess.run(  # noqa: S603 (our own file, no shell)
            WORKER,
            input=f"{json.dumps(opening)}\n{json.dumps(task | limits)}\n".encode(),
            capture_output=True,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise too_slow(timeout) from error
    found = list(_frames(done.stdout))
    last, content = found[-1] if found else (b"", b"")
    if last != worker.END:
        raise failure(last, content, query)
    kind = next(kind for kind, _ in found if kind in (worker.ROWS, worker.GRAPH))
    data = b"".join(content for name, content in found if name == worker.DATA)
    return ("graph" if kind == worker.GRAPH else "rows"), data


def _frames(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 0
    while place + 5 <= len(data):
        end = place + 5 + int.from_bytes(data[place + 1 : place + 5], "big")
        yield data[place : place + 1], data[place + 5 : end]
        place = end


def too_slow(seconds: float) -> QueryError:
    """The error of a query whose time is up."""
    return QueryError(
        f"the query took longer than {seconds:g} s", hint="add a LIMIT, or give more triples of the pattern"
    )


def failure(kind: bytes, content: bytes, query: str) -> QueryError:
    """The error that the last frame of a worker stands for; b"" when it ended without one."""
    if kind == worker.SYNTAX:
        return _syntax_error(content.decode(), query)
    reasons = {worker.FAILED: content.decode(), worker.TOO_LARGE: "its answer is too large"}
    reason = reasons.get(kind, "it needed too much memory")
    return QueryError(f"the query could not be answered: {reason}", hint="add a LIMIT, or make it simpler")


def _is_empty(data: bytes) -> bool:
    """Whether an answer of the worker, in whatever form, has no row and no triple, says no, or has counted to 0."""
    if data.endswith(b"]}}") and data.count(b'"value":') == 1:
        return b'"value":"0"' in data
    ends = (
        b'"bindings":[]}}',
        b'"boolean":false}',
        b"<results></results></sparql>",
        b"<boolean>false</boolean></sparql>",
    )
    return (
        data.strip().endswith(ends) or data.strip() in (b"", b"false") or (data[:1] == b"?" and data.count(b"\n") < 2)
    )


def _column(folder: Path, query: str, prefixes: Mapping[str, str], timeout: float) -> list[str]:
    """The values of a query of one variable."""
    _, data = _ask_worker(folder, query, prefixes, "json", timeout)
    return [cell["value"] for row in _cells(json.loads(data)) for cell in row]


def _syntax_error(message: str, query: str) -> QueryError:
    """Oxigraph's "error at line:column: expected ..." in words, with the place in the query."""
    found = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if not found:
        return QueryError(f"not valid SPARQL: {message}", hint=_GRAMMAR)
    line, column, expected = int(found[1]), int(found[2]), found[3]
    where = f"line {line}, column {column}"
    text = query.split("\n")[line - 1]
    before, after = text[: column - 1], text[column - 1 :].strip()
    if "Prefix not found" in expected:
        name = "".join(re.findall(r"[\w.-]*:", before)[-1:])
        return QueryError(f"the prefix {name} is not declared", where=where, hint="declare it with PREFIX")
    words = re.findall(r'"[^"]+"|\b[A-Z]{2,}\b', expected)[:8]
    hint = _GRAMMAR if words in ([], ["CONSTRUCT"]) else f"there could stand {', '.join(words)}"
    place = f"before {after[:40]!r}" if after else "here it ends too early"
    return QueryError(f"not valid SPARQL: {place}", where=where, hint=hint)


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


def _cells(result: Mapping[str, Any]) -> list[list[dict[str, str]]]:
    names = result["head"]["vars"]
    return [[row.get(name, {}) for name in names] for row in result["results"]["bindings"]]


def csv_of_rows(result: Mapping[str, Any]) -> bytes:
    """Rows in the JSON of SPARQL as a table for spreadsheets: no cell begins a formula."""
    if "boolean" in result:
        return _truth(result)
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(result["head"]["vars"])
    lines.writerows([defused(str(cell.get("value", ""))) for cell in row] for row in _cells(result))
    return text.getvalue().encode()


def _table(result: Mapping[str, Any], prefixes: Mapping[str, str]) -> bytes:
    """Columns for a terminal: IRIs as CURIEs, everything on one line, no control characters."""
    if "boolean" in result:
        return _truth(result)
    head = list(result["head"]["vars"])
    body = [[_shown(cell, prefixes) for cell in row] for row in _cells(result)]
    widths = [max(len(row[column]) for row in (head, *body)) for column in range(len(head))]
    rule = ["-" * width for width in widths]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in (head, rule, *body)
    )
    return "".join(line.rstrip() + "\n" for line in lines).encode()


def _shown(cell: Mapping[str, str], prefixes: Mapping[str, str]) -> str:
    value = str(cell.get("value", ""))
    if cell.get("type") == "uri":
        for name, iri in prefixes.items():
            if value.startswith(iri):
                return f"{name}:{value.removeprefix(iri)}"
        return f"<{value}>"
    return " ".join(printable(value, " ").split())


def _truth(result: Mapping[str, Any]) -> bytes:
    return b"true\n" if result["boolean"] else b"false\n"
