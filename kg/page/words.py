"""What a page says of a claim: its relation in the words of the text, and whether it is quoted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from kg.graph.content import phrase, status
from kg.graph.sanitize import plain
from kg.model import Claim, Document, Evidence, Span

DIRECT, PARTLY, INDIRECT = "direct", "partly quoted", "indirect"
_PREFIXES = {"fact": "", "claimed": "", "denied": "not: ", "conditional": "if: "}
_QUOTED = re.compile(r"“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]|\"[^\"\n]*\"|(?<!\w)‘[^‘’]*(?:’\w[^‘’]*)*’(?!\w)")


def relation_words(claim: Claim, label: str, own: bool) -> str:
    """The relation as a line or a row tells it: "was sent to", "supports", "not: recognizes", "would not cross".

    `label` is what its property or act is called. With `own` words, as open predicates and acts have, it is told in the tense and voice of
    the text. Whatever is no fact says so first,
    unless the words say it themselves.
    """
    surest = max(claim.evidence, key=lambda item: item.confidence)
    standing, told = status(claim), _told(surest)
    if standing != "fact" and told and _says_so(surest):
        return told
    prefix = _PREFIXES.get(standing, f"{standing}: ")
    return prefix + (_with_verb(told, label) if own else label)


def as_told(claim: Claim, label: str) -> str:
    """An open predicate in the tense and voice of the text, without how far it is so: "was sent to" for "be send to"."""
    return _with_verb(_told(max(claim.evidence, key=lambda item: item.confidence)), label)


def _with_verb(told: str, key: str) -> str:
    """`told`, or, where a noun alone states it ("neighbor"), the predicate in the present tense: "is neighbor of"."""
    if (key.startswith("be ") and f" {told.lower()} " in f" {key[3:]} ") or not told:
        return f"is {key[3:]}" if key.startswith("be ") else key
    return told


def _told(evidence: Evidence) -> str:
    return " ".join(plain(phrase(evidence)).split())


def _says_so(evidence: Evidence) -> bool:
    """Whether a word that negates or hedges stands in the relation words themselves."""
    return any(_within(cue, span) for cue in evidence.cues for span in evidence.predicate)


def _within(inner: Span, outer: Span) -> bool:
    return inner.document_id == outer.document_id and outer.start <= inner.start and inner.end <= outer.end


def property_label(claims: Iterable[Claim]) -> str:
    """What an open property is called: the words that most of its claims have in the text, those of facts first."""
    told = Counter(
        (claim.asserted, _with_verb(_told(item), claim.property.label)) for claim in claims for item in claim.evidence
    )
    best = min(told, key=lambda item: (not item[0], -told[item], len(item[1]), item[1]), default=(False, ""))
    return best[1]


def quoted(document: Document, evidence: Evidence) -> str:
    """Whether what is said stands in quotation marks: `DIRECT` all of it, `PARTLY` some of it, else `INDIRECT`."""
    words = [evidence.subject, *evidence.predicate, *filter(None, [evidence.object])]
    marks = _quotations(document.text)
    inside = [any(start <= word.start and word.end <= end for start, end in marks) for word in words]
    if any(inside) and all(inside[1:]):  # the subject may be told before: "Ada Quill says she 'will leave Southport'"
        return DIRECT
    return PARTLY if any(start < word.end and word.start < end for word in words for start, end in marks) else INDIRECT


@lru_cache(maxsize=64)
def _quotations(text: str) -> tuple[tuple[int, int], ...]:
    """What stands in quotation marks, paragraph by paragraph: an odd mark does not turn the rest of a text inside out."""
    found = []
    start = 0
    for paragraph in text.splitlines(keepends=True):
        found += [(start + match.start(), start + match.end()) for match in _QUOTED.finditer(paragraph)]
        start += len(paragraph)
    return tuple(found)
