"""Hypothesis strategies for the model types, and one small graph made by hand. All names and words are invented."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import networkx
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from kg.iri import KG, POL, XSD, Minter
from kg.knowledge_graph import KnowledgeGraph
from kg.model import (
    Claim,
    Document,
    Entity,
    Evidence,
    Modality,
    Polarity,
    Property,
    Qualifier,
    Rejection,
    Resolution,
    Span,
    Value,
)

# What a document or a spreadsheet of names may hold to break HTML, SPARQL, Turtle, CSV, XML or a terminal.
HOSTILE = (
    "<script>alert(1)</script>",
    '"; DROP ALL; #',
    "'''\"\"\"",
    "=HYPERLINK(1)",
    "@SUM(A1)",
    "line\nbreak\r\nand\ttab",
    "back\\slash \\u0041 \\",
    "مرحبا \u202eright to left",
    "🦊 مع 中文 Ünïcödé",
    "e\u0301 decomposed",
    "nul\x00 bell\x07 escape\x1b[31m delete\x7f \x85 \u2028",
    "\ufffe\uffff\ufeff",
    "]]> <!-- & &amp; -->",
    "} } . <a> <b> <c> . {",
    " .",
    "%00%zz {braces} |pipes| ^caret`",
)
WORDS = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
_MINTER = Minter()
_PROPERTIES = (
    Property(POL + "supports", "supports"),
    Property(POL + "meets", "meets"),
    Property(_MINTER.predicate("whisper to"), "whisper to", open=True),
)
_ACTS = tuple(
    Entity(iri, label, "Act", origin="act")
    for iri, label in ((_MINTER.predicate("whisper to"), "whisper to"), (_MINTER.predicate("be moved"), "be moved"))
)  # the first one is what another claim may have as its property
_DOES = Property(KG + "does", "does")
_DATATYPES = ("string", "integer", "decimal", "date", "gYear", "boolean", "double", "nonNegativeInteger")
_LEXICAL = st.sampled_from(["007", "1.50", "2019-03-02", "2019", "true", "1", "-0", "1E3", "none of them"])


def examples(number: int) -> settings:
    """`number` examples, however slow the machine."""
    ignored = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    return settings(max_examples=number, suppress_health_check=ignored)


@dataclass(frozen=True)
class Parts:
    """What a graph is made of."""

    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    documents: tuple[Document, ...]
    rejections: tuple[Rejection, ...]

    def graph(self) -> KnowledgeGraph:
        return KnowledgeGraph.of(self.entities, self.claims, self.documents, self.rejections, info={"model": "none"})


def found(document: Document, words: str, nth: int = 0) -> Span:
    """The `nth` place, from 0, where `words` stand in `document`."""
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(words, start + 1)
    return Span(document.id, start, start + len(words), words)


@st.composite
def entities(draw: st.DrawFn) -> tuple[Entity, ...]:
    """Two to five things with different IRIs, and what can be done."""
    labels = draw(st.lists(WORDS, min_size=2, max_size=5))
    return _ACTS + tuple(
        Entity(
            id=_MINTER.entity(label, str(number)),
            label=label,
            type=draw(st.sampled_from(["Person", "Country", "Concept"])),
            aliases=tuple(draw(st.lists(WORDS, max_size=2))),
            same_as=draw(st.sampled_from([(), ("http://www.wikidata.org/entity/Q1",)])),
            origin=draw(st.sampled_from(["gazetteer", "named", "described"])),
        )
        for number, label in enumerate(labels)
    )


@st.composite
def values(draw: st.DrawFn) -> Value:
    """A string, or a literal of another datatype that may or may not fit it."""
    datatype = draw(st.sampled_from(_DATATYPES))
    return Value(draw(WORDS if datatype == "string" else _LEXICAL), XSD + datatype)


@st.composite
def claims(draw: st.DrawFn, known: tuple[Entity, ...], evidence: tuple[Evidence, ...]) -> Claim:
    """A claim about `known` entities: half of them asserted, the others in any polarity, modality and attribution."""
    asserted = draw(st.booleans())
    ids = st.sampled_from([entity.id for entity in known if entity not in _ACTS])
    roles = st.builds(Qualifier, st.sampled_from(["as", "in", "time"]), WORDS, ids | st.just(""))
    holders = () if asserted else tuple(draw(st.lists(ids, max_size=2)))
    subject, relation = draw(ids), draw(st.sampled_from((*_PROPERTIES, _DOES)))
    acts = st.sampled_from([entity.id for entity in _ACTS])
    return Claim(
        subject=subject,
        property=relation,
        object=draw(acts if relation == _DOES else ids | values()),
        polarity=Polarity.AFFIRMED if asserted else draw(st.sampled_from(Polarity)),
        modality=Modality.ACTUAL if asserted else draw(st.sampled_from(Modality)),
        sources=holders,
        source_unnamed=False if asserted else draw(st.booleans()),
        qualifiers=tuple(draw(st.lists(roles, max_size=2))),
        time=draw(st.sampled_from(["", "2019-03-28", "2019", "../2018-05", "2020/..", "long ago"])),
        place=draw(ids | st.just("")),
        evidence=evidence,
        trusted=len("".join(sorted(set(holders)))) % 2 == 1,  # who says it decides, in every document alike
        proposed=_PROPERTIES[1] if relation.open and len(subject) % 2 else None,
    )


@st.composite
def parts(
    draw: st.DrawFn,
    documents: tuple[str, ...] = ("a/b ü.txt", "../../etc/passwd", '"; DROP#1'),
    known: tuple[Entity, ...] = (),
) -> Parts:
    """Documents of hostile sentences with claims about `known` (or new) entities, and what was rejected."""
    known = known or draw(entities())
    made, read, refused = [], [], []
    for document_id in draw(st.lists(st.sampled_from(documents), min_size=1, unique=True)):
        triples = draw(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=3))
        text = "\n\n".join(" ".join(triple) + "." for triple in triples)
        document = Document(
            document_id,
            text,
            title=draw(WORDS),
            url=draw(
                st.sampled_from(
                    ["", "https://news.invalid/a(1)?x=[2]", "https://news.invalid/ok?q=(1)#x", "javascript:1"]
                )
            ),
            publisher=draw(st.sampled_from(["", "The Invented Herald (invented)"])),
            published=draw(st.sampled_from(["", "2019-03-28", "2019-03-28T10:00:00+01:00", "2019", "last week"])),
        )
        made.append(document)
        refused.append(Rejection("extract", document_id, draw(WORDS), "no verb"))
        start = 0
        for triple in triples:
            read.append(draw(claims(known, (draw(_evidence(document, start, triple, known)),))))
            start += sum(map(len, triple)) + 5
    return Parts(known, tuple(read), tuple(made), tuple(refused))


@st.composite
def _evidence(
    draw: st.DrawFn, document: Document, start: int, words: Iterable[str], known: tuple[Entity, ...]
) -> Evidence:
    spans, place = [], start
    for word in words:
        spans.append(Span(document.id, place, place + len(word), word))
        place += len(word) + 1
    subject, predicate, target = spans
    return Evidence(
        sentence=Span(document.id, start, place, document.text[start:place]),
        subject=subject,
        predicate=(predicate,),
        object=target,
        cues=(predicate,),
        rules=(draw(st.sampled_from(["verb.active", "noun.of"])),),
        mapping_row=draw(st.sampled_from(["", "supports-1"])),
        resolutions=(Resolution(subject, known[-1].id, draw(WORDS)),),
        confidence=draw(st.floats(0, 1)),
    )


def done(
    subject: Entity, act: Entity, document: Document, sentence: str, words: str, nth: int = 0, **changes: Any
) -> Claim:
    """A claim that `subject` does something to nobody, in the `words` of a sentence; affirmed and actual unless `changes` say else."""
    evidence = Evidence(
        sentence=found(document, sentence),
        subject=found(document, subject.label, nth),
        predicate=(found(document, words),),
        object=None,
        rules=("verb",),
        confidence=0.9,
    )
    affirmed = Polarity.AFFIRMED, Modality.ACTUAL
    return replace(Claim(subject.id, _DOES, act.id, *affirmed, evidence=(evidence,)), **changes)


def graphs() -> st.SearchStrategy[KnowledgeGraph]:
    """Graphs of everything above."""
    return parts().map(Parts.graph)


def number_of_acts(network: networkx.MultiDiGraph) -> int:
    """How many statements of one thing alone the nodes of a network tell."""
    return sum(len(acts.split("; ")) for _, acts in network.nodes(data="acts") if acts)


HERALD = Document(
    "herald.txt",
    "Northland has thrown its support to Ada Quill. Bo Reed said Northland is not threatening anyone. "
    "Ada Quill, the harbor master, is to visit Southport.",
    title="Northland <backs> Quill",
    url="https://news.invalid/herald?id=(1)",
    publisher="The Invented Herald (invented)",
    published="2019-03-28",
)
COURIER = Document("courier.md", "Northland backs Ada Quill, the Courier has learned.", published="2019-03-29")

NORTHLAND = Entity(
    _MINTER.entity("Northland"),
    "Northland",
    "Country",
    ("Northern Union",),
    ("http://www.wikidata.org/entity/Q0",),
    "gazetteer",
)
QUILL = Entity(_MINTER.entity("Ada Quill"), "Ada Quill", "Person")
REED = Entity(_MINTER.entity("Bo Reed"), "Bo Reed", "Person")
SOUTHPORT = Entity(_MINTER.entity("Southport"), "Southport", "City")
ANYONE = Entity(_MINTER.entity("anyone", "herald.txt"), "anyone", "Concept", origin="described")

SUPPORTS = Claim(
    subject=NORTHLAND.id,
    property=Property(POL + "supports", "supports"),
    object=QUILL.id,
    polarity=Polarity.AFFIRMED,
    modality=Modality.ACTUAL,
    evidence=(
        Evidence(
            sentence=found(HERALD, "Northland has thrown its support to Ada Quill."),
            subject=found(HERALD, "Northland"),
            predicate=(found(HERALD, "has thrown its support to"),),
            object=found(HERALD, "Ada Quill"),
            rules=("verb.light",),
            mapping_row="supports-1",
            resolutions=(Resolution(found(HERALD, "Northland"), NORTHLAND.id, "its name in the gazetteer"),),
            confidence=0.9,
        ),
    ),
)
BACKS = replace(
    SUPPORTS,
    evidence=(
        Evidence(
            sentence=found(COURIER, "Northland backs Ada Quill, the Courier has learned."),
            subject=found(COURIER, "Northland"),
            predicate=(found(COURIER, "backs"),),
            object=found(COURIER, "Ada Quill"),
            rules=("verb.active",),
            mapping_row="supports-2",
            confidence=0.95,
        ),
    ),
)
THREATENS = Claim(
    subject=NORTHLAND.id,
    property=Property(POL + "threatens", "threatens"),
    object=ANYONE.id,
    polarity=Polarity.NEGATED,
    modality=Modality.ACTUAL,
    sources=(REED.id,),
    evidence=(
        Evidence(
            sentence=found(HERALD, "Bo Reed said Northland is not threatening anyone."),
            subject=found(HERALD, "Northland", 1),
            predicate=(found(HERALD, "is not threatening"),),
            object=found(HERALD, "anyone"),
            cues=(found(HERALD, "not"), found(HERALD, "said")),
            sources=(found(HERALD, "Bo Reed"),),
            rules=("verb.active", "attribution.say"),
            confidence=0.8,
        ),
    ),
)
_LAST = found(HERALD, "Ada Quill, the harbor master, is to visit Southport.")
VISITS = Claim(
    subject=QUILL.id,
    property=Property(_MINTER.predicate("visit"), "visit", open=True),
    object=SOUTHPORT.id,
    polarity=Polarity.AFFIRMED,
    modality=Modality.PLANNED,
    qualifiers=(Qualifier("as", "harbor master"),),
    time="2019-04",
    place=SOUTHPORT.id,
    proposed=Property(POL + "visits", "visits"),
    evidence=(
        Evidence(
            sentence=_LAST,
            subject=found(HERALD, "Ada Quill", 1),
            predicate=(found(HERALD, "is to visit"),),
            object=found(HERALD, "Southport"),
            cues=(found(HERALD, "is to"),),
            confidence=0.7,
        ),
    ),
)
ROLE = Claim(
    subject=QUILL.id,
    property=Property(KG + "hasRole", "has role"),
    object=Value("harbor master"),
    polarity=Polarity.AFFIRMED,
    modality=Modality.ACTUAL,
    evidence=(
        Evidence(
            sentence=_LAST,
            subject=found(HERALD, "Ada Quill", 1),
            predicate=(),
            object=found(HERALD, "harbor master"),
            rules=("apposition",),
            confidence=0.85,
        ),
    ),
)
SAMPLE = Parts(
    (NORTHLAND, QUILL, REED, SOUTHPORT, ANYONE),
    (SUPPORTS, BACKS, THREATENS, VISITS, ROLE),
    (HERALD, COURIER),
    (Rejection("mapping", "herald.txt", "Ada Quill harbors doubts", "no verb of the ontology"),),
)


OBITUARY = Document(
    "obituary.txt",
    "Ada Quill died on 3 May 2021. Two fishermen found her boat. Bo Reed will not resign, the fishermen said. The boat was moved.",
    title="Ada Quill",
    published="2021-05-05",
)
DIE = Entity(_MINTER.predicate("die"), "die", "Act", origin="act")
RESIGN = Entity(_MINTER.predicate("resign"), "resign", "Act", origin="act")
BE_MOVED = Entity(_MINTER.predicate("be moved"), "be moved", "Act", origin="act")
FISHERMEN = Entity(_MINTER.entity("two fishermen", OBITUARY.id), "two fishermen", "Group", origin="described")
BOAT = Entity(_MINTER.entity("boat", OBITUARY.id), "boat", "Concept", origin="described")
DIES = done(QUILL, DIE, OBITUARY, "Ada Quill died on 3 May 2021.", "died", time="2021-05-03")
FINDS = replace(
    SUPPORTS,
    subject=FISHERMEN.id,
    property=Property(_MINTER.predicate("find"), "find", open=True),
    object=BOAT.id,
    evidence=(
        Evidence(
            sentence=found(OBITUARY, "Two fishermen found her boat."),
            subject=found(OBITUARY, "Two fishermen"),
            predicate=(found(OBITUARY, "found"),),
            object=found(OBITUARY, "her boat"),
            confidence=0.8,
        ),
    ),
)
OWNS = replace(FINDS, subject=QUILL.id, property=Property(POL + "owns", "owns"), place=SOUTHPORT.id, time="2021")
RESIGNS = done(
    REED,
    RESIGN,
    OBITUARY,
    "Bo Reed will not resign, the fishermen said.",
    "will not resign",
    polarity=Polarity.NEGATED,
    modality=Modality.PLANNED,
    sources=(FISHERMEN.id,),
)
MOVED = done(replace(BOAT, label="The boat"), BE_MOVED, OBITUARY, "The boat was moved.", "was moved")
WITH_ACTS = Parts(
    (*SAMPLE.entities, DIE, RESIGN, BE_MOVED, FISHERMEN, BOAT),
    (*SAMPLE.claims, DIES, FINDS, OWNS, RESIGNS, MOVED),
    (*SAMPLE.documents, OBITUARY),
    SAMPLE.rejections,
)  # the sample with things without a name, and with what is done to nobody
