"""What the confidence of a claim rests on, and how the numbers make a probability of it; made by hand, no model."""

from dataclasses import replace

import pytest
from statements import ENTITIES, MINTER, ONTOLOGY, Sentence, supports

from kg.lang.en import ENGLISH
from kg.mapping import ClaimMaker, Mapper
from kg.mapping.confidence import features
from kg.model import Claim, MentionKind
from kg.resources.confidence import Calibration

KNOWN = {entity.id: entity for entity in ENTITIES.values()}


def told(claim: Claim) -> dict[str, float]:
    """The features of its only evidence."""
    return features(claim, claim.evidence[0], KNOWN)


def test_features_say_how_it_was_read_and_of_what() -> None:
    """Rules, property and the classes of both ends, and how long the sentence is and far apart they stand."""
    sentence, triple = supports("Canada supports Peru")
    found = told(sentence.claim(triple))
    assert found["rule verb"] == found["property row"] == 1
    assert found["subject Country"] == found["object Country"] == found["headline"] == 1
    assert found["sentence words"] == pytest.approx(0.3)
    assert found["words behind predicate"] == 0
    assert "subject reference" not in found


def test_a_reference_shares_no_word_with_its_name() -> None:
    """ "It" for Canada is one; initials and parts of a name are none."""
    sentence = Sentence("Canada keeps what it supports, Peru.")
    triple = sentence.says("Canada", "supports", sentence.mention("Peru"), lemma="support")
    pronoun = replace(sentence.mention("it", MentionKind.PRONOUN), antecedent=triple.subject)
    found = told(sentence.claim(replace(triple, subject=pronoun)))
    assert found["subject reference"] == 1
    assert "headline" not in found


def test_weights_make_a_probability() -> None:
    """Log odds add up; a feature without a weight counts nothing; the same features give the same number."""
    numbers = Calibration(0.0, {"rule verb": 1.0, "sentence words": -0.5})
    assert numbers.probability({}) == 0.5
    assert numbers.probability({"rule verb": 1.0, "unheard of": 9.0}) == pytest.approx(0.731, abs=1e-3)
    assert numbers.probability({"rule verb": 1.0, "sentence words": 2.0}) == 0.5


def test_claims_have_the_probability_as_confidence() -> None:
    """A claim maker with numbers gives them; without, what extraction says stays."""
    sentence, triple = supports()
    assert sentence.claim(triple).confidence == triple.confidence
    calibration = Calibration(0.0, {"rule verb": -1.0})
    maker = ClaimMaker(ENGLISH, ONTOLOGY, MINTER, KNOWN, sentence.links, calibration=calibration)
    (claim,) = Mapper(maker).claims([triple])
    assert isinstance(claim, Claim)
    assert claim.confidence == 0.269


def test_shipped_numbers_are_of_known_features() -> None:
    """Every weight that ships is finite and belongs to a feature that can occur."""
    numbers = Calibration.load()
    kinds = ("rule ", "property ", "subject ", "object ", "sentence ", "words ", "headline")
    assert numbers.weights
    assert all(name.startswith(kinds) and abs(weight) < 10 for name, weight in numbers.weights.items())
