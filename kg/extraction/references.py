"""What the packaged reader takes for mentions of one thing, on the types of the road; nothing for other pipelines."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from kg.model import Reference, Span

MENTIONS = "mentions"  # extension that the reader sets
DECIMALS = 3


def references(doc: Doc, document_id: str) -> Iterator[Reference]:
    """The mentions of a Doc, each with what it stands for."""

    def span(start: int, end: int) -> Span:
        part = doc[start:end]
        return Span(document_id, part.start_char, part.end_char, part.text)

    for link in doc._.mentions if Doc.has_extension(MENTIONS) else ():
        phrase, before = link.phrase, link.antecedent
        antecedent = span(before.start, before.end) if before is not None else None
        yield Reference(
            span(phrase.start, phrase.end), span(phrase.head, phrase.head + 1), antecedent, round(link.score, DECIMALS)
        )
