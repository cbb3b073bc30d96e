"""Why a claim is in the graph, why it is no fact, and why something is not there at all.

kg explain out 7f3a            a claim by its id, the start of it, or its IRI
kg explain out "russia maduro" whatever speaks of both, by label, other name, relation or sentence
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import QueryError
from kg.graph import store
from kg.graph.content import GraphContent
from kg.graph.sanitize import printable
from kg.model import Claim, Document, Evidence, Modality, Polarity, Rejection


@dataclass(frozen=True, slots=True)
class Passage:
    """One place in the text that a claim was read from.

    `sentence` has its parts marked: `[S: subject]`, `[P: predicate]`, `[O: object]`, `[cue: ...]` for words that
    negate, hedge or attribute, `[by: speaker]`. `names` say why each name was taken for its entity.
    """

    sentence: str
    source: str
    rules: tuple[str, ...]
    mapping_row: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is known of one claim, or (`id` is "") of something that was not kept."""

    id: str
    statement: str
    asserted: bool
    verdict: str
    passages: tuple[Passage, ...] = ()

    def render(self) -> str:
        """Plain text for a terminal: no control characters, whatever the document held."""
        lines = [self.statement, f"  {self.verdict}"]
        for passage in self.passages:
            lines += ["", f"  {passage.sentence}", f"    from {passage.source}"]
            lines += [f"    {name}" for name in passage.names]
            rules = ", ".join(passage.rules) + (f"; mapping row {passage.mapping_row}" if passage.mapping_row else "")
            lines += [f"    read by {rules}"] if rules else []
        return "\n".join(printable(line) for line in lines)


def explain(out: Path, what: str) -> list[Explanation]:
    """Explanations of what matches `what` in the graph under `out`, facts first; see `explanations`."""
    return explanations(store.load(GraphContent, out), what)


def explanations(graph: GraphContent, what: str) -> list[Explanation]:
    """Explanations of claims, then of rejections.

    `what` is a claim id (the first four digits are enough), a claim IRI, or words that must all begin a word of the
    claim: case and accents do not matter. Raises QueryError when it is empty.
    """
    key = what.strip().removeprefix(graph.minter.claim("0").removesuffix("0")).removeprefix("claim:")
    if re.fullmatch("[0-9a-f]{4,16}", key):
        named = [graph.claims_by_id[claim_id] for claim_id in graph.claims_by_id if claim_id.startswith(key)]
        if named:
            return [explained(graph, claim) for claim in named]
    words = _words(what)
    if not words:
        raise QueryError("there is nothing to explain", hint='give a claim id or words: kg explain out "russia maduro"')
    found = [claim for claim in graph.claims if _has(words, _claim_text(graph, claim))]
    found.sort(key=lambda claim: (-_stated(words, graph, claim), not claim.asserted, -claim.confidence))
    refused = [item for item in graph.rejections if _has(words, item.item)]
    return [explained(graph, claim) for claim in found] + [_not_kept(item) for item in refused]


def _stated(words: list[str], graph: GraphContent, claim: Claim) -> int:
    """How many of the words the statement itself has; the rest stand only in its sentence."""
    ends = " ".join(graph.label(item) for item in (claim.subject, claim.property.iri, claim.object))
    phrases = " ".join(span.text for item in claim.evidence for span in item.predicate)
    return sum(_has([word], f"{ends} {phrases}") for word in words)


def explained(graph: GraphContent, claim: Claim) -> Explanation:
    """What is known of one claim."""
    words, end = graph.told(claim.property.iri, claim.object, claim)
    said = f"{graph.label(claim.subject)} — {words}" + (f" → {end}" if end else "")
    extras = [f"{item.role} {item.label}" for item in claim.qualifiers]
    extras += [claim.time] if claim.time else []
    extras += [f"in {graph.label(claim.place)}"] if claim.place else []
    return Explanation(
        id=claim.id,
        statement=said + (f" ({', '.join(extras)})" if extras else ""),
        asserted=claim.asserted,
        verdict=_verdict(graph, claim),
        passages=tuple(_passage(graph, item) for item in claim.evidence),
    )


def _verdict(graph: GraphContent, claim: Claim) -> str:
    sure = f"confidence {claim.confidence:.2f}"
    sources = [graph.label(source) for source in claim.sources]
    said = f"said by {' and '.join(sources)}" if sources else "said by someone unnamed" if claim.source_unnamed else ""
    if claim.asserted:
        return f"fact {claim.id}, {sure}" + (f"; {said}, who is trusted" if said else "")
    reasons = [
        "denied" if claim.polarity is Polarity.NEGATED else "",
        claim.modality.value if claim.modality is not Modality.ACTUAL else "",
        said,
    ]
    return f"claim {claim.id}, {sure}; no fact, because it is " + " and ".join(filter(None, reasons))


def _passage(graph: GraphContent, evidence: Evidence) -> Passage:
    document = graph.documents[evidence.document_id]
    return Passage(
        sentence=_marked(evidence),
        source=f"{_source(document)}, {_where(document, evidence)}",
        rules=evidence.rules,
        mapping_row=evidence.mapping_row,
        names=tuple(
            f'"{item.mention.text}" is {graph.label(item.entity)}: {item.reason}' for item in evidence.resolutions
        ),
    )


def _where(document: Document, evidence: Evidence) -> str:
    page, sentence = document.page(evidence.sentence.start), evidence.sentence
    return (f"{page}, " if page else "") + f"characters {sentence.start}-{sentence.end}"


def _source(document: Document) -> str:
    """Title, author, publisher, date and id, as far as they are known."""
    facts = [f'"{document.title}"' if document.title else "", document.author, document.publisher, document.published]
    known = ", ".join(filter(None, facts))
    return f"{known} ({document.id})" if known else document.id


def _not_kept(item: Rejection) -> Explanation:
    where = f" of {item.document_id}" if item.document_id else ""
    return Explanation("", item.item, False, f"not kept at the stage {item.stage}{where}: {item.reason}")


def _marked(evidence: Evidence) -> str:
    """The sentence with brackets around its parts; brackets nest."""
    sentence = evidence.sentence
    target = (evidence.object,) if evidence.object is not None else ()
    parts = [("S", (evidence.subject,)), ("P", evidence.predicate), ("O", target)]
    parts += [("cue", evidence.cues), ("by", evidence.sources)]
    marks = [
        (span.start - sentence.start, span.end - sentence.start, tag)
        for tag, spans in parts
        for span in spans
        if sentence.start <= span.start < span.end <= sentence.end
    ]
    pieces = list(_nested(marks))
    text = []
    for place, char in enumerate((*sentence.text, "")):
        text.append("]" * sum(end == place for _, end, _ in pieces))
        opening = sorted((-end, tag) for start, end, tag in pieces if start == place)
        text += [f"[{tag}: " for _, tag in opening]
        text.append(char)
    return " ".join("".join(text).split())


def _nested(marks: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """The marks, cut where one begins inside another and ends outside of it."""
    ordered = sorted(set(marks), key=lambda mark: (mark[0], -mark[1], mark[2]))
    while ordered:
        start, end, tag = ordered.pop(0)
        yield start, end, tag
        cut = []
        for other_start, other_end, other in ordered:
            if other_start < end < other_end:
                cut += [(other_start, end, other), (end, other_end, other)]
            else:
                cut.append((other_start, other_end, other))
        ordered = sorted(cut, key=lambda mark: (mark[0], -mark[1], mark[2]))


def _claim_text(graph: GraphContent, claim: Claim) -> str:
    terms = [claim.subject, claim.object, *claim.sources, claim.place, claim.property.iri]
    labels = [graph.label(term) for term in terms if term]
    named = [graph.entities[term] for term in terms if isinstance(term, str) and term in graph.entities]
    aliases = [alias for entity in named for alias in entity.aliases]
    return "\n".join([*labels, *aliases, *(item.sentence.text for item in claim.evidence)])


def _has(words: list[str], text: str) -> bool:
    present = set(_words(text))
    return all(any(known.startswith(word) for known in present) for word in words)


def _words(text: str) -> list[str]:
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return re.findall(r"\w+", plain.casefold())
