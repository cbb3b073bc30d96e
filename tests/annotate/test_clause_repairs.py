"""Repairs around a verb, on trees made by hand as the parser makes them."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from kg.annotate.clause_repairs import (
    lift_from_place,
    nest_outcome,
    nest_request,
    nest_second_content,
    part_prepositions,
    seat_adjective,
    seat_apposition,
    seat_body,
    set_off_description,
)
from kg.lang.en import ENGLISH

NLP = spacy.blank("en")
KINDS = {"NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "PRP": "PRON"}


def parsed(rows: str, names: str = "") -> Doc:
    """A Doc of "word/tag/head/label/lemma" rows, the lemma only where it is not the word; `names` are "start-end-label"."""
    words, tags, heads, deps, lemmas = zip(
        *((*row.split("/"), row.split("/")[0])[:5] for row in rows.split()), strict=True
    )
    pos = [KINDS.get(tag, "VERB" if tag.startswith("VB") else "X") for tag in tags]
    doc = Doc(
        NLP.vocab,
        list(words),
        tags=list(tags),
        pos=pos,
        lemmas=list(lemmas),
        heads=[int(head) for head in heads],
        deps=list(deps),
    )
    spans = (name.split("-") for name in names.split())
    doc.set_ents([Span(doc, int(start), int(end), label=label) for start, end, label in spans])
    return doc


def hangs(doc: Doc, index: int) -> tuple[str, str]:
    """The head of a token and how it hangs on it."""
    return doc[index].head.text, doc[index].dep_


@pytest.mark.parametrize(("kind", "moves"), [("NN", True), ("NNP", False)])
def test_a_description_before_a_pronoun_is_no_subject(kind: str, moves: bool) -> None:
    """ "Heir of Lima, she left" has one subject; in "Peru, she left" the name stays."""
    rows = f"Heir/{kind}/6/nsubj of/IN/2/case Lima/NNP/0/nmod ,/,/0/punct she/PRP/6/nsubj later/RB/6/advmod left/VBD/6/ROOT/leave"
    doc = parsed(rows if moves else rows.replace("of/IN/2/case", "in/IN/2/case"), "" if moves else "0-1-GPE")
    set_off_description(doc, ENGLISH.words)
    assert hangs(doc, 0) == (("she", "appos") if moves else ("left", "nsubj"))


def test_a_body_before_a_title_is_no_subject() -> None:
    """ "Bell Center analyst Ana Ruiz spoke": the centre does not speak."""
    rows = "Bell/NNP/1/compound Center/NNP/5/nsubj analyst/NN/3/nmod:desc Ana/NNP/5/nsubj Ruiz/NNP/3/flat spoke/VBD/5/ROOT/speak"
    doc = parsed(rows, "0-2-ORG 3-5-PERSON")
    seat_body(doc, ENGLISH.words)
    assert hangs(doc, 1) == ("analyst", "compound")


@pytest.mark.parametrize(("case", "label"), [("without", "obl"), ("in", "conj")])
def test_nouns_with_prepositions_of_their_own_are_no_pair(case: str, label: str) -> None:
    """ "left in tears, without coats", but "left in tears, in pain"."""
    rows = f"Ruiz/NNP/1/nsubj left/VBD/1/ROOT/leave in/IN/3/case tears/NNS/1/obl ,/,/6/punct {case}/IN/6/case coats/NNS/3/conj"
    doc = parsed(rows)
    part_prepositions(doc, ENGLISH.words)
    assert doc[6].dep_ == label


@pytest.mark.parametrize(
    ("verb", "head"), [("leading/VBG/1/advcl/lead", "fell"), ("smiling/VBG/1/advcl/smile", "said")]
)
def test_what_comes_of_what_is_said_is_said(verb: str, head: str) -> None:
    """ "said prices fell, leading to ..." is said; who said it smiles."""
    doc = parsed(f"Ruiz/NNP/1/nsubj said/VBD/1/ROOT/say prices/NNS/3/nsubj fell/VBD/1/ccomp/fall ,/,/5/punct {verb}")
    nest_outcome(doc, ENGLISH.words)
    assert doc[5].head.text == head


@pytest.mark.parametrize(("verb", "label"), [("pushed/VBD/1/ROOT/push", "xcomp"), ("sent/VBD/1/ROOT/send", "advcl")])
def test_what_somebody_is_pushed_to_do_is_no_purpose(verb: str, label: str) -> None:
    """ "pushed the firm to move", but "sent the firm to move"."""
    doc = parsed(f"Peru/NNP/1/nsubj {verb} the/DT/3/det firm/NN/1/obj to/TO/5/mark move/VB/1/advcl")
    nest_request(doc, ENGLISH.words)
    assert doc[5].dep_ == label


def test_a_company_is_beside_its_name() -> None:
    """ "Ana Ruiz of Bell Tours, a company that runs trips": not Ruiz is a company."""
    rows = (
        "Ana/NNP/0/ROOT Ruiz/NNP/0/flat of/IN/4/case Bell/NNP/4/compound Tours/NNP/0/nmod ,/,/7/punct a/DT/7/det "
        "company/NN/0/appos that/WDT/9/nsubj runs/VBZ/7/acl:relcl/run trips/NNS/9/obj"
    )
    doc = parsed(rows, "0-2-PERSON 3-5-ORG")
    seat_apposition(doc, ENGLISH.words)
    assert hangs(doc, 7) == ("Tours", "appos")


def test_a_noun_said_again_is_beside_itself() -> None:
    """ "the rate for Peru, the rate of deaths": Peru is no rate."""
    rows = "rate/NN/0/ROOT for/IN/2/case Peru/NNP/0/nmod ,/,/5/punct the/DT/5/det rate/NN/2/appos of/IN/7/case deaths/NNS/5/nmod"
    doc = parsed(rows, "2-3-GPE")
    seat_apposition(doc, ENGLISH.words)
    assert hangs(doc, 5) == ("rate", "appos")


@pytest.mark.parametrize(("mark", "head"), [("that/IN/6/mark", "void"), ("then/RB/6/advmod", "claims")])
def test_a_second_clause_with_that_is_said(mark: str, head: str) -> None:
    """ "claims it is void, and that states sue", but "claims it is void, and then states sue"."""
    rows = f"it/PRP/1/nsubj claims/VBZ/1/ROOT/claim it/PRP/3/nsubj void/JJ/1/ccomp and/CC/6/cc {mark} sue/VBP/1/conj"
    doc = parsed(rows)
    nest_second_content(doc, ENGLISH.words)
    assert doc[6].head.text == head


def test_the_adjective_of_an_office_is_no_subject() -> None:
    """ "attorneys general sued" are one kind of people."""
    doc = parsed("attorneys/NNS/2/nsubj general/JJ/2/nsubj sued/VBD/2/ROOT/sue")
    seat_adjective(doc, ENGLISH.words)
    assert hangs(doc, 1) == ("attorneys", "amod")


@pytest.mark.parametrize(("comma", "head"), [("", "fleet"), (",/,/5/punct ", "Peru")])
def test_a_clause_behind_a_place_without_a_comma_is_about_the_noun(comma: str, head: str) -> None:
    """ "a fleet near Peru which was hit", but "a fleet near Peru, which was hit"."""
    rows = "a/DT/1/det fleet/NN/1/ROOT near/IN/3/case Peru/NNP/1/nmod {0}which/WDT/{1}/nsubj:pass hit/VBN/3/acl:relcl"
    doc = parsed(rows.format(comma, 6 if comma else 5), "3-4-GPE")
    lift_from_place(doc, ENGLISH.words)
    assert doc[-1].head.text == head
