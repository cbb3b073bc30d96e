"""A parse as few bytes that load in a fraction of what parsing costs, to be kept or sent to another process.

The text is not in them: `from_bytes` takes it from the document. Columns of numbers with one table of strings, as zlib-packed JSON.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence

from kg.lang.language import Language
from kg.model import Document, Reference, Rejection, Span
from kg.parse.tree import Columns, Parse, Repair


def to_bytes(parse: Parse) -> bytes:
    """A parse without its text: what `from_bytes` makes the same parse of, given the document."""
    columns = parse.columns()
    words = sorted({*columns.lemmas, *columns.tags, *columns.feats, *columns.pos, *columns.deps})
    number = {word: at for at, word in enumerate(words)}
    data = {
        "strings": words,
        "lengths": [len(word) for word in columns.words],
        "spaces": "".join("01"[space] for space in columns.spaces),
        "lemmas": [number[word] for word in columns.lemmas],
        "tags": [number[word] for word in columns.tags],
        "feats": [number[word] for word in columns.feats],
        "pos": [number[word] for word in columns.pos],
        "heads": [head - index for index, head in enumerate(columns.heads)],
        "deps": [number[word] for word in columns.deps],
        "sentences": columns.sentences,
        "names": columns.names,
        "factuality": [[index, value] for index, value in enumerate(columns.factuality) if value is not None],
        "references": [_reference(item) for item in parse.references],
        "repairs": [[item.rule, item.token, item.head, item.dep] for item in parse.repairs],
        "unread": [[item.item, item.reason] for item in parse.unread],
    }
    return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())


def from_bytes(data: bytes, document: Document, language: Language) -> Parse:
    """The parse of a document that `to_bytes` kept. ValueError when it is that of another text."""
    kept = json.loads(zlib.decompress(data))
    strings, starts = kept["strings"], [0]
    for length, space in zip(kept["lengths"], kept["spaces"], strict=True):
        starts.append(starts[-1] + length + (space == "1"))
    ratings: list[float | None] = [None] * len(kept["lengths"])
    for index, value in kept["factuality"]:
        ratings[index] = value
    columns = Columns(
        words=[document.text[start : start + length] for start, length in zip(starts, kept["lengths"], strict=False)],
        spaces=[space == "1" for space in kept["spaces"]],
        lemmas=[strings[at] for at in kept["lemmas"]],
        tags=[strings[at] for at in kept["tags"]],
        feats=[strings[at] for at in kept["feats"]],
        pos=[strings[at] for at in kept["pos"]],
        heads=[index + step for index, step in enumerate(kept["heads"])],
        deps=[strings[at] for at in kept["deps"]],
        sentences=[(start, end) for start, end in kept["sentences"]],
        names=[(start, end, label) for start, end, label in kept["names"]],
        factuality=ratings,
    )
    return Parse.of(
        document,
        columns,
        language,
        [_referring(document, *item) for item in kept["references"]],
        [Repair(*item) for item in kept["repairs"]],
        [Rejection("annotate", document.id, item, reason) for item, reason in kept["unread"]],
    )


def _reference(item: Reference) -> list[object]:
    before = [item.antecedent.start, item.antecedent.end] if item.antecedent is not None else None
    return [[item.span.start, item.span.end], [item.head.start, item.head.end], before, item.score]


def _referring(
    document: Document, whole: Sequence[int], head: Sequence[int], before: Sequence[int] | None, score: float
) -> Reference:
    def span(ends: Sequence[int]) -> Span:
        return Span(document.id, ends[0], ends[1], document.text[ends[0] : ends[1]])

    return Reference(span(whole), span(head), span(before) if before is not None else None, score)
