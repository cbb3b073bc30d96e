"""A headline and the sentence that says the same in full are one claim; made by hand, no model."""

from dataclasses import replace

from statements import PERU, Sentence, supports

from kg.mapping import in_full
from kg.model import Claim


def claims(headline: str, body: str) -> tuple[Claim, Claim]:
    """What a headline says, and what a sentence says: the same."""
    first, second = (supports(text)[0].claim(supports(text)[1]) for text in (headline, body))
    return first, second


def test_headline_has_the_time_of_its_sentence() -> None:
    """ "Canada supports Peru" above "Canada supports Peru on Friday." has that Friday, and is the same claim."""
    head, body = claims("Canada supports Peru", "Canada supports Peru.")
    body = replace(body, time="2023-02-03", place=PERU)
    made = in_full([head, body])
    assert [one.id for one in made if isinstance(one, Claim)] == [body.id, body.id]
    assert made[0] == replace(head, time="2023-02-03", place=PERU)


def test_two_sentences_that_differ_leave_the_headline_alone() -> None:
    """Which of two times a headline means, nobody knows; a sentence without a time takes none from others."""
    head, body = claims("Canada supports Peru", "Canada supports Peru.")
    times = [replace(body, time=time) for time in ("2021", "2023")]
    assert in_full([head, *times]) == [head, *times]
    assert in_full([body, times[0]]) == [body, times[0]]


def test_headline_of_another_time_stays() -> None:
    """What a headline says itself is not overruled; rejections pass."""
    head, body = claims("Canada supports Peru", "Canada supports Peru.")
    head, body = replace(head, time="2021"), replace(body, time="2023")
    sentence = Sentence("Peru is")
    refused = sentence.mapped(sentence.says("Peru", "is", None, lemma="be"))
    assert in_full([head, *refused, body]) == [head, *refused, body]
