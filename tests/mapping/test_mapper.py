"""Propositions and entities -> claims, on types made by hand: no parser, no model. People and sentences are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statements import (
    CANADA,
    COURIER,
    ENTITIES,
    LIMA,
    MINTER,
    ONTOLOGY,
    PERU,
    REED,
    SANCTIONS,
    SUPPORT,
    UNREST,
    Sentence,
    attributed,
    supports,
)

from kg.extraction.tuples import binary
from kg.iri import KG, NEWS, POL, XSD
from kg.lang.en import ENGLISH
from kg.mapping import ClaimMaker, Mapper
from kg.mapping.acts import as_act
from kg.model import (
    Adjunct,
    Claim,
    MentionKind,
    Modality,
    Polarity,
    Proposition,
    Rejection,
    Resolution,
    Value,
    Voice,
)

# -- properties --------------------------------------------------------------------------------------------------------


def test_words_of_the_ontology_make_a_fact_with_its_evidence() -> None:
    """A plain sentence is asserted under the property of its words, and its evidence says where and by which row."""
    sentence, triple = supports()
    claim = sentence.claim(triple)
    assert (claim.subject, claim.property.iri, claim.object, claim.asserted) == (CANADA, POL + "supports", PERU, True)
    (evidence,) = claim.evidence
    assert evidence.object is not None
    assert (evidence.subject.text, [span.text for span in evidence.predicate], evidence.object.text) == (
        "Canada",
        ["supports"],
        "Peru",
    )
    assert (evidence.mapping_row, evidence.rules, evidence.confidence) == ("supports-verb", ("verb",), 0.9)
    assert [item.entity for item in evidence.resolutions] == [CANADA, PERU]


def test_other_words_keep_a_predicate_of_their_own() -> None:
    """What no row covers is kept under an open predicate, made of the normalised words."""
    sentence = Sentence("Canada outshone Peru.")
    claim = sentence.claim(sentence.says("Canada", "outshone", sentence.mention("Peru"), lemma="outshine"))
    assert (claim.property.iri, claim.property.label, claim.property.open) == (
        MINTER.predicate("outshine"),
        "outshine",
        True,
    )


def test_passive_without_agent_is_not_the_active() -> None:
    """Who is supported in Lima does not support Lima: the patient's relation is its own."""
    sentence = Sentence("Ada Quill was supported in Lima.")
    triple = sentence.says(
        "Ada Quill",
        "was supported in",
        sentence.mention("Lima"),
        lemma="support",
        preposition="in",
        voice=Voice.AGENTLESS,
    )
    claim = sentence.claim(triple)
    assert (claim.property.label, claim.property.open) == ("be support in", True)


def test_inverse_row_turns_the_claim_round() -> None:
    """ "Receive support from": the giver is the subject, and the evidence still shows the words as they stand."""
    sentence = Sentence("Peru received support from Canada.")
    triple = sentence.says(
        "Peru", "received support from", sentence.mention("Canada"), lemma="receive", noun="support", preposition="from"
    )
    claim = sentence.claim(triple)
    assert (claim.subject, claim.property.iri, claim.object) == (CANADA, POL + "supports", PERU)
    (evidence,) = claim.evidence
    assert evidence.object is not None
    assert (evidence.subject.text, evidence.object.text) == ("Peru", "Canada")


def dropped() -> tuple[Sentence, Proposition]:
    sentence = Sentence("Canada dropped its support for Peru.")
    words = {"lemma": "drop", "noun": "support", "preposition": "for"}
    return sentence, sentence.says("Canada", "dropped its support for", sentence.mention("Peru"), **words)


def test_flip_row_negates() -> None:
    """ "Drop support" denies that one supports; so it is no fact."""
    sentence, triple = dropped()
    claim = sentence.claim(triple)
    assert (claim.property.iri, claim.polarity, claim.asserted) == (POL + "supports", Polarity.NEGATED, False)


def test_flip_row_of_a_negation_is_no_fact() -> None:
    """ "Did not drop its support" does not state that it supports."""
    sentence, triple = dropped()
    assert not sentence.claim(replace(triple, polarity=Polarity.NEGATED)).asserted


def test_row_with_a_modality_is_no_fact() -> None:
    """ "Demanded sanctions against" requests them; a modality from the sentence stays as it is."""
    sentence = Sentence("Canada demanded sanctions against Peru.")
    words = {"lemma": "demand", "noun": "sanction", "preposition": "against"}
    triple = sentence.says("Canada", "demanded sanctions against", sentence.mention("Peru"), **words)
    assert sentence.claim(triple).modality is Modality.REQUESTED
    assert sentence.claim(replace(triple, modality=Modality.POSSIBLE)).modality is Modality.POSSIBLE


# -- asserted and merely claimed ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("modality", list(Modality))
@pytest.mark.parametrize("polarity", list(Polarity))
def test_only_affirmed_and_actual_is_asserted(polarity: Polarity, modality: Modality) -> None:
    """Polarity and modality of the sentence reach the claim, and but one pair of them makes a fact."""
    sentence, triple = supports()
    claim = sentence.claim(replace(triple, polarity=polarity, modality=modality))
    assert (claim.polarity, claim.modality) == (polarity, modality)
    assert claim.asserted == (polarity is Polarity.AFFIRMED and modality is Modality.ACTUAL)


def test_what_somebody_says_is_that_ones() -> None:
    """Holders are named, innermost first; their words stand in the evidence; nothing is asserted."""
    sentence, triple = supports()
    claim = sentence.claim(attributed(sentence, triple, "Bo Reed", "The Courier"))
    assert (claim.sources, claim.source_unnamed, claim.asserted) == ((REED, COURIER), False, False)
    assert [span.text for span in claim.evidence[0].sources] == ["Bo Reed", "The Courier"]


def test_holder_without_a_name() -> None:
    """Hearsay is not asserted, and does not look like the document's own word."""
    sentence, triple = supports()
    claim = sentence.claim(attributed(sentence, triple, ""))
    assert (claim.sources, claim.source_unnamed, claim.asserted) == ((), True, False)


@pytest.mark.parametrize(
    ("holders", "trust", "asserted"),
    [
        (["The Courier"], ["The Courier"], True),
        (["The Courier"], ["Bo Reed"], False),
        (["Bo Reed", "The Courier"], ["The Courier"], False),
        (["Bo Reed", "The Courier"], ["The Courier", "Bo Reed"], True),
        (["The Courier", ""], ["The Courier"], False),
    ],
)
def test_trust(holders: list[str], trust: list[str], asserted: bool) -> None:
    """A holder's word counts as the document's only when every holder is trusted."""
    sentence, triple = supports()
    claim = sentence.claim(attributed(sentence, triple, *holders), trust)
    assert (claim.trusted, claim.asserted) == (asserted, asserted)


def test_trust_does_not_affirm() -> None:
    """What a trusted holder denies or plans is still no fact."""
    sentence, triple = supports()
    said = attributed(sentence, triple, "The Courier")
    assert not sentence.claim(replace(said, polarity=Polarity.NEGATED), ["The Courier"]).asserted
    assert not sentence.claim(replace(said, modality=Modality.PLANNED), ["The Courier"]).asserted


# -- descriptions ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "preposition", "words", "role"),
    [
        ("hold", "", "the post of harbor master", "harbor master"),
        ("serve", "in", "the position of harbor master", "harbor master"),
        ("hold", "", "the post", None),
        ("paint", "", "the post of harbor master", None),
    ],
)
def test_a_post_that_is_held_is_a_role(verb: str, preposition: str, words: str, role: str | None) -> None:
    """Whoever held the post of harbor master was harbor master."""
    sentence = Sentence(f"Ada Quill {verb} {preposition} {words}.")
    target = replace(sentence.mention(words, MentionKind.NOMINAL), lemma="post" if "post" in words else "position")
    head = sentence.mention("position" if "position" in words else "post", MentionKind.NOMINAL).span
    target = replace(target, head=head)
    sentence.links[target.span] = Resolution(target.span, UNREST, "a phrase of this document")
    claim = sentence.claim(sentence.says("Ada Quill", verb, target, lemma=verb, preposition=preposition))
    assert (claim.property.iri == KG + "hasRole", claim.object == Value(role or "")) == (role is not None,) * 2


@pytest.mark.parametrize(
    ("subject", "words", "kind", "property_name", "text"),
    [
        ("Ada Quill", "the harbor master", MentionKind.NOMINAL, "hasRole", "harbor master"),
        ("Ada Quill", "one senator", MentionKind.NOMINAL, "hasRole", "senator"),
        ("Peru", "a quiet place", MentionKind.NOMINAL, "describedAs", "quiet place"),
    ],
)
def test_descriptions(subject: str, words: str, kind: MentionKind, property_name: str, text: str) -> None:
    """ "Is a ..." gives a person a role, another thing a description; the article is left out."""
    sentence = Sentence(f"{subject} is {words}.")
    target = sentence.mention(words, kind)
    sentence.links[target.span] = Resolution(target.span, UNREST, "a phrase of this document")
    claim = sentence.claim(sentence.says(subject, "is", target, lemma="be"))
    assert (claim.property.iri, claim.object) == (KG + property_name, Value(text))


@pytest.mark.parametrize(
    ("words", "noun", "time", "property_iri"),
    [
        ("is mayor of", "mayor", "", POL + "leads"),
        ("is former mayor of", "former mayor", "", POL + "heldPositionIn"),
        ("is then finance minister of", "then finance minister", "", POL + "heldPositionIn"),
        ("is ex-minister of", "ex-minister", "", POL + "heldPositionIn"),
        ("was mayor of", "mayor", "2010/2014", POL + "heldPositionIn"),
        ("has been mayor of", "mayor", "2010/..", POL + "leads"),
        ("was mayor of", "mayor", "2010", POL + "leads"),
        ("is incoming mayor of", "incoming mayor", "", ""),
        ("is former enemy of", "former enemy", "", ""),
    ],
)
def test_a_role_that_is_over_is_no_present_one(words: str, noun: str, time: str, property_iri: str) -> None:
    """ "Former" and a time with an end make it a position held; what has no such property keeps its own words."""
    sentence = Sentence(f"Ada Quill {words} Peru.")
    triple = sentence.says("Ada Quill", words, sentence.mention("Peru"), lemma="be", noun=noun, preposition="of")
    claim = sentence.claim(replace(triple, time=time))
    assert claim.property.open is not bool(property_iri)
    assert property_iri in ("", claim.property.iri)
    assert claim.time == time


# -- further arguments -------------------------------------------------------------------------------------------------


def test_places_times_and_roles() -> None:
    """A known place is the claim's place, its time the claim's time; other arguments become qualifiers."""
    sentence = Sentence("Canada supports Peru with grain as an ally in Lima on Monday.")
    triple = replace(
        sentence.says("Canada", "supports", sentence.mention("Peru"), lemma="support"),
        time="2019-03-25",
        adjuncts=(
            sentence.adjunct("with", "grain", span="with grain"),
            sentence.adjunct("as", "an ally", span="as an ally"),
            sentence.adjunct("in", "Lima", span="in Lima"),
            sentence.adjunct("on", "Monday", label="DATE", span="on Monday"),
        ),
    )
    claim = sentence.claim(triple)
    assert (claim.place, claim.time) == (LIMA, "2019-03-25")
    assert [(item.role, item.label, item.entity) for item in claim.qualifiers] == [
        ("with", "grain", ""),
        ("as", "an ally", ""),
    ]


def test_known_relation_with_its_argument_replaces_the_bare_one() -> None:
    """ "Imposed sanctions on Peru" is one claim about Peru, not a second one about sanctions."""
    sentence = Sentence("Canada imposed sanctions on Peru.")
    triple = sentence.says("Canada", "imposed", sentence.mention("sanctions", head="sanctions"), lemma="impose")
    assert triple.object is not None
    triple = replace(triple, object=replace(triple.object, lemma="sanction"))
    triple = replace(triple, adjuncts=(sentence.adjunct("on", "Peru", span="on Peru"),))
    (claim,) = sentence.mapped(*binary(triple, ENGLISH))
    assert isinstance(claim, Claim)
    assert (claim.subject, claim.property.iri, claim.object) == (CANADA, POL + "sanctions", PERU)


def test_bare_relation_stays_when_its_argument_is_not_known() -> None:
    """Without a row for verb and noun together the relation with the noun stays, with the argument as qualifier."""
    sentence = Sentence("Canada juggled sanctions with unrest.")
    triple = sentence.says("Canada", "juggled", sentence.mention("sanctions"), lemma="juggle")
    triple = replace(triple, adjuncts=(sentence.adjunct("with", "unrest", span="with unrest"),))
    (claim,) = sentence.mapped(*binary(triple, ENGLISH))
    assert isinstance(claim, Claim)
    assert (claim.object, [item.entity for item in claim.qualifiers]) == (SANCTIONS, [UNREST])


@pytest.mark.parametrize(
    ("time", "kind"), [("2015", "gYear"), ("2015-03", "gYearMonth"), ("2015-03-02", "date"), ("2015-21", "string")]
)
def test_dates_are_typed(time: str, kind: str) -> None:
    """What is "in March" has that time, as a literal of the type that its precision has."""
    sentence = Sentence("Canada is in March.")
    triple = sentence.says("Canada", "is in", sentence.mention("March", label="DATE"), lemma="be", preposition="in")
    assert sentence.claim(replace(triple, time=time)).object == Value(time, XSD + kind)


def test_pronoun_stands_for_its_antecedent() -> None:
    """A pronoun that grammar resolves is the entity before it; the evidence shows the pronoun."""
    sentence = Sentence("Canada keeps what it supports, Peru.")
    triple = sentence.says("Canada", "supports", sentence.mention("Peru"), lemma="support")
    pronoun = replace(sentence.mention("it", MentionKind.PRONOUN), antecedent=triple.subject)
    claim = sentence.claim(replace(triple, subject=pronoun))
    assert (claim.subject, claim.evidence[0].subject.text) == (CANADA, "it")


def test_anyone_is_a_word_and_no_thing() -> None:
    """An indefinite pronoun as object is kept as a literal."""
    sentence = Sentence("Canada thwarts anyone.")
    triple = sentence.says("Canada", "thwarts", sentence.mention("anyone", MentionKind.PRONOUN), lemma="thwart")
    assert sentence.claim(triple).object == Value("anyone")


# -- what has no object ------------------------------------------------------------------------------------------------


def test_what_has_no_object_is_done() -> None:
    """ "Ada Quill died": the act itself stands as object, and the evidence has no object."""
    sentence = Sentence("Ada Quill died in Lima.")
    triple = sentence.says("Ada Quill", "died", None, lemma="die")
    claim = sentence.claim(replace(triple, time="2019", adjuncts=(sentence.adjunct("in", "Lima", span="in Lima"),)))
    assert (claim.property.iri, claim.object) == (KG + "does", NEWS + "dies")
    assert (claim.time, claim.place, claim.evidence[0].object, claim.asserted) == ("2019", LIMA, None, True)


def test_a_time_is_no_object() -> None:
    """ "Sneezed on Monday", "sneezed days later": the time is the claim's, and its preposition is no part of what is done."""
    sentence = Sentence("Ada Quill sneezed on Monday, days later.")
    monday, days = sentence.mention("Monday", label="DATE"), replace(sentence.mention("days"), lemma="day")
    for said in (
        sentence.says("Ada Quill", "sneezed on", monday, lemma="sneeze", preposition="on"),
        sentence.says("Ada Quill", "sneezed", days, lemma="sneeze"),
    ):
        claim = sentence.claim(said)
        assert (claim.object, claim.evidence[0].object) == (MINTER.predicate("sneeze"), None)


@pytest.mark.parametrize(
    ("words", "predicate", "act"),
    [
        ("is", {"lemma": "be"}, "be_ill"),
        ("was found", {"lemma": "find", "voice": Voice.AGENTLESS}, "be_found_ill"),
    ],
)
def test_how_something_is_is_no_object(words: str, predicate: dict[str, object], act: str) -> None:
    """ "Is ill", "was found ill": an adjective belongs to the predicate."""
    sentence = Sentence(f"Ada Quill {words} quite ill.")
    ill = sentence.mention("quite ill", MentionKind.VALUE, head="ill")
    if "voice" in predicate:
        predicate["head"] = sentence.span("found")
    claim = sentence.claim(sentence.says("Ada Quill", words, ill, **predicate))
    assert (claim.property.iri, claim.object) == (KG + "does", MINTER.predicate(act))
    assert [span.text for span in claim.evidence[0].predicate] == [words, "ill"]


def test_a_number_written_out_is_an_object() -> None:
    """ "Killed seven" says how many."""
    sentence = Sentence("Canada hired seven.")
    seven = sentence.mention("seven", MentionKind.VALUE, "CARDINAL")
    assert sentence.claim(sentence.says("Canada", "hired", seven, lemma="hire")).object == Value("seven")


@pytest.mark.parametrize(
    ("words", "relation", "argument", "kept"),
    [
        ("juggled", {"lemma": "juggle", "noun": "sanction", "preposition": "with"}, "Peru", True),
        ("juggled", {"lemma": "juggle", "noun": "sanction", "preposition": "of"}, "Peru", False),
        ("juggled", {"lemma": "juggle", "noun": "mayor", "preposition": "of"}, "Peru", True),
        ("juggled", {"lemma": "juggle", "noun": "sanction", "preposition": "via"}, "Peru", False),
        ("told", {"lemma": "tell"}, "The Courier", False),
        ("juggled", {"lemma": "juggle", "preposition": "with"}, "Peru", True),
        ("juggled", {"lemma": "juggle", "preposition": "after"}, "Peru", False),
    ],
)
def test_a_clause_gives_one_fact(words: str, relation: dict[str, object], argument: str, kept: bool) -> None:
    """A further argument is a relation of its own only where it is one of the subject: not the object's, nobody who is told."""
    sentence = Sentence(f"Canada {words} sanctions and Peru, The Courier.")
    triple = sentence.says("Canada", words, sentence.mention(argument), **relation)
    made = sentence.mapped(replace(triple, rules=("verb", "argument")))
    assert len(made) == kept


def test_of_several_wordings_the_first_stays_and_none_of_things_without_a_name() -> None:
    """ "Canada juggled sanctions with Peru, for Lima": one relation beside the main one; of a described subject none."""
    sentence = Sentence("Canada juggled support with Bo Reed, for Peru; sanctions too.")
    triple = sentence.says("Canada", "juggled", sentence.mention("support"), lemma="juggle")
    further = (
        sentence.adjunct("with", "Bo Reed", span="with Bo Reed"),
        sentence.adjunct("for", "Peru", span="for Peru"),
    )
    made = sentence.mapped(*binary(replace(triple, adjuncts=further), ENGLISH))
    assert [claim.object for claim in made if isinstance(claim, Claim)] == [SUPPORT, REED]
    described = replace(triple, adjuncts=further, subject=sentence.mention("sanctions"))
    made = sentence.mapped(*binary(described, ENGLISH))
    assert [claim.object for claim in made if isinstance(claim, Claim)] == [SUPPORT]


def test_an_act_is_an_entity_with_words_of_its_own() -> None:
    """A passive without an agent says so, and keeps the form that its verb has there."""
    sentence = Sentence("Peru was torn down.")
    triple = sentence.says(
        "Peru", "was torn down", None, lemma="tear", particle="down", voice=Voice.AGENTLESS, head=sentence.span("torn")
    )
    entities = {entity.id: entity for entity in ENTITIES.values()}
    mapper = Mapper(ClaimMaker(ENGLISH, ONTOLOGY, MINTER, entities, sentence.links))
    (claim,) = mapper.claims([triple])
    (act,) = mapper.acts
    assert isinstance(claim, Claim)
    assert (claim.object, act.label, act.type, act.origin) == (act.id, "be torn down", "Act", "act")


@pytest.mark.parametrize(
    ("words", "predicate", "reason"),
    [
        ("has", {"lemma": "have"}, "little without an object"),
        ("comes", {"lemma": "come"}, "little without an object"),
        ("says", {"lemma": "say"}, "said, thought, asked or planned"),
        ("plans", {"lemma": "plan"}, "said, thought, asked or planned"),
        ("jailed", {"lemma": "jail"}, "needs an object"),
        ("is", {"lemma": "be"}, "nothing is linked"),
        ("dubbed", {"lemma": "dub", "voice": Voice.AGENTLESS}, "what it is called"),
        ("used", {"lemma": "use", "voice": Voice.AGENTLESS}, "what it is called"),
        ("supports", {"lemma": "support"}, "needs an object"),
        ("#", {"lemma": "#"}, "no word"),
    ],
)
def test_what_an_act_must_say(words: str, predicate: dict[str, object], reason: str) -> None:
    """A verb that says nothing by itself makes no claim without its object."""
    sentence = Sentence(f"Canada {words} there.")
    assert reason in sentence.reason(sentence.says("Canada", words, None, **predicate))


def test_what_happens_says_something_when_it_says_where() -> None:
    """ "The talks came to Lima": a verb of happening is enough with a place or a time."""
    sentence = Sentence("Canada came in Lima.")
    triple = replace(
        sentence.says("Canada", "came", None, lemma="come"),
        adjuncts=(sentence.adjunct("in", "Lima", span="in Lima"),),
    )
    assert sentence.claim(triple).object == MINTER.predicate("come")


def test_things_without_a_name_have_claims() -> None:
    """ "Sanctions fuel unrest": both ends are described."""
    sentence = Sentence("Sudden sanctions fuel unrest.")
    claim = sentence.claim(sentence.says("sanctions", "fuel", sentence.mention("unrest"), lemma="fuel"))
    assert (claim.subject, claim.object) == (SANCTIONS, UNREST)


def test_nested_claims_find_one_another() -> None:
    """ "Canada urged Peru to vote": the evidence of the vote has the word of the urging as its parent."""
    sentence = Sentence("Canada urged Peru to vote.")
    urged = sentence.span("urged")
    urging = sentence.claim(sentence.says("Canada", "urged", sentence.mention("Peru"), lemma="urge", head=urged))
    vote = replace(sentence.says("Peru", "vote", None, lemma="vote"), modality=Modality.REQUESTED, parents=(urged,))
    assert sentence.claim(vote).evidence[0].parents == (urging.evidence[0].head,)


# -- what is not kept --------------------------------------------------------------------------------------------------


def test_rejections_say_why() -> None:
    """Nothing is dropped without a reason that names what was missing."""
    sentence = Sentence("Canada and the stranger saw that Peru helps unrest on Monday; sanctions follow, fast.")
    clause = sentence.mention("Peru helps unrest", MentionKind.VALUE, "CLAUSE")
    fast = sentence.mention("fast", MentionKind.VALUE)
    stranger, peru, canada = map(sentence.mention, ("the stranger", "Peru", "Canada"))
    reasons = {
        "is said, thought, asked or planned": sentence.says("Canada", "saw", None, lemma="see"),
        "stands as claims of its own": sentence.says("Canada", "saw", clause, lemma="see"),
        "it is not known who or what 'the stranger' is": sentence.says("the stranger", "saw", peru, lemma="see"),
        "not known who or what 'the stranger' is": sentence.says("Canada", "saw", stranger, lemma="see"),
        "the same entity": sentence.says("Canada", "saw", canada, lemma="see"),
        "neither a thing nor a quantity": sentence.says("sanctions", "follow", fast, lemma="follow"),
    }
    for part, triple in reasons.items():
        assert part in sentence.reason(triple)


@pytest.mark.parametrize(
    ("words", "predicate", "target", "reason"),
    [
        ("is in", {"lemma": "be", "preposition": "in"}, "charge", "without what follows"),
        ("talked to", {"lemma": "talk", "preposition": "to"}, "The Courier", "told to everybody"),
        ("told", {"lemma": "tell"}, "Bo Reed", "claims of its own"),
    ],
)
def test_relations_that_say_nothing(words: str, predicate: dict[str, str], target: str, reason: str) -> None:
    """Where something is but not of what, and whom a source talked to, nobody wants to know."""
    sentence = Sentence(f"Canada {words} {target}.")
    thing = sentence.mention(target)
    sentence.links.setdefault(thing.span, Resolution(thing.span, UNREST, "a phrase of this document"))
    assert reason in sentence.reason(sentence.says("Canada", words, thing, **predicate))


def test_what_points_or_names_is_no_description() -> None:
    """ "Peru is there", "Peru, the name": neither says what Peru is."""
    sentence = Sentence("Peru, the name of unrest, is there.")
    there = sentence.says("Peru", "is", sentence.mention("there", MentionKind.VALUE), lemma="be")
    assert "neither a thing nor a quantity" in sentence.reason(there)
    name = sentence.says("Peru", "", sentence.mention("the name of unrest", head="name"), lemma="be")
    assert "a name is nothing" in sentence.reason(replace(name, rules=("apposition",)))


def test_what_is_asked_is_no_fact() -> None:
    """ "which unrest Canada fuels": which, nobody says."""
    sentence = Sentence("Bo Reed knows which unrest Canada fuels.")
    triple = sentence.says("Canada", "fuels", sentence.mention("which unrest", head="unrest"), lemma="fuel")
    assert "it is asked" in sentence.reason(triple)


def test_people_of_a_kind_are_no_fact() -> None:
    """ "People fleeing Peru" says which people are meant; "two people fleeing Peru" that they did."""
    sentence = Sentence("people fleeing Peru, unrest fleeing Lima")
    triple = sentence.says("people", "fleeing", sentence.mention("Peru"), lemma="flee")
    people = replace(triple.subject, lemma="people", plural=True)
    sentence.links[people.span] = Resolution(people.span, UNREST, "a phrase of this document")
    assert isinstance(sentence.claim(replace(triple, subject=people)), Claim)
    kind = replace(triple, subject=people, rules=("verb", "reduced_relative"))
    assert sentence.reason(kind) == "it only says which ones are meant"


def test_what_stands_before_its_verb_is_no_fact_of_its_own() -> None:
    """ "With Peru Canada spoke of unrest": of a further argument, only one behind its verb makes a claim."""
    sentence = Sentence("With Peru Canada fuels unrest with Bo Reed.")
    rules = ("verb", "argument")
    for name, claims in (("Peru", 0), ("Bo Reed", 1)):
        triple = sentence.says("Canada", "fuels", sentence.mention(name), lemma="fuel", preposition="with")
        assert len(sentence.mapped(replace(triple, rules=rules))) == claims


def test_rejection_names_the_words() -> None:
    """A rejection shows subject, relation and object as they stand in the text, and its document."""
    sentence = Sentence("The stranger saw Peru.")
    (made,) = sentence.mapped(sentence.says("The stranger", "saw", sentence.mention("Peru"), lemma="see"))
    assert made == Rejection(
        "map", "made.txt", "The stranger | saw | Peru", "it is not known who or what 'The stranger' is"
    )


# -- the promise -------------------------------------------------------------------------------------------------------

ROWS = list(ONTOLOGY.rows)


@st.composite
def doubted(draw: st.DrawFn) -> tuple[Sentence, Proposition, list[str]]:
    """A proposition in the words of any row, that is negated, not actual, or held by somebody; and whom the user trusts."""
    sentence, triple = supports()
    row = draw(st.sampled_from(ROWS))
    predicate = replace(
        triple.predicate,
        lemma=draw(st.sampled_from(row.lemma)).replace("*", "x"),
        noun=draw(st.sampled_from(row.noun)).replace("*", "x"),
        preposition=draw(st.sampled_from(row.preposition)).replace("*", "x"),
    )
    polarity, modality = draw(st.sampled_from(Polarity)), draw(st.sampled_from(Modality))
    holders = draw(st.lists(st.sampled_from(["Bo Reed", "The Courier", ""]), max_size=2))
    if polarity is Polarity.AFFIRMED and modality is Modality.ACTUAL and not holders:
        holders = [""]
    trust = ["The Courier"] if polarity is Polarity.NEGATED or modality is not Modality.ACTUAL else []
    said = attributed(sentence, replace(triple, predicate=predicate), *holders)
    subject = sentence.mention(draw(st.sampled_from(["Canada", "Bo Reed", "The Courier"])))
    return sentence, replace(said, subject=subject, polarity=polarity, modality=modality), trust


@given(doubted())
def test_nothing_doubted_is_asserted(case: tuple[Sentence, Proposition, list[str]]) -> None:
    """Whatever the row: what is negated, not actual or said by somebody never becomes a fact."""
    sentence, triple, trust = case
    assert not any(isinstance(item, Claim) and item.asserted for item in sentence.mapped(triple, trust=trust))


def test_initials_and_ages_are_no_facts() -> None:
    """ "The Courier (Canada)" gives a name, not what it is; "was six" gives no description of somebody."""
    sentence = Sentence("The Courier (Canada) was praised.")
    short = replace(sentence.says("The Courier", "Canada", sentence.mention("Canada"), lemma="be"), rules=("alias",))
    assert sentence.reason(short) == "initials are another name, not a fact"
    sentence = Sentence("Ada Quill was six.")
    number = sentence.mention("six", MentionKind.VALUE, label="CARDINAL")
    aged = sentence.says("Ada Quill", "was", number, lemma="be")
    assert sentence.reason(aged) == "a bare number is no description of somebody"


# -- what an object is called, made or wanted to do --------------------------------------------------------------------


def wants(verb: str, role: str, complement: str, *, label: str = "", kind: MentionKind | None = None) -> str:
    """Why "Canada <verb> Peru <complement>" gives no claim, or the label of the property of its claim."""
    sentence = Sentence(f"Canada {verb} Peru {complement}.")
    lemma = {"made": "make", "wants": "want", "left": "leave", "urged": "urge"}[verb]
    triple = sentence.says("Canada", verb, sentence.mention("Peru"), lemma=lemma)
    thing = sentence.mention(complement, kind, label=label, head=complement.split()[-1])
    said = replace(triple, adjuncts=(Adjunct(role, thing, thing.span),))
    (made,) = sentence.mapped(said)
    return made.reason if isinstance(made, Rejection) else made.property.label


def test_an_object_that_is_only_made_something_is_no_fact() -> None:
    """ "Made Peru an outcast" is not "made Peru"; "wants Peru to leave" is not "wants Peru"."""
    called = "what the object is called stands as a claim of its own"
    assert wants("made", "as", "an outcast") == called
    assert wants("wants", "to", "to leave", label="CLAUSE", kind=MentionKind.VALUE) == called


def test_who_is_asked_takes_part() -> None:
    """ "Urged Peru to leave": Peru is urged."""
    assert "Peru" not in wants("urged", "to", "to leave", label="CLAUSE", kind=MentionKind.VALUE)
    assert wants("urged", "to", "to leave", label="CLAUSE", kind=MentionKind.VALUE) == "demands of"


def test_what_it_leaves_somebody_belongs_to_the_predicate() -> None:
    """ "Left Peru angry" is "leave angry", not "leave"."""
    assert wants("left", "as", "angry", kind=MentionKind.VALUE) == "leave angry"


def test_members_of_nothing_in_particular_are_no_fact() -> None:
    """ "Other hobbies include sanctions": whose they are, nobody says."""
    sentence = Sentence("unrest includes sanctions.")
    triple = sentence.says("unrest", "includes", sentence.mention("sanctions"), lemma="include")
    assert isinstance(sentence.claim(triple), Claim)
    several = replace(triple, subject=replace(triple.subject, plural=True))
    assert sentence.reason(several) == "whose they are, nobody says"


def test_who_is_one_of_several_is_what_their_clause_says() -> None:
    """ "Bo Reed is among those killed": that he was killed is a claim of its own."""
    sentence = Sentence("Bo Reed is among sanctions.")
    triple = sentence.says("Bo Reed", "is among", sentence.mention("sanctions"), lemma="be", preposition="among")
    assert isinstance(sentence.claim(triple), Claim)
    assert "a claim of its own" in sentence.reason(replace(triple, rules=("linking", "membership")))


def test_a_verb_with_an_object_is_no_prepositional_one() -> None:
    """ "Canada called Lima for Peru" calls for nothing."""
    sentence = Sentence("Canada called for Peru, Lima.")
    triple = sentence.says("Canada", "called for", sentence.mention("Peru"), lemma="call", preposition="for")
    assert sentence.claim(triple).property.iri != MINTER.predicate("call for")
    assert sentence.mapped(replace(triple, rules=("verb", "argument", "beside_object"))) == []


def test_a_time_that_a_noun_says_makes_an_act() -> None:
    """What a noun says has no words of its own: there is no preposition to take off."""
    _, triple = supports()
    assert triple.object is not None
    thing = replace(triple.object, label="DATE", kind=MentionKind.VALUE)
    said = replace(triple, object=thing, predicate=replace(triple.predicate, spans=(), preposition="on"))
    made = as_act(said, ENGLISH)
    assert (made.object, made.predicate.preposition, made.predicate.spans) == (None, "", ())
