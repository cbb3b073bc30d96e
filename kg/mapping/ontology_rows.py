"""The property of a proposition by the rows of the mapping table; what no row covers keeps its words, as an open predicate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from kg.iri import KG, POL, XSD
from kg.lang.language import Grammar, Words
from kg.mapping.acts import DOES, relation_key
from kg.mapping.chooser import Choice
from kg.mapping.claim_maker import ClaimMaker
from kg.mapping.readings import Reading, readings, undetermined
from kg.model import Entity, MentionKind, Modality, Polarity, Property, Proposition, Value, Voice
from kg.resources.ontology import ACT, MappingRow, PropertyInfo

HAS_ROLE = Property(f"{KG}hasRole", "has role")
LEADS, MEMBER = f"{POL}leads", f"{POL}memberOf"
DESCRIBED_AS = Property(f"{KG}describedAs", "described as")


@dataclass(frozen=True)
class OntologyRows:
    """Chooses among the properties of the ontology."""

    maker: ClaimMaker
    acts: dict[str, Entity] = field(default_factory=dict)  # those chosen so far, by IRI

    def choose(self, said: Proposition, subject: str, target: str | Value | None) -> Choice | None:
        """A property of the ontology, a description, an open predicate, or what is done where there is no object.

        None for a noun that links, whose relation the ontology does not know, and for a further argument that says no more than a
        qualifier does.
        """
        predicate = said.predicate
        kind = self.maker.entities[subject].type
        if target is None:
            return self._done(said, kind)
        if predicate.lemma == self.maker.language.grammar.copula and not predicate.noun and not predicate.preposition:
            return self._description(said, kind, target)
        office = self._office(said, kind)
        if office is not None:
            return Choice(HAS_ROLE, office, said.polarity, said.modality)
        for reading in self._readings(said, target):
            info, row = self._known(said, kind, reading)
            if info is not None and row is not None:
                polarity, modality = _as_row_says(said, row)
                prop = Property(info.iri, info.label)
                return Choice(prop, reading.object, polarity, modality, row.direction == "inverse", row.id)
        known = predicate.voice is not Voice.NONE or "engagement" in said.rules or self._is_directed(said)
        return self._open(said, target) if known else None

    def _is_directed(self, said: Proposition) -> bool:
        """An event that a noun names, and what it is directed at: "its shelling of Tacna", no "killing in the city"."""
        words, noun, preposition = self.maker.language.words, said.predicate.noun, said.predicate.preposition
        placed = preposition in words.placing and not (
            noun in words.directed_in and preposition == self.maker.language.grammar.inessive
        )
        person = noun in self.maker.language.reference.person_nouns
        return "event_noun" in said.rules and bool(preposition) and not (placed or person)

    def takes_value(self, said: Proposition) -> bool:
        """True where a property has a literal as its object: "sentenced to ten years in prison", "died at 97"; not a time."""
        thing, predicate, ontology = said.object, said.predicate, self.maker.ontology
        term = predicate.lemma in self.maker.language.measures.terms.get(predicate.preposition, ())
        when = (said.time and not term) or not predicate.preposition
        dated = thing is not None and thing.label == "DATE" and when
        if thing is None or dated or thing.label == "CLAUSE":
            return False
        nouns = (predicate.noun, thing.lemma.lower()) if not predicate.preposition else (predicate.noun,)
        rows = (ontology.rows_for(predicate, self.maker.language.grammar, noun) for noun in nouns)
        return any(ontology.property(row.property).range.startswith(XSD) for row in chain.from_iterable(rows))

    def _readings(self, said: Proposition, target: str | Value) -> Iterator[Reading]:
        """What the object may be; the noun of an object counts where the verb stands right before it."""
        language = self.maker.language
        kind = _anyone(said, language.words) if isinstance(target, Value) else self.maker.entities[target].type
        direct = not (said.predicate.noun or said.predicate.preposition)
        if said.object is not None:
            found = readings(said.object, target, kind, language)
            yield from (reading for reading in found if direct or not reading.noun)

    def _known(self, said: Proposition, kind: str, reading: Reading) -> tuple[PropertyInfo | None, MappingRow | None]:
        """The property of the ontology and the row that says so. A role that is over has a property of its own, or none."""
        predicate, ontology, language = said.predicate, self.maker.ontology, self.maker.language
        if "beside_object" in said.rules and predicate.lemma in language.words.prepositional.get(
            predicate.preposition, ()
        ):
            return None, None
        first, _, role = predicate.noun.partition(" ")
        over = first in language.words.over or first.startswith(language.grammar.former_prefix)
        changed = predicate.lemma == language.grammar.copula and (first in language.words.former or over)
        if changed and not over:
            return None, None  # "would-be president"
        noun = (role or first.removeprefix(language.grammar.former_prefix)) if changed else predicate.noun
        row = ontology.match(predicate, kind, reading.kind, language.grammar, noun or reading.noun)
        info = ontology.property(row.property) if row is not None else None
        if info is not None and info.iri == LEADS and _is_adjective(said) and reading.kind == "PoliticalParty":
            info = ontology.property(MEMBER)  # "the Republican governor"
        if info is not None and (changed or _is_over(said, language.grammar)):
            info = ontology.property(info.over) if info.over else None if changed else info
        return info, row

    def _description(self, said: Proposition, kind: str, target: str | Value) -> Choice | None:
        """ "X is Y": a role of a person, a description of anything else; a name after "is" stays an entity."""
        thing = said.object
        if thing is None:
            return None
        if thing.kind is MentionKind.NAMED and not isinstance(target, Value) and not self.maker.is_concept(target):
            return self._open(said, target)
        text = thing.span.text
        if thing.plural and not thing.parts and not said.subject.plural:  # "Presidents Obama and Castro"
            text = text.replace(thing.head.text, thing.lemma)
        text = undetermined(text, self.maker.language)
        first, _, rest = text.partition(" ")
        some = first.casefold() in self.maker.language.reference.indefinite
        if kind == "Person" and some and rest.partition(" ")[0] not in ("", self.maker.language.grammar.genitive):
            text = rest  # "one senator", of "four candidates"; but "one of his four sons"
        prop = HAS_ROLE if kind == "Person" and thing.kind is MentionKind.NOMINAL else DESCRIBED_AS
        return Choice(prop, Value(text), said.polarity, said.modality)

    def _office(self, said: Proposition, kind: str) -> Value | None:
        """What somebody is who "held the post of transport minister", or "served in the position of director"."""
        thing, predicate, known = said.object, said.predicate, self.maker.language.roles
        holds = predicate.lemma in known.holding_office and not predicate.preposition
        serves = predicate.lemma in known.serving and predicate.preposition == self.maker.language.grammar.inessive
        if (
            thing is None
            or kind != "Person"
            or not (holds or serves)
            or thing.lemma.casefold() not in known.office_nouns
        ):
            return None
        inside = thing.span.text[thing.head.end - thing.span.start :]
        behind = (item.span.text for item in said.adjuncts if item.span.start == thing.span.end + 1)
        preposition, _, office = (inside.strip() or next(behind, "")).partition(" ")
        return (
            Value(undetermined(office, self.maker.language))
            if office and preposition in known.office_prepositions
            else None
        )

    def _open(self, said: Proposition, target: str | Value) -> Choice | None:
        """The words themselves; a further argument that is only a concept or a place stays a qualifier or the place."""
        if "argument" in said.rules and self._is_weak(said, target):
            return None
        key = relation_key(said.predicate, self.maker.language)
        prop = Property(self.maker.minter.predicate(key), key, open=True)
        return Choice(prop, target, said.polarity, said.modality)

    def _done(self, said: Proposition, kind: str) -> Choice | None:
        """What is done, where there is no object: an act of the ontology, or the predicate itself; a noun's act only where it is known."""
        predicate, ontology, language = (
            replace(said.predicate, preposition=""),
            self.maker.ontology,
            self.maker.language,
        )
        row = ontology.match(predicate, kind, ACT, language.grammar)
        if row is None and predicate.voice is Voice.NONE and "event_noun" not in said.rules:
            return None
        if row is None:
            key = relation_key(predicate, language)
            act = Entity(self.maker.minter.predicate(key), key, ACT, origin="act")
            polarity, modality = said.polarity, said.modality
        else:
            act = Entity(row.property, ontology.property(row.property).label, ACT, origin="act")
            polarity, modality = _as_row_says(said, row)
        self.acts.setdefault(act.id, act)
        return Choice(DOES, act.id, polarity, modality, row=row.id if row is not None else "")

    def _is_weak(self, said: Proposition, target: str | Value) -> bool:
        language, predicate = self.maker.language, said.predicate
        words, preposition = language.words, predicate.preposition
        is_place = preposition in words.locative and self.maker.is_place(target)
        told = predicate.lemma in words.holding  # "told the paper that ...": what is told has claims of its own
        joins = not preposition or preposition in words.directed | words.locative | words.joining
        role = predicate.lemma == language.grammar.copula or predicate.noun in language.reference.person_nouns
        of_object = (
            preposition == language.grammar.genitive and not role
        )  # "visited the town of Lima": a part of the object
        timed = preposition in words.presupposing  # "came to Oslo after the war": when it was
        weak = is_place or timed or told or of_object or not joins or (not role and _is_fronted(said))
        return weak or self.maker.is_concept(target) or "beside_object" in said.rules


def _is_adjective(said: Proposition) -> bool:
    """The object is an adjective or the name of a people: "Republican", not "Labour Party"."""
    return said.object is not None and said.object.label == "NORP"


def _anyone(said: Proposition, words: Words) -> str:
    """The class of "anyone", "nobody": they can stand in a claim, but a fact about agents needs one with a name."""
    person = said.object is not None and said.object.lemma.lower() in words.indefinite_persons
    certain = said.polarity is Polarity.AFFIRMED and said.modality is Modality.ACTUAL and not said.attribution
    return "Agent" if person and not certain else ""


def _is_fronted(said: Proposition) -> bool:
    """ "On the radio Reed spoke of the vote": what stands before its verb says where, how or when."""
    thing, spans = said.object, said.predicate.spans
    return thing is not None and bool(spans) and thing.span.start < spans[0].start and "relative" not in said.rules


def _as_row_says(said: Proposition, row: MappingRow) -> tuple[Polarity, Modality]:
    """Polarity and modality in terms of the property; who did not drop their support may never have had any to drop."""
    polarity, modality = said.polarity, said.modality
    if row.modality != "keep" and modality is Modality.ACTUAL:
        modality = Modality(row.modality)
    if row.polarity != "flip":
        return polarity, modality
    if polarity is Polarity.AFFIRMED:
        return Polarity.NEGATED, modality
    return Polarity.AFFIRMED, Modality.POSSIBLE if modality is Modality.ACTUAL else modality


def _is_over(said: Proposition, grammar: Grammar) -> bool:
    """True for "was president from 2010 to 2014", "led the union for six years": a past that has an end or a length."""
    begin, stroke, end = said.time.partition("/")
    verb = said.predicate.spans[0].text.split(" ")[0].casefold() if said.predicate.spans else ""
    if said.predicate.lemma == grammar.copula:
        past = verb in grammar.past_copula
    else:
        past = said.predicate.tense == "past" and verb not in grammar.perfect
    lasted = any(item.role == grammar.durative and item.mention.label == "DATE" for item in said.adjuncts)
    return past and (lasted or (bool(stroke) and ".." not in (begin, end)))
