"""Requests of the SPARQL 1.1 Protocol and of the Graph Store Protocol, for an endpoint that is only read.

https://www.w3.org/TR/sparql11-protocol/ and https://www.w3.org/TR/sparql11-http-rdf-update/. What is asked is read from the request
here; nothing is answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from kg.iri import is_safe

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
READS = "GET, HEAD, OPTIONS"
METHODS = "GET, HEAD, OPTIONS, POST"
_FIELDS = 100  # of a form, at most


class RefusedError(Exception):
    """A request that the protocol does not allow: the status of HTTP, what is wrong, and further headers."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        self.status, self.message, self.headers = status, message, dict(headers or {})
        super().__init__(status, message)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the graphs that it is to be asked of; none when the dataset is that of the store."""

    query: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fields:
    """Parameters of an address or a form, in order. Raises RefusedError when they are no UTF-8."""

    text: bytes
    _pairs: list[tuple[str, str]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        try:
            self._pairs.extend(
                parse_qsl(self.text.decode(), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
            )
        except ValueError as error:  # UnicodeDecodeError is one
            raise RefusedError(400, "the parameters are not UTF-8, or too many") from error

    def all(self, name: str) -> list[str]:
        """Values of a parameter, in order."""
        return [value for key, value in self._pairs if key == name]

    def names(self) -> set[str]:
        """Names of all parameters."""
        return {key for key, _ in self._pairs}

    def one(self, name: str) -> str | None:
        """The value of a parameter, None without it. Raises RefusedError when it is there twice."""
        values = self.all(name)
        if len(values) > 1:
            raise RefusedError(400, f"{name!r} is there {len(values)} times")
        return values[0] if values else None

    def graphs(self, name: str) -> tuple[str, ...]:
        """Values of a parameter that names graphs. Raises RefusedError when one is no absolute IRI."""
        found = self.all(name)
        for iri in found:
            if not is_safe(iri):
                raise RefusedError(400, f"{name}={iri[:200]!r} is no absolute IRI")
        return tuple(found)


def asked(method: str, address: bytes, content_type: str, body: bytes) -> Asked | None:
    """What a request to the endpoint asks; None when it asks for the description of the service.

    `address` are the parameters of the URL. Raises RefusedError with 400, 403, 405 or 415.
    """
    if method in ("GET", "HEAD"):
        fields = Fields(address)
        if fields.one("update") is not None:
            raise RefusedError(400, "an update cannot be sent by GET, and this endpoint takes none")
        query = fields.one("query")
        return None if query is None else _asked(query, fields)
    if method != "POST":
        raise RefusedError(405, f"{method} is not allowed here", {"Allow": METHODS})
    return _posted(address, content_type, body)


def _posted(address: bytes, content_type: str, body: bytes) -> Asked:
    media_type, _, parameters = content_type.lower().partition(";")
    media_type = media_type.strip()
    if media_type not in (FORM, QUERY, UPDATE):
        message = f"a query is posted as {FORM} or {QUERY}, not as {media_type[:100] or 'nothing'}"
        raise RefusedError(415, message, {"Accept-Post": f"{FORM}, {QUERY}"})
    charset = parameters.replace(" ", "").replace('"', "").partition("charset=")[2].partition(";")[0]
    if charset not in ("", "utf-8", "utf8"):
        raise RefusedError(415, f"a query is sent in UTF-8, not in {charset[:50]}")
    if media_type == UPDATE:
        raise RefusedError(403, "this endpoint is only read: it takes no update")
    if media_type == QUERY:
        return _asked(_decoded(body), Fields(address))
    fields = Fields(body)
    if fields.all("update"):
        raise RefusedError(403, "this endpoint is only read: it takes no update")
    query = fields.one("query")
    if query is None:
        raise RefusedError(400, "the form has no query")
    return _asked(query, fields)


def _asked(query: str, fields: Fields) -> Asked:
    if "\0" in query or not query.strip():
        raise RefusedError(400, "the query is empty, or has a NUL in it")
    return Asked(query, fields.graphs("default-graph-uri"), fields.graphs("named-graph-uri"))


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise RefusedError(400, f"the query is not UTF-8: byte {error.start} is {body[error.start]:#04x}") from error


def graph_wanted(method: str, address: bytes) -> str:
    """The graph that a request to the graph store names, "" for the default graph. Raises RefusedError with 400 or 405."""
    if method not in ("GET", "HEAD"):
        raise RefusedError(405, "this graph store is only read", {"Allow": READS})
    fields = Fields(address)
    default, named = fields.all("default"), fields.graphs("graph")
    if len(default) + len(named) != 1 or any(default):
        raise RefusedError(400, "name one graph: ?default or ?graph=IRI")
    return named[0] if named else ""
