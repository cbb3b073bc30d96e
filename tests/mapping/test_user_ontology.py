"""Aligned pairs -> claims: what the sentence says of a pair reaches its claim by the same way as for any other. All is invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from statements import CANADA, COURIER, LIMA, MINTER, ONTOLOGY, PERU, REED, Sentence, attributed
from statements import ENTITIES as KNOWN

from kg.iri import XSD
from kg.lang.en import ENGLISH
from kg.mapping import ClaimMaker, UserOntology
from kg.model import (
    Aligned,
    Attribution,
    Claim,
    Entity,
    Extract,
    Mention,
    MentionKind,
    Property,
    Proposition,
    Rejection,
    Span,
    Value,
)

LENDS = Property("https://mine.example/lends", "lends to")
ENTITIES = {entity.id: entity for entity in KNOWN.values()}
TEXT = "Canada lends to Peru grain in Lima in 1999, Bo Reed and The Courier say."


def lends() -> tuple[Sentence, Proposition, Aligned]:
    """A sentence, its proposition without who says so, and a pair that alignment found in it."""
    sentence = Sentence(TEXT)
    said = sentence.says("Canada", "lends to", sentence.mention("Peru"), lemma="lend", preposition="to")
    place = sentence.adjunct("in", "Lima", span="in Lima"), sentence.adjunct("object", "grain")
    pair = Aligned(
        property=LENDS,
        sentence=sentence.sentence,
        subject=sentence.span("Canada"),
        object=sentence.span("Peru"),
        between=(sentence.span("lends"),),
        shown_by=(sentence.span("lends"),),
        sorts=("country", "country"),
        value=False,
        score=1.0,
    )
    return sentence, replace(said, adjuncts=place, time="1999"), pair


def made(
    sentence: Sentence, said: Proposition, pair: Aligned, trust: Sequence[str] = ()
) -> tuple[list[Claim | Rejection], list[Entity]]:
    """What comes of one pair."""
    maker = ClaimMaker(ENGLISH, ONTOLOGY, MINTER, ENTITIES, sentence.links, frozenset(trust))
    extract = Extract(sentence.document, (sentence.sentence,), (), (said,), aligned=(pair,))
    return UserOntology(maker).claims(extract)


def claim(sentence: Sentence, said: Proposition, pair: Aligned, trust: Sequence[str] = ()) -> Claim:
    """The only thing that comes of it."""
    ((found,), _) = made(sentence, said, pair, trust)
    assert isinstance(found, Claim), found
    return found


def test_a_pair_has_time_place_and_further_roles_of_its_clause() -> None:
    """The clause whose predicate names the relation says when, where and with what; so do claims of mapping rows."""
    found = claim(*lends())
    assert (found.subject, found.property, found.object) == (CANADA, LENDS, PERU)
    assert (found.time, found.place) == ("1999", LIMA)
    assert [(item.role, item.label) for item in found.qualifiers] == [("object", "grain")]
    assert found.asserted


def test_another_clause_gives_a_pair_no_time() -> None:
    """When something else happened in the sentence is no time of the pair."""
    sentence, said, pair = lends()
    found = claim(sentence, replace(said, predicate=replace(said.predicate, spans=(sentence.span("say"),))), pair)
    assert (found.time, found.place, found.qualifiers) == ("", "", ())


def test_several_who_say_it_are_all_its_sources() -> None:
    """Coordinated sources are taken one by one, each with the reason why it is who it is."""
    sentence, said, pair = lends()
    parts = tuple(map(sentence.mention, ("Bo Reed", "The Courier")))
    both = Mention(sentence.span("Bo Reed and The Courier"), parts[0].head, MentionKind.NAMED, parts=parts)
    found = claim(sentence, said, replace(pair, attribution=(Attribution(both, sentence.span("say")),)))
    assert (found.sources, found.source_unnamed, found.asserted) == ((REED, COURIER), False, False)
    assert {REED, COURIER} <= {link.entity for link in found.evidence[0].resolutions}


def test_a_source_stands_for_whom_it_names() -> None:
    """ "The editor, Bo Reed, says" and "he says" where grammar knows him: Bo Reed says it."""
    sentence, said, pair = lends()
    described = replace(sentence.mention("say", MentionKind.NOMINAL), name=None, antecedent=sentence.mention("Bo Reed"))
    found = claim(sentence, said, replace(pair, attribution=(Attribution(described, sentence.span("say")),)))
    assert (found.sources, found.source_unnamed) == ((REED,), False)


@pytest.mark.parametrize(("sources", "trusted"), [(("The Courier",), True), (("The Courier", ""), False)])
def test_an_unnamed_source_is_trusted_by_nobody(sources: tuple[str, ...], trusted: bool) -> None:
    """ "Reportedly, The Courier says": that one of the two is trusted is not enough."""
    sentence, said, pair = lends()
    attribution = attributed(sentence, said, *sources).attribution
    found = claim(sentence, said, replace(pair, attribution=attribution), ["The Courier"])
    assert (found.sources, found.source_unnamed) == ((COURIER,), not trusted)
    assert (found.trusted, found.asserted) == (trusted, trusted)


@pytest.mark.parametrize(
    ("subject", "pronoun", "reason"),
    [
        ("Peru", False, "subject and object are the same entity"),
        ("grain", True, "it is not known who or what 'grain' is"),
    ],
)
def test_a_pair_that_makes_no_claim_says_why(subject: str, pronoun: bool, reason: str) -> None:
    """Nothing is dropped without a reason, and no entity is left over from it."""
    sentence, said, pair = lends()
    found, new = made(sentence, said, replace(pair, subject=sentence.span(subject), pronoun=pronoun))
    words = f"{subject} | lends | Peru"
    assert (found, new) == ([Rejection("map", sentence.document.id, words, reason)], [])


def test_a_pronoun_gives_way_to_a_name() -> None:
    """When it is not known for whom it stands, the claim is of the name that stands nearest."""
    sentence, said, pair = lends()
    found = claim(sentence, said, replace(pair, subject=sentence.span("grain"), pronoun=True, instead=pair))
    assert found.subject == CANADA


def test_what_stands_there_is_a_thing_of_its_own_or_a_literal() -> None:
    """A name that nobody knows becomes an entity of the class that the property asks for; a literal stands as it was read."""
    sentence, said, pair = lends()
    unknown: Span = sentence.span("grain")
    ((found,), (entity,)) = made(sentence, said, replace(pair, object=unknown, sorts=("country", "rank")))
    assert isinstance(found, Claim)
    assert (entity.id, entity.label, entity.type) == (found.object, "grain", "Concept")
    year = Value.of_date("1999")
    assert claim(sentence, said, replace(pair, object=sentence.span("1999"), literal=year)).object == year
    assert year.datatype == XSD + "gYear"
