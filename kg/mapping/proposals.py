"""Which property an open predicate may belong to: proposed, never asserted.

The words of the mapping table decide, whatever construction they stand in: what no row covers often has the verb, or the verb with
its noun, of one, with another preposition or between other classes ("sign an accord to", "violate" what is of no known class). Of the
sample documents' open claims every fourth gets a proposal, and of these four in five are right. The reader's vectors were tried
for the same, the nearest example of another verb: one of sixteen was right, and opposites were nearest of all.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Self

from kg.lang.language import Language
from kg.model import Claim, Entity, Property, Value
from kg.resources.ontology import ANY, Ontology


@dataclass(frozen=True)
class Proposals:
    """Properties by the words of mapping rows; make it with `Proposals.by_rows`."""

    ontology: Ontology
    language: Language
    verbs: Mapping[str, Counter[str]]
    nouns: Mapping[tuple[str, str], Counter[str]]  # of a noun with the verb before it, ANY for every verb

    @classmethod
    def by_rows(cls, ontology: Ontology, language: Language) -> Self:
        """From the rows that keep what is said as it is."""
        verbs: defaultdict[str, Counter[str]] = defaultdict(Counter)
        nouns: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for row in ontology.rows:
            plain = row.polarity == "keep" and row.modality == "keep"
            if plain and ontology.is_a(ontology.property(row.property).range, "Thing"):  # no act, no literal
                passive = f"{language.grammar.copula} "
                lemmas = {lemma.removeprefix(passive).split(" ")[0] for lemma in row.lemma} - {""}
                named = {noun.split(" ")[-1] for noun in row.noun} - {"", ANY}
                for noun in named:
                    for lemma in lemmas:
                        nouns[lemma, noun][row.property] += 1
                for lemma in lemmas - language.words.light_verbs - {ANY} if not named and "" in row.particle else ():
                    verbs[lemma][row.property] += 1
        return cls(ontology, language, dict(verbs), dict(nouns))

    def of(self, key: str, subject_type: str, object_type: str) -> Property | None:
        """The property for a relation's normalised words ("sever tie with") between two classes; None for none, or for several.

        One end at least is of the class that the property asks for, where it asks for more than a thing.
        """
        lists = self.language.words
        words = [word for word in key.split() if word not in lists.directed | lists.locative | lists.joining]
        found = next(filter(None, self._hits(words)), None)
        if found is None:
            return None
        best = max(found.values())
        able = [iri for iri, count in sorted(found.items()) if count == best]
        clear = len(able) == 1 and self._may_be(able[0], subject_type, object_type)
        return Property(able[0], self.ontology.property(able[0]).label) if clear else None

    def _hits(self, words: list[str]) -> Iterator[Counter[str] | None]:
        """A verb with its noun, or a verb alone: to reject an accusation is not to accuse, to receive arms is not to receive."""
        verb, *nouns = words or [""]
        if (
            verb == self.language.grammar.copula and len(nouns) == 1
        ):  # a passive without an agent, or a noun that only links
            yield next(filter(None, map(self.verbs.get, self._lemmas(nouns[0]))), None)
        for noun in nouns:
            yield self.nouns.get((verb, noun)) or self.nouns.get((ANY, noun))
        if not nouns and verb not in self.language.words.light_verbs:
            yield self.verbs.get(verb)

    def _lemmas(self, participle: str) -> Iterator[str]:
        """What a participle may be of."""
        known = self.language.morphology
        yield known.irregular.get(participle, participle)
        yield from (re.sub(ending, base, participle, count=1) for ending, base in known.verb_bases)

    def _may_be(self, iri: str, subject_type: str, object_type: str) -> bool:
        info = self.ontology.properties[iri]
        asked = [
            (kind, end) for kind, end in ((subject_type, info.domain), (object_type, info.range)) if end != "Thing"
        ]
        return not asked or any(self.ontology.is_a(kind, end) for kind, end in asked)


def propose(claims: Iterable[Claim], entities: Mapping[str, Entity], proposals: Proposals) -> list[Claim]:
    """`claims` about `entities`; those with an open predicate with the property that they may belong to, where there is one."""

    def kind(item: str | Value) -> str:
        return entities[item].type if isinstance(item, str) and item in entities else ""

    def proposed(claim: Claim) -> Property | None:
        return proposals.of(claim.property.label, kind(claim.subject), kind(claim.object))

    return [replace(claim, proposed=proposed(claim)) if claim.property.open else claim for claim in claims]
