"""What no question may ask, whoever puts it: a change of the graph, or another server."""

from __future__ import annotations

import re

from kg.errors import QueryError

_SPACE = r"(?:\s|\#[^\n\r]*[\n\r])*"
# Whatever parses as a SERVICE clause matches, also behind a number or a truth value, after which no space is needed; only a string
# that spells one out is refused without need.
_BORDER = r"(?:\b|(?<=\d)|(?<=true)|(?<=false))"
_SERVICE = re.compile(
    rf"{_BORDER}SERVICE{_SPACE}(?:SILENT{_SPACE})?(?:<[^<>]*>|[?$]\w+|[^\s{{}}]*:[^\s{{}}]*?){_SPACE}\{{",
    re.IGNORECASE,
)
_UPDATE = re.compile(
    rf"{_SPACE}(?:(?:PREFIX\s+\S*\s*|BASE\s*)<[^<>]*>{_SPACE})*"
    r"(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b",
    re.IGNORECASE,
)


def refuse_forbidden(query: str) -> None:
    """Raises QueryError when a query would change the graph or ask another server."""
    if _SERVICE.search(query):
        raise QueryError("SERVICE is not allowed: kg asks no other server", hint="leave the SERVICE clause out")
    if found := _UPDATE.match(query):
        raise QueryError(
            f"{found[1].upper()} is not allowed: a query cannot change the graph",
            hint="use SELECT, ASK, CONSTRUCT or DESCRIBE; to change a graph use kg add or kg remove",
        )
