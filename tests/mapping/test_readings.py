"""What an object may be: a number, words or a thing; and properties that have literals. People and sentences are invented."""

from dataclasses import replace

import pytest
from statements import CANADA, LIMA, QUILL, Sentence

from kg.iri import NEWS, POL, XSD
from kg.lang.en import ENGLISH
from kg.mapping.readings import readings
from kg.model import MentionKind, Value, Voice

INTEGER, DECIMAL, STRING = (XSD + name for name in ("integer", "decimal", "string"))


def numbers(words: str, head: str, kind: MentionKind = MentionKind.NOMINAL) -> list[tuple[str, Value]]:
    """The readings of a phrase as a number, each with the noun that it counts."""
    sentence = Sentence(f"It has {words}.")
    thing = replace(sentence.mention(words, kind, head=head), lemma=head.removesuffix("s"))
    found = readings(thing, Value(words), "", ENGLISH)
    return [(item.noun, item.object) for item in found if isinstance(item.object, Value) and item.kind != STRING]


@pytest.mark.parametrize(
    ("words", "head", "expected"),
    [
        ("512 votes", "votes", [("vote", Value("512", INTEGER)), ("vote", Value("512", DECIMAL))]),
        ("1,457,226 votes", "votes", [("vote", Value("1457226", INTEGER)), ("vote", Value("1457226", DECIMAL))]),
        ("5.8", "5.8", [("", Value("5.8", DECIMAL))]),
        ("a magnitude of 6.1", "magnitude", [("", Value("6.1", DECIMAL))]),
        ("about 500 votes", "votes", []),
        ("all 25 of the votes", "25", []),
        ("2 or 3 votes", "votes", []),
    ],
)
def test_what_is_a_number(words: str, head: str, expected: list[tuple[str, Value]]) -> None:
    """Exact numbers are numbers, with the noun that they count; "about 500" is none."""
    assert numbers(words, head) == expected


def test_names_are_no_words() -> None:
    """A name stands for a thing, and the number in it counts nothing."""
    thing = Sentence("Ada Quill saw 99 Balloons.").mention("99 Balloons", MentionKind.NAMED, head="Balloons")
    assert {item.kind for item in readings(thing, LIMA, "Work", ENGLISH)} == {"Work"}


def test_a_number_is_the_object_of_its_property() -> None:
    """ "Measured 5.8" is a magnitude of the unrest."""
    sentence = Sentence("unrest measured 5.8.")
    triple = sentence.says(
        "unrest", "measured", sentence.mention("5.8", MentionKind.VALUE, "CARDINAL"), lemma="measure"
    )
    claim = sentence.claim(triple)
    assert (claim.property.iri, claim.object) == (NEWS + "hasMagnitude", Value("5.8", DECIMAL))


def test_a_length_of_time_is_what_somebody_is_sentenced_to() -> None:
    """ "Sentenced to ten years" has the words as its object; "sentenced on Monday" is an act."""
    sentence = Sentence("Ada Quill was sentenced to ten years on Monday.")
    relation = {"lemma": "sentence", "voice": Voice.AGENTLESS}
    years, monday = (sentence.mention(words, MentionKind.VALUE, "DATE") for words in ("ten years", "Monday"))
    claim = sentence.claim(sentence.says("Ada Quill", "was sentenced to", years, preposition="to", **relation))
    assert (claim.property.iri, claim.object) == (NEWS + "sentencedTo", Value("ten years"))
    claim = sentence.claim(sentence.says("Ada Quill", "was sentenced", monday, preposition="on", **relation))
    assert (claim.property.iri.endswith("#does"), claim.object) == (True, NEWS + "isSentenced")


def test_the_noun_of_the_object_chooses_the_row() -> None:
    """A row may ask for a noun: to declare an emergency is a declaration, to declare unrest keeps its own words."""
    sentence = Sentence("Canada declared unrest.")
    triple = sentence.says("Canada", "declared", sentence.mention("unrest"), lemma="declare")
    emergency = replace(triple, object=replace(sentence.mention("unrest"), lemma="emergency"))
    assert sentence.claim(triple).property.open
    assert sentence.claim(emergency).property.iri == NEWS + "declares"


@pytest.mark.parametrize(("words", "expected"), [("led", "heldPositionIn"), ("has led", "leads")])
def test_what_lasted_is_over(words: str, expected: str) -> None:
    """ "Led it for six years" is a position that was held; "has led it for six years" is one that is."""
    sentence = Sentence(f"Ada Quill {words} Canada for six years.")
    triple = sentence.says("Ada Quill", words, sentence.mention("Canada"), lemma="lead", tense="past")
    claim = sentence.claim(replace(triple, adjuncts=(sentence.adjunct("for", "six years", label="DATE"),)))
    assert (claim.subject, claim.property.iri, claim.object) == (QUILL, POL + expected, CANADA)


def test_words_lose_their_article() -> None:
    """ "Served as the envoy" is "envoy"."""
    sentence = Sentence("Ada Quill served as the envoy.")
    thing = sentence.mention("the envoy", MentionKind.NOMINAL, head="envoy")
    assert next(readings(thing, QUILL, "Person", ENGLISH)).object == Value("envoy")
