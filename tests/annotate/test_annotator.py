"""What is mended in a parse before the rules see it."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from spacy.tokens import Doc, Span

from kg.annotate.name_repairs import join_names
from kg.annotate.noun_phrase_repairs import (
    attach_possessor,
    gather_titles,
    join_descriptions,
    join_hyphens,
    join_sides,
    join_titles,
    part_people,
    set_off_roles,
)
from kg.annotate.speech_repairs import (
    attach_citation,
    lift_announcer,
    nest_earlier,
    part_parenthesis,
    speak_actively,
)
from kg.annotate.tree_repairs import (
    attach_addressee,
    attach_relative,
    attach_speaker,
    complete_passives,
    find_inverted_speaker,
    lift_complements,
    lift_occasion,
    lift_subjects,
    nest_complements,
    nest_said,
    part_objects,
    reattach_weekday,
    seat_second_subject,
)
from kg.lang.en import ENGLISH

NLP = spacy.blank("en")


def parsed(words: str, heads: list[int], deps: str, pos: str) -> Doc:
    """A Doc with a tree given by hand; heads are indices."""
    return Doc(NLP.vocab, words.split(), heads=heads, deps=deps.split(), pos=pos.split())


@pytest.mark.parametrize(
    ("doc", "head"),
    [
        (
            parsed(
                "Peru started calling on Chile to join",
                [1, 1, 1, 4, 2, 6, 1],
                "nsubj ROOT xcomp case obl mark xcomp",
                "PROPN VERB VERB ADP PROPN PART VERB",
            ),
            "calling",
        ),
        (
            parsed(
                "Peru seems ready to join", [1, 1, 1, 4, 1], "nsubj ROOT xcomp mark xcomp", "PROPN VERB ADJ PART VERB"
            ),
            "seems",
        ),
        (parsed("Peru wants to join", [1, 1, 3, 1], "nsubj ROOT mark xcomp", "PROPN VERB PART VERB"), "wants"),
    ],
    ids=["two verbs", "an adjective", "one"],
)
def test_a_verb_has_one_open_complement(doc: Doc, head: str) -> None:
    """An infinitive beside another verb's complement hangs on that; beside an adjective, or alone, it stays."""
    nest_complements(doc, ENGLISH.words)
    assert doc[len(doc) - 1].head.text == head


def test_an_official_said() -> None:
    """Who stands right before a verb of saying says it, and is no apposition to the country before the comma."""
    doc = parsed(
        "Peru backs Chile , an official said .",
        [1, 1, 1, 5, 5, 2, 1, 1],
        "nsubj ROOT obj punct det appos parataxis punct",
        "PROPN VERB PROPN PUNCT DET NOUN VERB PUNCT",
    )
    doc[6].tag_, doc[6].lemma_ = "VBD", "say"
    attach_speaker(doc, ENGLISH.words)
    assert (doc[5].head.text, doc[5].dep_) == ("said", "nsubj")


def test_an_apposition_stays_where_the_verb_has_a_subject() -> None:
    """ "Ruiz, an official, said": she is one."""
    doc = parsed(
        "Ruiz , an official , said so",
        [5, 3, 3, 0, 0, 5, 5],
        "nsubj punct det appos punct ROOT advmod",
        "PROPN PUNCT DET NOUN PUNCT VERB ADV",
    )
    doc[5].tag_, doc[5].lemma_ = "VBD", "say"
    attach_speaker(doc, ENGLISH.words)
    assert (doc[3].head.text, doc[3].dep_) == ("Ruiz", "appos")


def test_who_notes_between_commas_is_no_part_of_the_clause() -> None:
    """ "A step whose cost, the union noted, worried Peru": the cost worried Peru, and the union noted it."""
    doc = parsed(
        "a step whose cost , the union noted , worried Peru",
        [1, 1, 3, 7, 6, 6, 3, 1, 9, 1, 9],
        "det ROOT nmod:poss nsubj punct det appos acl:relcl punct acl:relcl obj",
        "DET NOUN PRON NOUN PUNCT DET NOUN VERB PUNCT VERB PROPN",
    )
    doc[7].tag_, doc[7].lemma_ = "VBD", "note"
    part_parenthesis(doc, ENGLISH.words)
    assert [(doc[at].head.text, doc[at].dep_) for at in (3, 6, 7, 9)] == [
        ("worried", "nsubj"),
        ("noted", "nsubj"),
        ("worried", "parataxis"),
        ("step", "acl:relcl"),
    ]


def named(doc: Doc, start: int, end: int) -> Doc:
    """The same with a person's name."""
    doc.set_ents([Span(doc, start, end, "PERSON")])
    return doc


def test_a_description_and_a_name_before_a_verb_of_saying_are_its_subject() -> None:
    """ "A member, Ana, said Peru left": the member is Ana, who said it, and not who left."""
    doc = parsed(
        "A member , Ana said Peru left",
        [1, 6, 1, 1, 4, 6, 4],
        "det nsubj punct appos ROOT nsubj ccomp",
        "DET NOUN PUNCT PROPN VERB PROPN VERB",
    )
    doc[4].tag_, doc[4].lemma_ = "VBD", "say"
    attach_speaker(doc, ENGLISH.words)
    assert (doc[1].head.text, doc[1].dep_, doc[3].head.text) == ("said", "nsubj", "member")


def test_who_stands_behind_the_verb_of_saying_speaks() -> None:
    """ "Days were hard, said Ana": the days were, and Ana said so."""
    doc = parsed(
        "Days were hard said Ana",
        [2, 2, 3, 3, 2],
        "nsubj cop ccomp ROOT nsubj",
        "NOUN AUX ADJ VERB PROPN",
    )
    doc[3].tag_, doc[3].lemma_ = "VBD", "say"
    find_inverted_speaker(doc, ENGLISH.words)
    assert [doc[at].head.text for at in (0, 4)] == ["hard", "said"]


def test_who_said_is_no_patient() -> None:
    """ "Ana announced ..." is active; "Ana was told ..." is not."""
    for auxiliary in (False, True):
        words = "Ana was told" if auxiliary else "Ana then announced"
        doc = parsed(words, [2, 2, 2], f"nsubj:pass {'aux:pass' if auxiliary else 'advmod'} ROOT", "PROPN AUX VERB")
        doc[2].tag_, doc[2].lemma_ = ("VBN", "tell") if auxiliary else ("VBD", "announce")
        speak_actively(doc, ENGLISH.words)
        assert doc[0].dep_ == ("nsubj:pass" if auxiliary else "nsubj")


def test_whom_a_sentence_is_according_to_says_all_of_it() -> None:
    """ "Peru left, hitting Chile, according to Ana": the sentence; without the comma, or in its middle, what it stands at."""
    for comma in (True, False):
        doc = parsed(
            f"Peru left hitting Chile {',' if comma else 'hard'} according to Ana",
            [1, 1, 1, 2, 2, 7, 5, 2],
            "nsubj ROOT advcl obj punct case fixed obl",
            "PROPN VERB VERB PROPN PUNCT VERB ADP PROPN",
        )
        doc[2].tag_ = "VBG"
        attach_citation(doc, ENGLISH.words)
        assert doc[7].head.text == ("left" if comma else "hitting")


def test_who_is_cited_stands_right_behind() -> None:
    """ "According to the coach, in their match the robot won": the coach is cited, not the match."""
    doc = parsed(
        "According to coaches in matches robots won",
        [4, 0, 6, 4, 6, 6, 6],
        "case fixed obl case obl nsubj ROOT",
        "VERB ADP NOUN ADP NOUN NOUN VERB",
    )
    attach_citation(doc, ENGLISH.words)
    assert doc[0].head.text == "coaches"


def test_a_description_before_the_speaker_is_his() -> None:
    """ "A member of parliament, Bo Marek said, Peru left": Peru left, and Marek is the member."""
    doc = parsed(
        "A member , Marek said , Peru left",
        [1, 7, 1, 4, 4, 7, 7, 4],
        "det nsubj punct nsubj ROOT punct nsubj ccomp",
        "DET NOUN PUNCT PROPN VERB PUNCT PROPN VERB",
    )
    join_descriptions(named(doc, 3, 4), ENGLISH.words)
    assert (doc[1].head.text, doc[1].dep_) == ("Marek", "appos")


def test_each_of_several_people_has_the_title_before_the_name() -> None:
    """ "President Ann , King Bo left": the parser hangs the first title, and the second name, elsewhere."""
    doc = parsed(
        "President Ann , King Bo left",
        [4, 5, 4, 4, 1, 5],
        "nmod:desc nsubj punct nmod:desc nmod:desc ROOT",
        "PROPN PROPN PUNCT PROPN PROPN VERB",
    )
    doc.set_ents([Span(doc, 1, 2, "PERSON"), Span(doc, 4, 5, "PERSON")])
    part_people(doc, ENGLISH.words)
    assert [(doc[at].head.text, doc[at].dep_) for at in (0, 3, 4)] == [
        ("Ann", "nmod:desc"),
        ("Bo", "nmod:desc"),
        ("Ann", "conj"),
    ]


def test_words_before_a_title_belong_to_it() -> None:
    """ "former US Vice President Joe Marek": the parser hangs each of them on the name."""
    doc = parsed(
        "former US Vice President Joe Marek left",
        [4, 3, 4, 4, 6, 4, 6],
        "amod compound nmod:desc nmod:desc nsubj flat ROOT",
        "ADJ PROPN PROPN PROPN PROPN PROPN VERB",
    )
    gather_titles(named(doc, 4, 6), ENGLISH.words)
    assert [(doc[at].head.text, doc[at].dep_) for at in (0, 1, 2, 3)] == [
        ("President", "amod"),
        ("President", "compound"),
        ("President", "compound"),
        ("Joe", "nmod:desc"),
    ]


@pytest.mark.parametrize(
    ("role", "label"),
    [("mayor", "appos"), ("army", "conj"), ("wife", "conj")],
)
def test_a_role_between_commas_is_no_further_person(role: str, label: str) -> None:
    """ "Marek, the mayor, and Berg signed": two sign."""
    doc = parsed(
        f"Marek , the {role} , and Berg signed",
        [7, 3, 3, 0, 6, 6, 0, 7],
        "nsubj punct det conj punct cc conj ROOT",
        "PROPN PUNCT DET NOUN PUNCT CCONJ PROPN VERB",
    )
    doc[3].tag_, doc[3].lemma_ = "NN", role
    set_off_roles(named(doc, 0, 1), ENGLISH.words)
    assert doc[3].dep_ == label


@pytest.mark.parametrize(("preposition", "head"), [("between", "raid"), ("behind", "links")])
def test_between_has_two_sides(preposition: str, head: str) -> None:
    """ "a link between the raid and the release": both sides are behind "between"."""
    doc = parsed(
        f"They saw links {preposition} the raid and the release",
        [1, 1, 1, 5, 5, 2, 8, 8, 2],
        "nsubj ROOT obj case det nmod cc det conj",
        "PRON VERB NOUN ADP DET NOUN CCONJ DET NOUN",
    )
    doc[5].tag_ = "NN"
    join_sides(doc, ENGLISH.words)
    assert doc[8].head.text == head


def test_a_title_is_joined_in_every_place_of_a_clause() -> None:
    """ "was identified as driver Bo Marek": the name takes the place, and the preposition with it."""
    doc = parsed(
        "He met with driver Marek",
        [1, 1, 3, 1, 1],
        "nsubj ROOT case obl obl",
        "PRON VERB ADP NOUN PROPN",
    )
    join_titles(named(doc, 4, 5), ENGLISH.words)
    assert [(doc[at].head.text, doc[at].dep_) for at in (2, 3, 4)] == [
        ("Marek", "case"),
        ("Marek", "nmod:desc"),
        ("met", "obl"),
    ]


@pytest.mark.parametrize(
    ("heads", "deps"),
    [([4, 2, 0, 4, 4], "nsubj case nmod nsubj ROOT"), ([4, 2, 0, 0, 4], "nsubj case nmod appos ROOT")],
    ids=["beside", "below"],
)
def test_a_title_may_have_a_body_behind_it(heads: list[int], deps: str) -> None:
    """ "President of Norway Tomas left": the name is the subject, whichever way the parser put them side by side."""
    doc = parsed("President of Norway Tomas left", heads, deps, "NOUN ADP PROPN PROPN VERB")
    join_titles(named(doc, 3, 4), ENGLISH.words)
    assert [(doc[at].head.text, doc[at].dep_) for at in (0, 2, 3)] == [
        ("Tomas", "nmod:desc"),
        ("President", "nmod"),
        ("left", "nsubj"),
    ]


def test_a_name_behind_a_comma_is_no_subject_of_a_title() -> None:
    """ "The mayor of Oslo, Tomas, left" stays an apposition."""
    heads = [1, 7, 3, 1, 5, 1, 1, 7]
    doc = parsed(
        "The mayor of Oslo , Tomas , left",
        heads,
        "det nsubj case nmod punct appos punct ROOT",
        "DET NOUN ADP PROPN PUNCT PROPN PUNCT VERB",
    )
    join_titles(named(doc, 5, 6), ENGLISH.words)
    assert (doc[1].dep_, doc[5].dep_) == ("nsubj", "appos")


def test_what_is_over_is_no_purpose() -> None:
    """ "was projected to have won" says what was projected."""
    doc = Doc(
        NLP.vocab,
        words="Ruiz was projected to have won".split(),
        heads=[2, 2, 2, 5, 5, 2],
        deps="nsubj:pass aux:pass ROOT mark aux advcl".split(),
        tags="NNP VBD VBN TO VB VBN".split(),
        lemmas="Ruiz be project to have win".split(),
    )
    complete_passives(doc, ENGLISH.words)
    assert doc[5].dep_ == "xcomp"


def test_what_stands_before_a_linking_verb_is_its_subject() -> None:
    """ "Ruiz was among those killed, Reed said": of "those", which is what Reed said."""
    doc = Doc(
        NLP.vocab,
        words="Ruiz was among those killed , Reed said".split(),
        heads=[4, 3, 3, 7, 3, 3, 7, 7],
        deps="nsubj:pass cop case obl acl punct nsubj ROOT".split(),
        lemmas="Ruiz be among that kill , Reed say".split(),
    )
    lift_subjects(doc, ENGLISH.words)
    assert [(doc[at].head.text, doc[at].dep_) for at in (0, 3)] == [("those", "nsubj"), ("said", "ccomp")]


def test_words_that_a_hyphen_joins_are_one() -> None:
    """ "the secretary-general" has one head; with blanks around it a hyphen joins nothing."""
    for tight in (True, False):
        doc = Doc(
            NLP.vocab,
            "Ruiz , secretary - general".split(),
            spaces=[False, True, not tight, not tight, False],
            heads=[0, 4, 0, 4, 0],
            deps="ROOT punct appos punct appos".split(),
        )
        join_hyphens(doc, ENGLISH.words)
        assert (doc[2].head.text, doc[2].dep_) == (("general", "compound") if tight else ("Ruiz", "appos"))


@pytest.mark.parametrize(
    "doc",
    [
        parsed("Peru Friday closed it", [1, 2, 2, 2], "compound nsubj ROOT obj", "PROPN PROPN VERB PRON"),
        parsed("Peru Friday closed it", [1, 2, 2, 2], "compound obl:unmarked ROOT obj", "PROPN PROPN VERB PRON"),
        parsed("Peru Friday closed it", [2, 2, 2, 2], "nsubj nsubj ROOT obj", "PROPN PROPN VERB PRON"),
    ],
    ids=["the day as subject", "no subject", "two subjects"],
)
def test_a_day_before_the_verb_is_no_subject(doc: Doc) -> None:
    """Newspapers put the day between subject and verb."""
    reattach_weekday(doc, ENGLISH.words)
    assert [(token.head.text, token.dep_) for token in doc[:2]] == [("closed", "nsubj"), ("closed", "obl:unmarked")]


def test_a_day_may_be_a_subject() -> None:
    """ "Bloody Sunday changed Derry"."""
    doc = parsed("Bloody Sunday changed Derry", [1, 2, 2, 2], "amod nsubj ROOT obj", "ADJ PROPN VERB PROPN")
    reattach_weekday(doc, ENGLISH.words)
    assert doc[1].dep_ == "nsubj"


@pytest.mark.parametrize(
    ("heads", "deps"),
    [
        ([5, 0, 0, 0, 5, 5, 5, 5], "nsubj flat case appos punct ROOT obj punct"),
        ([5, 0, 0, 5, 5, 5, 5, 5], "nsubj flat case nsubj punct ROOT obj punct"),
    ],
    ids=["the noun hangs on the owner", "two subjects"],
)
def test_a_possessor_owns_the_noun_behind_it(heads: list[int], deps: str) -> None:
    """ "Ana Reis' brother, ..., sued Acme": the brother sued, whatever the parser made the subject."""
    doc = parsed("Ana Reis ' brother , sued Acme .", heads, deps, "PROPN PROPN PART NOUN PUNCT VERB PROPN PUNCT")
    doc[2].tag_ = "POS"
    attach_possessor(doc, ENGLISH.words)
    assert [(doc[at].head.text, doc[at].dep_) for at in (0, 3)] == [("brother", "nmod:poss"), ("sued", "nsubj")]


def test_an_adverb_has_no_complement() -> None:
    """ "has yet to sign": the infinitive is the verb's."""
    doc = parsed("Peru has yet to sign", [1, 1, 1, 4, 2], "nsubj ROOT advmod mark xcomp", "PROPN VERB ADV PART VERB")
    lift_complements(doc, ENGLISH.words)
    assert doc[4].head.text == "has"


@pytest.mark.parametrize(("comma", "head"), [(",", "says"), ("hours", "left")])
def test_what_it_was_said_after_is_not_said(comma: str, head: str) -> None:
    """ "says Chile left, after Peru came": behind a comma it is the article's own word; "left hours after Peru came" is said."""
    doc = parsed(
        f"Ghana says Chile left {comma} after Peru came",
        [1, 1, 3, 1, 7, 7, 7, 3],
        "nsubj ROOT nsubj ccomp punct mark nsubj advcl",
        "PROPN VERB PROPN VERB PUNCT SCONJ PROPN VERB",
    )
    doc[1].lemma_ = "say"
    lift_occasion(doc, ENGLISH.words)
    assert doc[7].head.text == head


def test_what_somebody_claims_stands_below_the_claim() -> None:
    """ "plans that Peru claims were dropped": dropped in Peru's words; "a plan that Peru claims, dropped" stays."""
    doc = parsed(
        "plans that Peru claims were dropped",
        [0, 5, 3, 0, 5, 0],
        "ROOT nsubj:pass nsubj acl:relcl aux:pass acl:relcl",
        "NOUN PRON PROPN VERB AUX VERB",
    )
    doc[3].lemma_ = "claim"
    nest_said(doc, ENGLISH.words)
    assert (doc[5].head.text, doc[5].dep_) == ("claims", "ccomp")


def test_who_says_it_stays_below_what_it_hangs_from() -> None:
    """A clause around the one that says it keeps its head: a tree never gets a circle."""
    doc = parsed(
        "It ended what they claim is lost",
        [1, 1, 6, 4, 2, 6, 1],
        "nsubj ROOT nsubj nsubj acl:relcl aux:pass conj",
        "PRON VERB PRON PRON VERB AUX VERB",
    )
    doc[4].lemma_ = "claim"
    nest_said(doc, ENGLISH.words)
    assert [token.head.i for token in doc] == [1, 1, 6, 4, 2, 6, 1]


@pytest.mark.parametrize(("preposition", "head"), [("on", "called"), ("for", "sign")])
def test_who_is_called_on_is_an_argument(preposition: str, head: str) -> None:
    """ "called on Peru to sign"; "waited for Peru to sign" keeps the subject of the infinitive."""
    doc = parsed(
        f"Chile called {preposition} Peru to sign",
        [1, 1, 5, 5, 5, 1],
        "nsubj ROOT mark nsubj mark xcomp",
        "PROPN VERB ADP PROPN PART VERB",
    )
    attach_addressee(doc, ENGLISH.words)
    assert doc[3].head.text == head


@pytest.mark.parametrize(
    ("words", "heads", "deps", "pos", "head"),
    [
        (
            "a plan of Marek , who left",
            [1, 1, 3, 1, 6, 6, 1],
            "det ROOT case nmod punct nsubj acl:relcl",
            "DET NOUN ADP PROPN PUNCT PRON VERB",
            "Marek",
        ),
        (
            "a plan of Marek , which failed",
            [1, 1, 3, 1, 6, 6, 1],
            "det ROOT case nmod punct nsubj acl:relcl",
            "DET NOUN ADP PROPN PUNCT PRON VERB",
            "plan",
        ),
        (
            "tell what happened in Marek , which failed",
            [0, 2, 0, 4, 2, 7, 7, 1],
            "ROOT nsubj ccomp case obl punct nsubj acl:relcl",
            "VERB PRON VERB ADP PROPN PUNCT PRON VERB",
            "Marek",
        ),
    ],
    ids=["who is a person", "which may be the plan", "a verb between"],
)
def test_a_relative_clause_is_about_the_name_before_it(
    words: str, heads: list[int], deps: str, pos: str, head: str
) -> None:
    """Only where its head cannot be: "who" is a person, and no verb stands between."""
    doc = parsed(words, heads, deps, pos)
    name = words.split().index("Marek")
    attach_relative(named(doc, name, name + 1), ENGLISH.words)
    assert doc[len(doc) - 1].head.text == head


def test_two_names_of_bodies_in_one_phrase_are_one() -> None:
    """ "Kuna Costa News Agency": the first part is a compound of the second."""
    doc = parsed(
        "Kuna Costa News Agency said so",
        [3, 3, 3, 4, 4, 4],
        "compound compound compound nsubj ROOT advmod",
        "PROPN PROPN PROPN PROPN VERB ADV",
    )
    doc.set_ents([Span(doc, 0, 1, "ORG"), Span(doc, 1, 4, "ORG")])
    join_names(doc, ENGLISH)
    assert [(name.start, name.end) for name in doc.ents] == [(0, 4)]


@pytest.mark.parametrize(
    ("words", "names", "expected"),
    [
        ("Anne - Sophie Lenoir spoke", [(0, 1, "PERSON"), (2, 4, "PERSON")], [(0, 4, "PERSON")]),
        ("Kim Yong - su spoke", [(0, 2, "PERSON")], [(0, 4, "PERSON")]),
        ("Ankara - Moscow talks failed", [(0, 1, "GPE"), (2, 3, "GPE")], [(0, 1, "GPE"), (2, 3, "GPE")]),
        ("Ana Reis spoke today .", [(0, 1, "PERSON")], [(0, 2, "PERSON")]),
        ("Ana Wednesday spoke .", [(0, 1, "PERSON")], [(0, 1, "PERSON")]),
        ("Ana today spoke .", [(0, 1, "PERSON"), (1, 2, "DATE")], [(0, 1, "PERSON"), (1, 2, "DATE")]),
    ],
)
def test_a_name_is_the_maximal_run(
    words: str, names: list[tuple[int, int, str]], expected: list[tuple[int, int, str]]
) -> None:
    """A hyphen and the tree join the parts of one name; two places with a hyphen between them stay two."""
    tokens = words.split()
    spaces = [token != "-" and after != "-" for token, after in zip(tokens, [*tokens[1:], ""], strict=True)]
    joined = [token[0].isupper() or "-" in (token, before) for before, token in pairwise(tokens)]
    deps = ["nsubj", *["flat" if one else "dep" for one in joined]]
    pos = ["PROPN" if token[0].isupper() else "X" for token in tokens]
    doc = Doc(
        NLP.vocab,
        tokens,
        spaces=spaces,
        heads=[len(tokens) - 1, *[0] * (len(tokens) - 2), len(tokens) - 1],
        deps=deps,
        pos=pos,
    )
    doc.set_ents([Span(doc, start, end, label=label) for start, end, label in names])
    join_names(doc, ENGLISH)
    assert [(name.start, name.end, name.label_) for name in doc.ents] == expected


def test_a_day_is_no_part_of_a_name() -> None:
    """ "Blue Harbor on Sunday": the name ends before the day; "Bloody Sunday" keeps its own."""
    words, pos = "Blue Harbor on Sunday praised Bloody Sunday".split(), "PROPN PROPN ADP PROPN VERB PROPN PROPN".split()
    doc = Doc(NLP.vocab, words, heads=[1, 4, 3, 1, 4, 6, 4], deps=["dep"] * 7, pos=pos)
    doc.set_ents([Span(doc, 0, 4, label="ORG"), Span(doc, 5, 7, label="EVENT")])
    join_names(doc, ENGLISH)
    assert [name.text for name in doc.ents] == ["Blue Harbor", "Bloody Sunday"]


@pytest.mark.parametrize(
    ("words", "label", "text"),
    [
        ("Miss Peru", "GPE", "Miss Peru"),
        ("President Peru", "GPE", "Peru"),
        ("Mister Ruiz", "PERSON", "Ruiz"),
    ],
)
def test_no_place_is_called_mister(words: str, label: str, text: str) -> None:
    """ "Miss Peru" is neither a person nor the place."""
    doc = Doc(
        NLP.vocab,
        [*words.split(), "opened"],
        heads=[1, 2, 2],
        deps=["compound", "nsubj", "ROOT"],
        pos=["PROPN", "PROPN", "VERB"],
    )
    doc.set_ents([Span(doc, 1, 2, label=label)])
    join_names(doc, ENGLISH)
    assert [name.text for name in doc.ents] == [text]


@pytest.mark.parametrize(("words", "start"), [("the MV Ana Ruiz", 2), ("the U.S.S. Professor Ruiz", 3)])
def test_a_ship_is_nobody(words: str, start: int) -> None:
    """Letters in capitals before somebody's name make it a ship's, a title between or not; "Ms Ana Ruiz" is a person."""
    doc = parsed(words, [3, 3, 3, 3], "det compound compound ROOT", "DET PROPN PROPN PROPN")
    doc.set_ents([Span(doc, start, 4, "PERSON")])
    join_names(doc, ENGLISH)
    assert [(name.text, name.label_) for name in doc.ents] == [(words.removeprefix("the "), "MISC")]
    person = named(parsed("Ms Ana Ruiz", [2, 2, 2], "nmod:desc compound ROOT", "PROPN PROPN PROPN"), 1, 3)
    join_names(person, ENGLISH)
    assert [(name.text, name.label_) for name in person.ents] == [("Ana Ruiz", "PERSON")]


@pytest.mark.parametrize(
    ("words", "heads", "deps", "tags", "names", "expected"),
    [
        (  # the number belongs to the name, wherever the reader ended it
            "it hit Route 2 again",
            [1, 1, 1, 2, 1],
            "nsubj ROOT obj flat advmod",
            "PRP VBD NNP CD RB",
            [],
            [("Route 2", "MISC")],
        ),
        (
            "a film entitled Georgia opened",
            [1, 4, 1, 2, 4],
            "det nsubj acl xcomp ROOT",
            "DT NN VBN NNP VBD",
            [(3, 4, "GPE")],
            [("Georgia", "WORK_OF_ART")],
        ),
        (
            "the Green and Liberal Parties left",
            [4, 4, 3, 1, 5, 5],
            "det amod cc conj nsubj ROOT",
            "DT JJ CC JJ NNPS VBD",
            [(1, 2, "NORP"), (3, 5, "ORG")],
            [("Green", "NORP")],
        ),
    ],
)
def test_what_else_a_name_is(
    words: str,
    heads: list[int],
    deps: str,
    tags: str,
    names: list[tuple[int, int, str]],
    expected: list[tuple[str, str]],
) -> None:
    """Its number is part of it; a title is a work's; of two bodies under one noun the second is not named by its half."""
    pos = [{"NNP": "PROPN", "NNPS": "PROPN", "CD": "NUM", "NN": "NOUN"}.get(tag, "X") for tag in tags.split()]
    lemmas = ["entitle" if word == "entitled" else word.lower() for word in words.split()]
    doc = Doc(NLP.vocab, words.split(), heads=heads, deps=deps.split(), pos=pos, tags=tags.split(), lemmas=lemmas)
    doc.set_ents([Span(doc, start, end, label) for start, end, label in names])
    join_names(doc, ENGLISH)
    assert [(name.text, name.label_) for name in doc.ents] == expected


def test_a_number_before_a_hyphen_begins_a_name() -> None:
    """ "the 2019-nCoV virus"; the reader took the number for a date."""
    words, spaces = "the 2019 - nCoV virus".split(), [True, False, False, True, False]
    doc = Doc(NLP.vocab, words, spaces=spaces, heads=[4, 4, 1, 4, 4], deps="det nummod punct compound ROOT".split())
    doc.set_ents([Span(doc, 1, 2, "DATE"), Span(doc, 3, 4, "MISC")])
    join_names(doc, ENGLISH)
    assert [(name.text, name.label_) for name in doc.ents] == [("2019-nCoV", "MISC")]


def test_a_second_subject_is_that_of_the_clause_below() -> None:
    """ "The picture shows guards carrying flags": guards do not show."""
    doc = parsed(
        "Pictures show guards carrying flags", [1, 1, 1, 1, 3], "nsubj ROOT nsubj ccomp obj", "NOUN VERB NOUN VERB NOUN"
    )
    seat_second_subject(doc, ENGLISH.words)
    assert [(token.text, token.head.text) for token in doc if token.dep_ == "nsubj"] == [
        ("Pictures", "show"),
        ("guards", "carrying"),
    ]


@pytest.mark.parametrize(("verb", "top"), [("announce", "announced"), ("win", "ended")])
def test_who_announces_is_the_subject(verb: str, top: str) -> None:
    """ "Acme announced Monday, work had ended": no description of the work; other participles stay."""
    doc = parsed(
        "Acme announced Monday , work had ended",
        [1, 4, 1, 1, 6, 6, 6],
        "nsubj acl obl punct nsubj aux ROOT",
        "PROPN VERB PROPN PUNCT NOUN AUX VERB",
    )
    doc[1].tag_, doc[1].lemma_ = "VBD", verb
    lift_announcer(doc, ENGLISH.words)
    assert [token.text for token in doc if token.dep_ == "ROOT"] == [top]
    assert doc[6].dep_ == ("ccomp" if top == "announced" else "ROOT")


@pytest.mark.parametrize(("aux", "above"), [("have", "shut"), ("be", "said")])
def test_what_had_happened_is_said(aux: str, above: str) -> None:
    """ "said it was shut and walls had fallen": both are said; "and walls were falling" may be told by the text itself."""
    doc = parsed(
        "Reed said it was shut and walls had fallen",
        [1, 1, 4, 4, 1, 8, 8, 8, 1],
        "nsubj ROOT nsubj:pass aux:pass ccomp cc nsubj aux conj",
        "PROPN VERB PRON AUX VERB CCONJ NOUN AUX VERB",
    )
    doc[1].tag_, doc[1].lemma_ = "VBD", "say"
    doc[7].tag_, doc[7].lemma_ = "VBD", aux
    nest_earlier(doc, ENGLISH.words)
    assert doc[8].head.text == above


def test_a_name_goes_on_behind_a_nickname() -> None:
    """ "Ana "Nina" Ruiz" is one name, with the word in quotation marks."""
    doc = parsed(
        'Ana " Nina " Ruiz left',
        [5, 0, 0, 0, 0, 5],
        "nsubj punct flat punct flat ROOT",
        "PROPN PUNCT PROPN PUNCT PROPN VERB",
    )
    doc = named(doc, 0, 1)
    join_names(doc, ENGLISH)
    assert [(name.text, name.label_) for name in doc.ents] == [('Ana " Nina " Ruiz', "PERSON")]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Ana Fields left . Peru tried Fields", ["Ana Fields", "Fields"]),
        ("Ana Fields left . Peru has fields", ["Ana Fields"]),
        ("Ana Fields left . Fields are green", ["Ana Fields"]),
        ("Ana Fields left . Peru gave Fields Medals", ["Ana Fields"]),
    ],
)
def test_a_name_is_one_wherever_the_text_has_it(words: str, names: list[str]) -> None:
    """A surname of somebody named in full; not the same word in small letters, at a start, or in a longer name."""
    size = len(words.split())
    pos = ["PROPN", "PROPN", "VERB", "PUNCT", *["NOUN"] * (size - 4)]
    doc = Doc(NLP.vocab, words.split(), pos=pos, sent_starts=[at in (0, 4) for at in range(size)])
    doc.set_ents([Span(doc, 0, 2, label="PERSON")])
    join_names(doc, ENGLISH)
    assert [name.text for name in doc.ents] == names


@pytest.mark.parametrize(
    "words",
    ["Aluf Ada Bell", "Ada Bell GCB DSO", "Ada Bell , GCB", "Oberst Ada Bell MP", "Sgan aluf Ada Bell KCB FRAS"],
)
def test_a_name_is_without_rank_and_letters(words: str) -> None:
    """A rank in another language before somebody's name and letters of honor behind it are no part of it."""
    count = len(words.split())
    doc = named(parsed(words, [0] * count, " ".join(["ROOT", *["flat"] * (count - 1)]), "PROPN " * count), 0, count)
    join_names(doc, ENGLISH)
    assert [name.text for name in doc.ents] == ["Ada Bell"]


def test_what_is_paid_is_the_object() -> None:
    """Of two objects the second is the money, and the first who gets it; of two who are paid neither is money."""
    doc = parsed("Verax paid Ohio dollars", [1, 1, 1, 1], "nsubj ROOT obj obj", "PROPN VERB PROPN NOUN")
    part_objects(doc, ENGLISH.words)
    assert [token.dep_ for token in doc[2:]] == ["obj", "obj"]
    doc.set_ents([Span(doc, 3, 4, label="MONEY")])
    part_objects(doc, ENGLISH.words)
    assert [token.dep_ for token in doc[2:]] == ["iobj", "obj"]
