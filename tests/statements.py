"""Propositions made by hand from the words of a sentence, with the entities that are known: no parser, no model. People are invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from strategies import found

from kg.iri import Minter
from kg.lang.en import ENGLISH
from kg.mapping import ClaimMaker, Mapper
from kg.model import (
    Adjunct,
    Attribution,
    Claim,
    Document,
    Entity,
    Mention,
    MentionKind,
    Modality,
    Polarity,
    Predicate,
    Proposition,
    Rejection,
    Resolution,
    Span,
)
from kg.resources.ontology import Ontology

MINTER = Minter()
ONTOLOGY = Ontology.load()
TYPES = {
    "Canada": "Country",
    "Peru": "Country",
    "Lima": "City",
    "Ada Quill": "Person",
    "Bo Reed": "Person",
    "The Courier": "MediaOrganization",
    "sanctions": "Concept",
    "support": "Concept",
    "unrest": "Concept",
}
ENTITIES = {name: Entity(MINTER.entity(name), name, kind) for name, kind in TYPES.items()}
CANADA, PERU, LIMA, QUILL, REED, COURIER, SANCTIONS, SUPPORT, UNREST = (entity.id for entity in ENTITIES.values())


@dataclass
class Sentence:
    """A sentence from whose words propositions are made."""

    text: str
    known: Sequence[str] = tuple(TYPES)
    links: dict[Span, Resolution] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.document = Document("made.txt", self.text)
        self.sentence = self.span(self.text)

    def span(self, words: str) -> Span:
        return found(self.document, words)

    def mention(self, words: str, kind: MentionKind | None = None, label: str = "", head: str = "") -> Mention:
        """A noun phrase; one that is called like an entity is linked to it."""
        span = self.span(words)
        if words in self.known:
            self.links[span] = Resolution(span, ENTITIES[words].id, "its name")
        kind = kind or (MentionKind.NAMED if words[:1].isupper() else MentionKind.NOMINAL)
        name = span if kind is MentionKind.NAMED else None
        return Mention(span, self.span(head or words), kind, label, head or words.split()[-1], name)

    def adjunct(self, role: str, words: str, label: str = "", span: str = "") -> Adjunct:
        return Adjunct(role, self.mention(words, label=label), self.span(span or words))

    def says(self, subject: str, words: str, target: Mention | None, **predicate: object) -> Proposition:
        """Affirmed, actual and unattributed; `predicate` are fields of its Predicate."""
        relation = Predicate((self.span(words),), **predicate)  # type: ignore[arg-type]
        affirmed = (Polarity.AFFIRMED, Modality.ACTUAL)
        return Proposition(self.mention(subject), relation, target, (), *affirmed, (), self.sentence, ("verb",), 0.9)

    def mapped(self, *triples: Proposition, trust: Sequence[str] = ()) -> list[Claim | Rejection]:
        entities = {entity.id: entity for entity in ENTITIES.values()}
        maker = ClaimMaker(ENGLISH, ONTOLOGY, MINTER, entities, self.links, frozenset(trust))
        return list(Mapper(maker).claims(triples))

    def claim(self, triple: Proposition, trust: Sequence[str] = ()) -> Claim:
        """The only thing that comes out, which is a claim."""
        (made,) = self.mapped(triple, trust=trust)
        assert isinstance(made, Claim), made
        return made

    def reason(self, triple: Proposition) -> str:
        """Why nothing comes out."""
        (made,) = self.mapped(triple)
        assert isinstance(made, Rejection), made
        return made.reason


def supports(text: str = "Canada supports Peru, The Courier and Bo Reed say.") -> tuple[Sentence, Proposition]:
    sentence = Sentence(text)
    return sentence, sentence.says("Canada", "supports", sentence.mention("Peru"), lemma="support")


def attributed(sentence: Sentence, triple: Proposition, *holders: str) -> Proposition:
    """`triple` as held by `holders`, "" for somebody without a name."""
    cue = sentence.span("say")
    sources = [sentence.mention(name) if name else None for name in holders]
    return replace(triple, attribution=tuple(Attribution(source, cue) for source in sources))
