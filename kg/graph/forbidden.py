"""What no question may ask, whoever puts it: a change of the graph, or another server."""

from __future__ import annotations

import re

from kg.errors import QueryError

_MOST = 1000  # characters behind the word SERVICE that are looked at: the whole is linear in the length of a query
_SPACE = r"(?:\s|\#[^\n\r]*+(?:[\n\r]|\Z))*+"
# The word, also behind a number or a truth value, after which no space is needed; but no variable.
_SERVICE = re.compile(r"(?<![?$])(?:\b|(?<=\d)|(?<=true)|(?<=false))SERVICE", re.IGNORECASE)
_SERVER = r"<[^<>]*+(?:>|\Z)|[?$][^\s{}<>#]*+|(?:[^\s{}<>#\\]|\\.?)*+"
_BEHIND = re.compile(rf"{_SPACE}(?:SILENT{_SPACE})?+({_SERVER}){_SPACE}", re.IGNORECASE | re.DOTALL)
_UPDATE = re.compile(
    rf"{_SPACE}(?:(?:PREFIX\s++[^\s<]*+\s*+|BASE\s*+)<[^<>]*+>{_SPACE})*+"
    r"(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b",
    re.IGNORECASE,
)


def refuse_forbidden(query: str) -> None:
    """Raises QueryError when a query would change the graph or ask another server."""
    if any(_is_clause(query[word.end() : word.end() + _MOST]) for word in _SERVICE.finditer(query)):
        raise QueryError("SERVICE is not allowed: kg asks no other server", hint="leave the SERVICE clause out")
    if found := _UPDATE.match(query):
        raise QueryError(
            f"{found[1].upper()} is not allowed: a query cannot change the graph",
            hint="use SELECT, ASK, CONSTRUCT or DESCRIBE; to change a graph use kg add or kg remove",
        )


def _is_clause(behind: str) -> bool:
    """True where what stands behind the word names a server and opens a bracket, or goes on for too long to tell.

    Whatever parses as a clause is one here; only a string that spells one out is refused without need.
    """
    found = _BEHIND.match(behind)
    assert found is not None  # all of it is optional
    if found.end() == len(behind):
        return len(behind) == _MOST
    return behind[found.end()] == "{" and (found[1].startswith(("<", "?", "$")) or ":" in found[1])
