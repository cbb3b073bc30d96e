"""Which of the formats on offer a client likes best (https://www.rfc-editor.org/rfc/rfc9110#name-accept)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

# media type -> ending by which the engine knows it; the first is what a client gets that has no wish
ROW_FORMATS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
}
GRAPH_FORMATS = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "application/ld+json": "jsonld",
    "application/n-quads": "nq",
    "application/trig": "trig",
    "application/json": "jsonld",
    "application/xml": "rdf",
}
_MOST = 50  # ranges of an Accept header that are looked at


def preferred(accept: str, offered: Sequence[str]) -> str:
    """The media type of `offered` that `accept` likes best, of equals the first; "" when it takes none.

    An empty `accept` takes all. A type is judged by the most specific range that has it.
    """
    ranges = list(_ranges(accept or "*/*"))
    liked = {name: _liking(name, ranges) for name in offered}
    best = max(liked.values(), default=0.0)
    return next((name for name in offered if liked[name] == best), "") if best > 0 else ""


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for item in accept.split(",")[:_MOST]:
        name, *parameters = (part.strip().lower() for part in item.split(";"))
        quality = next((value for key, _, value in (part.partition("=") for part in parameters) if key == "q"), "1")
        try:
            yield name, min(1.0, max(0.0, float(quality)))
        except ValueError:
            continue


def _liking(name: str, ranges: Sequence[tuple[str, float]]) -> float:
    for wanted in (name, name.partition("/")[0] + "/*", "*/*"):
        found = [quality for given, quality in ranges if given == wanted]
        if found:
            return max(found)
    return 0.0
