"""Which PLOVER class a claim has: the property's, else that of the event in its clause. Sentences are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from statements import ONTOLOGY, Sentence

from kg.iri import POL
from kg.mapping.chooser import Choice
from kg.mapping.event_classes import event_class
from kg.model import Mention, Modality, Polarity, PoliticalEvent, Property, Proposition

OPEN = Property("https://kg.invalid/predicate/buy_from", "buy from", open=True)
SUPPORTS, BORN = Property(POL + "supports", "supports"), Property(POL + "bornIn", "born in")


def bought() -> tuple[Sentence, Proposition]:
    """ "Canada bought gas from Peru", as a relation of the two."""
    sentence = Sentence("Canada bought gas from Peru in Lima.")
    said = sentence.says("Canada", "bought", sentence.mention("Peru"), lemma="buy", preposition="from")
    return sentence, replace(said, predicate=replace(said.predicate, head=sentence.span("bought")))


def chosen(
    prop: Property,
    actor: str = "Canada",
    recipient: str = "Peru",
    word: str = "bought",
    polarity: Polarity = Polarity.AFFIRMED,
    modality: Modality = Modality.ACTUAL,
) -> str:
    """The class of the sentence under a property, when the coder has an event of a word between two."""
    sentence, said = bought()

    def end(words: str) -> Mention | None:
        return sentence.mention(words) if words else None

    event = PoliticalEvent(sentence.span(word), end(actor), end(recipient), "COOPERATE")
    choice = Choice(prop, "", polarity, modality)
    return event_class(ONTOLOGY, choice, said, {event.head: event})


def test_the_class_of_a_property_wins() -> None:
    """The ontology says it, whatever the coder makes of the words; a property without a class is no event."""
    assert chosen(SUPPORTS) == "SUPPORT"
    assert chosen(SUPPORTS, polarity=Polarity.NEGATED) == "SUPPORT", "what is denied is support"
    assert chosen(BORN) == ""


def test_an_open_predicate_has_the_class_of_its_event() -> None:
    """The same word, the same two: phrases that share characters are the same."""
    assert chosen(OPEN) == "COOPERATE"
    assert chosen(OPEN, recipient="gas from Peru") == "COOPERATE"


@pytest.mark.parametrize(
    ("actor", "recipient", "word"),
    [("Canada", "Peru", "gas"), ("Peru", "Canada", "bought"), ("Canada", "Lima", "bought"), ("Canada", "", "bought")],
)
def test_another_event_gives_no_class(actor: str, recipient: str, word: str) -> None:
    """Not one of another word, the other way round, of somebody else, or at nobody."""
    assert chosen(OPEN, actor, recipient, word) == ""


@pytest.mark.parametrize(
    ("polarity", "modality"), [(Polarity.NEGATED, Modality.ACTUAL), (Polarity.AFFIRMED, Modality.PLANNED)]
)
def test_what_is_denied_or_planned_keeps_its_own_polarity_and_no_class(polarity: Polarity, modality: Modality) -> None:
    """The coder's class holds the denial already ("did not help" is a REJECT): beside a negated claim it would be denied twice."""
    assert chosen(OPEN, polarity=polarity, modality=modality) == ""
