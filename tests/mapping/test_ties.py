"""How phrases are tied to the names in them, on mentions made by hand: no parser, no model."""

from __future__ import annotations

from dataclasses import replace

import pytest
from build import Reading
from statements import MINTER, ONTOLOGY

from kg.extraction.tuples import binary
from kg.iri import local_name
from kg.lang.en import ENGLISH
from kg.mapping import ClaimMaker, Mapper
from kg.model import Attribution, Claim, Modality


def ties(text: str, clause: str, modality: Modality = Modality.ACTUAL) -> list[tuple[str, str, str]]:
    """Subject, property and object of every tie in a text of one clause; each is a fact whose evidence is a phrase."""
    reading = Reading([text], [[clause]])
    (extract,) = reading.extracts
    (proposition,) = extract.propositions
    mapper = Mapper(ClaimMaker(ENGLISH, ONTOLOGY, MINTER, reading.entities, reading.resolved.links))
    said = mapper.claims(binary(replace(proposition, modality=modality), ENGLISH))
    told = replace(extract, propositions=(replace(proposition, modality=modality),))
    found = list(mapper.ties(told, list(said)))
    assert all(isinstance(claim, Claim) and claim.asserted and claim.evidence[0].object for claim in found)
    labels = {iri: entity.label for iri, entity in reading.entities.items()}
    return [(labels[claim.subject], local_name(claim.property.iri), labels[str(claim.object)]) for claim in found]


@pytest.mark.parametrize(
    ("text", "clause", "expected"),
    [
        (
            "[[Peruvian|NORP] planes|ns] left.",
            "Peruvian planes > leave.",
            ("Peruvian planes", "affiliatedWith", "Peru"),
        ),
        ("[[Acme|ORG]'s ship|n] sank.", "Acme's ship > sink.", ("Acme's ship", "belongsTo", "Acme")),
        ("[a ship of the [Acme|ORG]|n] sank.", "a ship of the Acme > sink.", ("ship of the Acme", "belongsTo", "Acme")),
        ("[[Chile|GPE]'s embassy|n] shut.", "Chile's embassy > shut.", ("Chile's embassy", "partOf", "Chile")),
        ("[[Peruvian|NORP] firms|ns] failed.", "Peruvian firms > fail.", ("Peruvian firms", "affiliatedWith", "Peru")),
        (
            "[members of the [Peasant League|ORG]|ns] sang.",
            "members of the Peasant League > sing.",
            ("members of the Peasant League", "memberOf", "Peasant League"),
        ),
        (
            "[a hospital in [Lima|GPE]|n] burned.",
            "a hospital in Lima > burn.",
            ("hospital in Lima", "locatedIn", "Lima"),
        ),
        (
            "[a hospital in the northern city of [Lima|GPE]|n] burned.",
            "a hospital in the northern city of Lima > burn.",
            ("hospital in the northern city of Lima", "locatedIn", "Lima"),
        ),
    ],
)
def test_a_phrase_is_tied_to_its_name(text: str, clause: str, expected: tuple[str, str, str]) -> None:
    """The classes of the two, and the noun, say how: a fact with the phrase as evidence."""
    assert ties(text, clause) == [expected]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("[[Peru|GPE]'s victory|n] stunned.", "Peru's victory > stun."),  # nothing that anybody has
        ("[[Ann Lee|PERSON]'s guest|n] sang.", "Ann Lee's guest > sing."),  # no row has it, and people belong to nobody
        ("[[Acme|ORG] company|n] failed.", "Acme company > fail."),  # its own name
        ("[[Acme|ORG] plane|n] sank.", "Acme plane > sink."),  # who made it
        ("[no [Peruvian|NORP] ship|n] sank.", "no Peruvian ship > sink."),
        ("[a hospital in a suburb of [Lima|GPE]|n] burned.", "a hospital in a suburb of Lima > burn."),  # beside it
        (
            "[members who met in [Lima|GPE]|ns] sang.",
            "members who met in Lima > sing.",
        ),  # of another word of the phrase
    ],
)
def test_what_is_not_tied(text: str, clause: str) -> None:
    """Nothing is tied where the name is another word's, a part of the name, or belongs to it in another way."""
    assert ties(text, clause) == []


def test_what_only_may_be_is_not_tied() -> None:
    """In "a Chilean ship may sail" there need not be such a ship; "the Chilean ship" is there."""
    assert ties("[a [Chilean|NORP] ship|n] may sail.", "a Chilean ship > sail.", Modality.POSSIBLE) == []
    assert len(ties("[the [Chilean|NORP] ship|n] may sail.", "the Chilean ship > sail.", Modality.POSSIBLE)) == 1


def test_only_what_claims_speak_of_is_tied() -> None:
    """A phrase that no claim is about has no tie."""
    assert ties("[[Peruvian|NORP] planes|ns] saw [the [Chilean|NORP] ship|n].", "Peruvian planes > leave.") == [
        ("Peruvian planes", "affiliatedWith", "Peru")
    ]


def test_a_tie_is_the_word_of_who_speaks_of_the_thing() -> None:
    """ "Reed says Peruvian planes left": that they are Peruvian is his word; what the text says itself stays a fact."""
    reading = Reading(["[[Peruvian|NORP] planes|ns] left, [Bo Reed|PERSON] said."], [["Peruvian planes > leave."]])
    (extract,) = reading.extracts
    (proposition,) = extract.propositions
    source = next(mention for mention in extract.mentions if mention.span.text == "Bo Reed")
    mapper = Mapper(ClaimMaker(ENGLISH, ONTOLOGY, MINTER, reading.entities, reading.resolved.links))
    said = list(mapper.claims(binary(proposition, ENGLISH)))
    held = replace(proposition, attribution=(Attribution(source, source.span),))
    both = [replace(extract, propositions=made) for made in ((held,), (held, proposition), (proposition, held))]
    assert [[claim.asserted for claim in mapper.ties(told, said)] for told in both] == [[False], [True], [True]]
