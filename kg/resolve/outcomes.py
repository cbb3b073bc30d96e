"""What is kept of a resolved document: which spans denote which of its referents, as compressed JSON.

The text of a span is cut from the document again, and a row of the gazetteer is named by its id. JSON, not pickle: what comes from a
file can be wrong, but it cannot run anything.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from kg.lang.language import Language
from kg.model import Document, Span
from kg.resolve.discourse import Link, Outcome, Referent, Referents
from kg.resolve.names import PersonName
from kg.resources.gazetteer import Gazetteer

_PLAIN = ("origin", "label", "known_as", "type", "local", "human", "plural", "gender")
_COUNTED = ("forms", "types", "described")
_SETS = ("countries", "within", "acronyms")
_LENGTH = 4  # bytes that say how many follow
_SAME = 5_000  # referents
Decode: TypeAlias = Callable[[str], Referent]


class Spoken(NamedTuple):
    """`Referents`, each as the text that is kept of it."""

    document_id: str
    rows: tuple[str, ...]
    times: tuple[int, ...]


def to_bytes(outcome: Outcome) -> bytes:
    """An outcome as bytes, for `from_bytes`."""
    known = outcome.referents
    numbers = {referent: number for number, referent in enumerate(known)}
    links = [(span.start, span.end, numbers[link.referent], link.reason) for span, link in outcome.links.items()]
    unresolved = [(span.start, span.end, reason) for span, reason in outcome.unresolved.items()]
    members = [
        (span.start, span.end, [(one.start, one.end) for one in several]) for span, several in outcome.members.items()
    ]
    rows = [
        json.dumps(_encoded(referent)) for referent in numbers
    ]  # as text: equal ones of many documents are decoded once
    spoken_of = zlib.compress(json.dumps([rows, [*known.values()]]).encode(), 1)
    return len(spoken_of).to_bytes(4) + spoken_of + zlib.compress(json.dumps([links, unresolved, members]).encode(), 1)


def from_bytes(data: bytes, document: Document, gazetteer: Gazetteer, language: Language) -> Outcome:
    """What `to_bytes` wrote of this document. ValueError when it is something else."""
    try:
        end = _end(data)
        rows, _ = json.loads(zlib.decompress(data[_LENGTH:end]))
        links, unresolved, members = json.loads(zlib.decompress(data[end:]))
        referents = [_decoded(json.loads(row), gazetteer, language) for row in rows]
        return Outcome(
            document.id,
            {_span(document, start, end): Link(referents[at], reason) for start, end, at, reason in links},
            {_span(document, start, end): reason for start, end, reason in unresolved},
            {
                _span(document, start, end): tuple(_span(document, *one) for one in several)
                for start, end, several in members
            },
        )
    except (zlib.error, LookupError, TypeError, ValueError) as error:
        raise ValueError(f"what was kept of {document.id} is damaged") from error


def spoken_of(data: bytes, document_id: str, decode: Decode) -> Spoken:
    """Of what `to_bytes` wrote no more than is known across documents: `Outcome.spoken_of`. ValueError when it is something else."""
    try:
        rows, times = json.loads(zlib.decompress(data[_LENGTH : _end(data)]))
        for row in rows:
            decode(row)
        return Spoken(document_id, tuple(rows), tuple(times))
    except (zlib.error, LookupError, TypeError, ValueError) as error:
        raise ValueError(f"what was kept of {document_id} is damaged") from error


def encoded(referents: Referents) -> Spoken:
    """The same of a document that has just been resolved."""
    rows = tuple([json.dumps(_encoded(referent)) for referent in referents.referents])
    return Spoken(referents.document_id, rows, referents.times)


def decoder(gazetteer: Gazetteer, language: Language) -> Decode:
    """What makes referents of their texts; equal texts are mostly one object, since documents repeat them."""
    return lru_cache(maxsize=_SAME)(lambda row: _decoded(json.loads(row), gazetteer, language))


def _end(data: bytes) -> int:
    """Where what is known across documents ends; behind it are the spans."""
    return _LENGTH + int.from_bytes(data[:_LENGTH])


def _span(document: Document, start: int, end: int) -> Span:
    return Span(document.id, start, end, document.text[start:end])


def _encoded(referent: Referent) -> dict[str, Any]:
    """Its fields that are not empty."""
    names = [(name.parts, name.suffix) for name in sorted(referent.names)]
    fields: dict[str, Any] = {name: getattr(referent, name) for name in (*_PLAIN, *_COUNTED)}
    fields |= {name: sorted(getattr(referent, name)) for name in (*_SETS, "roles")}
    fields |= {"names": names, "row": referent.row.id if referent.row is not None else ""}
    return {name: value for name, value in fields.items() if value}


def _decoded(fields: dict[str, Any], gazetteer: Gazetteer, language: Language) -> Referent:
    row, names, roles = fields.get("row"), fields.get("names", ()), fields.get("roles", ())
    known: dict[str, Any] = {name: fields[name] for name in _PLAIN if name in fields}
    known |= {name: Counter(fields[name]) for name in _COUNTED if name in fields}
    known |= {name: frozenset(fields[name]) for name in _SETS if name in fields}
    return Referent(
        **known,
        row=gazetteer.by_id[row] if row else None,
        names=frozenset(PersonName(tuple(parts), suffix, language) for parts, suffix in names),
        roles=frozenset(map(tuple, roles)),
    )
