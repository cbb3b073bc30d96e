"""ClearNLP parses, as spaCy's own English pipelines make them, give what the rules find in Universal Dependencies.

All parses are made by hand. A word is written word=lemma/TAG/label/head, heads counted from 1; names follow the sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from kg.annotate.clearnlp_to_ud import RENAMED, to_universal
from kg.annotate.from_doc import parse_of
from kg.extraction import extract
from kg.lang.en import ENGLISH
from kg.model import Document, Proposition

NLP = spacy.blank("en")
Triple = tuple[str, str, str | None]
Arc = tuple[str, str, str]

_POS = {
    "CC": "CCONJ",
    "CD": "NUM",
    "DT": "DET",
    "EX": "PRON",
    "IN": "ADP",
    "MD": "AUX",
    "POS": "PART",
    "RP": "ADP",
    "TO": "PART",
    "PDT": "DET",
    "UH": "INTJ",
    "NNP": "PROPN",
    "NNPS": "PROPN",
    ".": "PUNCT",
    ",": "PUNCT",
}
_POS_OF_LETTER = {"J": "ADJ", "N": "NOUN", "P": "PRON", "R": "ADV", "V": "VERB", "W": "PRON"}


def parse(marked: str, **names: str) -> Doc:
    """A Doc from its written form; `names` are lists of names, separated by ";", by entity label."""
    rows = [word.rsplit("/", 3) for word in marked.split()]
    words = [row[0].split("=")[0] for row in rows]
    lemmas = [row[0].split("=")[-1] if "=" in row[0] or row[1].startswith("NNP") else row[0].lower() for row in rows]
    pos = [_pos(lemma, row[1], row[2]) for lemma, row in zip(lemmas, rows, strict=True)]
    doc = Doc(
        NLP.vocab,
        words=words,
        spaces=[after not in (".", ",", "?", "'s", "n't") for after in [*words[1:], "."]],
        tags=[row[1] for row in rows],
        pos=pos,
        lemmas=lemmas,
        heads=[int(row[3]) - 1 for row in rows],
        deps=[row[2] for row in rows],
    )
    for label, listed in names.items():
        for name in listed.split(";"):
            start = doc.text.index(name)
            span = doc.char_span(start, start + len(name), label=label)
            assert span is not None, name
            doc.set_ents([span], default="unmodified")
    return doc


def _pos(lemma: str, tag: str, label: str) -> str:
    if lemma == "be" or (label in ("aux", "auxpass") and tag != "TO"):
        return "AUX"
    return _POS.get(tag) or _POS_OF_LETTER[tag[0]]


def propositions(doc: Doc) -> tuple[Proposition, ...]:
    return extract(parse_of(to_universal(doc), Document("d", doc.text), ENGLISH)).propositions


def triples(doc: Doc) -> list[Triple]:
    return [
        (item.subject.span.text, item.predicate.key, item.object.span.text if item.object is not None else None)
        for item in propositions(doc)
    ]


def arcs(doc: Doc) -> list[Arc]:
    """Word, label and head of each word that is no punctuation."""
    return [(token.text, token.dep_, token.head.text) for token in doc if not token.is_punct]


@dataclass(frozen=True)
class Case:
    construction: str
    doc: Doc
    expected: list[Triple]
    last: str = "affirmed actual"  # polarity, modality and holder of the last proposition


CASES = [
    Case(
        "dobj",
        parse(
            "Russia/NNP/nsubj/2 backs=back/VBZ/ROOT/2 Nicolas/NNP/compound/4 Maduro/NNP/dobj/2 ././punct/2",
            GPE="Russia",
            PERSON="Nicolas Maduro",
        ),
        [("Russia", "back", "Nicolas Maduro")],
    ),
    Case(
        "nsubjpass, auxpass, agent",
        parse(
            "Maduro/NNP/nsubjpass/3 was=be/VBD/auxpass/3 backed=back/VBN/ROOT/3 by/IN/agent/3 "
            "Russia/NNP/pobj/4 ././punct/3",
            PERSON="Maduro",
            GPE="Russia",
        ),
        [("Russia", "back", "Maduro")],
    ),
    Case(
        "dative without preposition",
        parse(
            "Tehran/NNP/nsubj/2 gave=give/VBD/ROOT/2 Damascus/NNP/dative/2 weapons=weapon/NNS/dobj/2 ././punct/2",
            GPE="Tehran;Damascus",
        ),
        [("Tehran", "give", "weapons")],
    ),
    Case(
        "dative with preposition",
        parse(
            "Tehran/NNP/nsubj/2 gave=give/VBD/ROOT/2 weapons=weapon/NNS/dobj/2 to/IN/dative/2 "
            "Damascus/NNP/pobj/4 ././punct/2",
            GPE="Tehran;Damascus",
        ),
        [("Tehran", "give", "weapons")],
    ),
    Case(
        "prep under a verb and under a noun",
        parse(
            "Brazil/NNP/nsubj/2 voted=vote/VBD/ROOT/2 against/IN/prep/2 a/DT/det/5 ban/NN/pobj/3 on/IN/prep/5 "
            "gas/NN/pobj/6 in/IN/prep/2 Geneva/NNP/pobj/8 ././punct/2",
            GPE="Brazil;Geneva",
        ),
        [("Brazil", "vote against", "a ban on gas")],
    ),
    Case(
        "because of",
        parse(
            "Canada/NNP/nsubj/2 closed=close/VBD/ROOT/2 its/PRP$/poss/4 embassy/NN/dobj/2 because/IN/prep/2 "
            "of/IN/pcomp/5 riots=riot/NNS/pobj/5 ././punct/2",
            GPE="Canada",
        ),
        [("Canada", "close", "its embassy")],
    ),
    Case(
        "according to",
        parse(
            "According=accord/VBG/prep/6 to/IN/prep/1 Oslo/NNP/pobj/2 ,/,/punct/6 talks=talk/NNS/nsubj/6 "
            "failed=fail/VBD/ROOT/6 ././punct/6",
            GPE="Oslo",
        ),
        [("talks", "fail", None)],
        last="affirmed actual Oslo",
    ),
    Case(
        "from ... to",
        parse(
            "Guaido/NNP/nsubj/2 flew=fly/VBD/ROOT/2 from/IN/prep/2 Bogota/NNP/pobj/3 to/IN/prep/3 "
            "Paris/NNP/pobj/5 ././punct/2",
            PERSON="Guaido",
            GPE="Bogota;Paris",
        ),
        [("Guaido", "fly from", "Bogota")],
    ),
    Case(
        "pcomp",
        parse(
            "Washington/NNP/nsubj/2 accused=accuse/VBD/ROOT/2 Moscow/NNP/dobj/2 of/IN/prep/2 "
            "breaking=break/VBG/pcomp/4 the/DT/det/7 treaty/NN/dobj/5 ././punct/2",
            GPE="Washington;Moscow",
        ),
        [("Washington", "accuse", "Moscow"), ("Moscow", "break", "the treaty")],
        last="affirmed actual Washington",
    ),
    Case(
        "attr under be",
        parse(
            "Cuba/NNP/nsubj/2 is=be/VBZ/ROOT/2 a/DT/det/5 loyal/JJ/amod/5 ally/NN/attr/2 of/IN/prep/5 "
            "Venezuela/NNP/pobj/6 ././punct/2",
            GPE="Cuba;Venezuela",
        ),
        [("Cuba", "be ally", "a loyal ally of Venezuela")],
    ),
    Case(
        "acomp under be, neg",
        parse(
            "Peru/NNP/nsubj/2 is=be/VBZ/ROOT/2 not/RB/neg/2 hostile/JJ/acomp/2 to/IN/prep/4 "
            "Chile/NNP/pobj/5 ././punct/2",
            GPE="Peru;Chile",
        ),
        [("Peru", "be", "hostile")],
        last="negated actual",
    ),
    Case(
        "a preposition under be",
        parse(
            "Guaido/NNP/nsubj/2 was=be/VBD/ROOT/2 in/IN/prep/2 Bogota/NNP/pobj/3 on/IN/prep/2 "
            "Friday/NNP/pobj/5 ././punct/2",
            PERSON="Guaido",
            GPE="Bogota",
            DATE="Friday",
        ),
        [("Guaido", "be in", "Bogota")],
    ),
    Case(
        "attr under another verb",
        parse(
            "China/NNP/nsubj/2 remained=remain/VBD/ROOT/2 a/DT/det/4 partner/NN/attr/2 of/IN/prep/4 "
            "Iran/NNP/pobj/5 ././punct/2",
            GPE="China;Iran",
        ),
        [("China", "be partner", "a partner of Iran")],
    ),
    Case(
        "oprd",
        parse(
            "Guaido/NNP/nsubj/2 declared=declare/VBD/ROOT/2 himself/PRP/dobj/2 president/NN/oprd/2 ././punct/2",
            PERSON="Guaido",
        ),
        [("Guaido", "declare", "himself"), ("Guaido", "be president", "president")],
        last="affirmed actual Guaido",
    ),
    Case(
        "a small clause",
        parse(
            "The/DT/det/2 court/NN/nsubj/3 considers=consider/VBZ/ROOT/3 him/PRP/nsubj/5 "
            "guilty/JJ/ccomp/3 of/IN/prep/5 theft/NN/pobj/6 ././punct/3"
        ),
        [("The court", "consider", "him")],
        last="affirmed actual",
    ),
    Case(
        "relcl",
        parse(
            "The/DT/det/2 general/NN/nsubj/6 who/WP/nsubj/4 rules=rule/VBZ/relcl/2 Egypt/NNP/dobj/4 "
            "met=meet/VBD/ROOT/6 "
            "the/DT/det/8 envoy/NN/dobj/6 ././punct/6",
            GPE="Egypt",
        ),
        [("The general", "rule", "Egypt"), ("The general", "meet", "the envoy")],
    ),
    Case(
        "relcl of be",
        parse(
            "Lula/NNP/nsubj/9 ,/,/punct/1 who/WP/nsubj/4 is=be/VBZ/relcl/1 president/NN/attr/4 "
            "of/IN/prep/5 Brazil/NNP/pobj/6 "
            ",/,/punct/1 visited=visit/VBD/ROOT/9 Lisbon/NNP/dobj/9 ././punct/9",
            PERSON="Lula",
            GPE="Brazil;Lisbon",
        ),
        [("Lula", "be president", "president of Brazil"), ("Lula", "visit", "Lisbon")],
    ),
    Case(
        "compounds before a person's name, npadvmod",
        parse(
            "U.S./NNP/compound/5 Vice/NNP/compound/3 President/NNP/compound/5 Mike/NNP/compound/5 Pence/NNP/nsubj/6 "
            "visited=visit/VBD/ROOT/6 Bogota/NNP/dobj/6 Tuesday/NNP/npadvmod/6 ././punct/6",
            GPE="U.S.;Bogota",
            PERSON="Mike Pence",
            DATE="Tuesday",
        ),
        [
            ("U.S. Vice President Mike Pence", "visit", "Bogota"),
            ("Mike Pence", "be vice president", "U.S. Vice President"),
        ],
    ),
    Case(
        "a chain of conj",
        parse(
            "Russia/NNP/nsubj/6 ,/,/punct/1 China/NNP/conj/1 and/CC/cc/3 Iran/NNP/conj/3 "
            "support=support/VBP/ROOT/6 Syria/NNP/dobj/6 ././punct/6",
            GPE="Russia;China;Iran;Syria",
        ),
        [("Russia, China and Iran", "support", "Syria")],
    ),
    Case(
        "conj of prepositions",
        parse(
            "Turkey/NNP/nsubj/2 fought=fight/VBD/ROOT/2 in/IN/prep/2 Syria/NNP/pobj/3 and/CC/cc/3 "
            "in/IN/conj/3 Libya/NNP/pobj/6 ././punct/2",
            GPE="Turkey;Syria;Libya",
        ),
        [("Turkey", "fight in", "Syria and in Libya")],
    ),
    Case(
        "conj of be and another verb",
        parse(
            "Hungary/NNP/nsubj/2 is=be/VBZ/ROOT/2 a/DT/det/4 member/NN/attr/2 of/IN/prep/4 NATO/NNP/pobj/5 and/CC/cc/2 "
            "buys=buy/VBZ/conj/2 gas/NN/dobj/8 from/IN/prep/8 Russia/NNP/pobj/10 ././punct/2",
            GPE="Hungary;Russia",
            ORG="NATO",
        ),
        [("Hungary", "be member", "a member of NATO"), ("Hungary", "buy", "gas")],
    ),
    Case(
        "preconj",
        parse(
            "Neither/CC/preconj/2 Oman/NNP/nsubj/5 nor/CC/cc/2 Qatar/NNP/conj/2 joined=join/VBD/ROOT/5 "
            "the/DT/det/7 war/NN/dobj/5 ././punct/5",
            GPE="Oman;Qatar",
        ),
        [("Oman nor Qatar", "join", "the war")],
        last="negated actual",
    ),
    Case(
        "aux, neg",
        parse(
            "Moscow/NNP/nsubj/4 will/MD/aux/4 not/RB/neg/4 send/VB/ROOT/4 troops=troop/NNS/dobj/4 ././punct/4",
            GPE="Moscow",
        ),
        [("Moscow", "send", "troops")],
        last="negated planned",
    ),
    Case(
        "xcomp with to as aux",
        parse(
            "Kyiv/NNP/nsubj/2 tried=try/VBD/ROOT/2 to/TO/aux/4 join/VB/xcomp/2 NATO/NNP/dobj/4 ././punct/2",
            GPE="Kyiv",
            ORG="NATO",
        ),
        [("Kyiv", "join", "NATO")],
        last="affirmed planned",
    ),
    Case(
        "nsubj of an infinitive",
        parse(
            "Brazil/NNP/nsubj/2 wants=want/VBZ/ROOT/2 Russia/NNP/nsubj/5 to/TO/aux/5 leave/VB/ccomp/2 "
            "Venezuela/NNP/dobj/5 ././punct/2",
            GPE="Brazil;Russia;Venezuela",
        ),
        [("Brazil", "want", "Russia"), ("Russia", "leave", "Venezuela")],
        last="affirmed hypothetical Brazil",
    ),
    Case(
        "a subjunctive keeps its subject",
        parse(
            "Poland/NNP/nsubj/2 demands=demand/VBZ/ROOT/2 Belarus/NNP/nsubj/4 free/VB/ccomp/2 "
            "him/PRP/dobj/4 ././punct/2",
            GPE="Poland;Belarus",
        ),
        [("Poland", "demand", "Belarus free him"), ("Belarus", "free", "him")],
        last="affirmed requested Poland",
    ),
    Case(
        "expl",
        parse(
            "There/EX/expl/2 are=be/VBP/ROOT/2 Russian/JJ/amod/4 soldiers=soldier/NNS/attr/2 in/IN/prep/2 "
            "Mali/NNP/pobj/5 ././punct/2",
            NORP="Russian",
            GPE="Mali",
        ),
        [("Russian soldiers", "be in", "Mali")],
    ),
    Case(
        "prt",
        parse(
            "The/DT/det/2 army/NN/nsubj/3 set=set/VBD/ROOT/3 up/RP/prt/3 camps=camp/NNS/dobj/3 "
            "near/IN/prep/3 Kidal/NNP/pobj/6 ././punct/3",
            GPE="Kidal",
        ),
        [("The army", "set up", "camps")],
    ),
    Case(
        "agent in a participle after a noun",
        parse(
            "Rebels=rebel/NNS/nsubj/5 armed=arm/VBN/acl/1 by/IN/agent/2 Rwanda/NNP/pobj/3 "
            "took=take/VBD/ROOT/5 Goma/NNP/dobj/5 ././punct/5",
            GPE="Rwanda;Goma",
        ),
        [("Rwanda", "arm", "Rebels"), ("Rebels armed by Rwanda", "take", "Goma")],
    ),
    Case(
        "poss, case",
        parse(
            "Russia/NNP/poss/3 's/POS/case/1 support/NN/nsubj/6 for/IN/prep/3 Serbia/NNP/pobj/4 "
            "angers=anger/VBZ/ROOT/6 Kosovo/NNP/dobj/6 ././punct/6",
            GPE="Russia;Serbia;Kosovo",
        ),
        [("Russia's support for Serbia", "anger", "Kosovo"), ("Russia", "support for", "Serbia")],
    ),
    Case(
        "appos",
        parse(
            "Maria/NNP/compound/2 Zakharova/NNP/nsubj/9 ,/,/punct/2 a/DT/det/5 spokeswoman/NN/appos/2 "
            "of/IN/prep/5 Moscow/NNP/pobj/6 "
            ",/,/punct/2 left=leave/VBD/ROOT/9 Geneva/NNP/dobj/9 ././punct/9",
            PERSON="Maria Zakharova",
            GPE="Moscow;Geneva",
        ),
        [("Maria Zakharova", "leave", "Geneva"), ("Maria Zakharova", "be spokeswoman", "a spokeswoman of Moscow")],
    ),
    Case(
        "ccomp",
        parse(
            "Kim/NNP/nsubj/2 said=say/VBD/ROOT/2 that/IN/mark/5 Seoul/NNP/nsubj/5 broke=break/VBD/ccomp/2 "
            "the/DT/det/7 truce/NN/dobj/5 ././punct/2",
            PERSON="Kim",
            GPE="Seoul",
        ),
        [("Kim", "say", "Seoul broke the truce"), ("Seoul", "break", "the truce")],
        last="affirmed actual Kim",
    ),
    Case(
        "advcl of be",
        parse(
            "If/IN/mark/3 Serbia/NNP/nsubj/3 is=be/VBZ/advcl/8 a/DT/det/5 candidate/NN/attr/3 ,/,/punct/8 "
            "Albania/NNP/nsubj/8 "
            "leaves=leave/VBZ/ROOT/8 the/DT/det/10 talks=talk/NNS/dobj/8 ././punct/8",
            GPE="Serbia;Albania",
        ),
        [("Serbia", "be candidate", "a candidate"), ("Albania", "leave", "the talks")],
        last="affirmed conditional",
    ),
    Case(
        "without and pcomp",
        parse(
            "Iran/NNP/nsubj/2 left=leave/VBD/ROOT/2 Vienna/NNP/dobj/2 without/IN/prep/2 "
            "signing=sign/VBG/pcomp/4 the/DT/det/7 deal/NN/dobj/5 ././punct/2",
            GPE="Iran;Vienna",
        ),
        [("Iran", "leave", "Vienna"), ("Iran", "sign", "the deal")],
        last="negated actual",
    ),
    Case(
        "being as pcomp",
        parse(
            "Mali/NNP/nsubj/2 accused=accuse/VBD/ROOT/2 him/PRP/dobj/2 of/IN/prep/2 being=be/VBG/pcomp/4 "
            "a/DT/det/7 spy/NN/attr/5 ././punct/2",
            GPE="Mali",
        ),
        [("Mali", "accuse", "him"), ("him", "be spy", "a spy")],
        last="affirmed actual Mali",
    ),
    Case(
        "is to",
        parse(
            "Padrino/NNP/nsubj/2 is=be/VBZ/ROOT/2 to/TO/aux/4 visit/VB/xcomp/2 Moscow/NNP/dobj/4 ././punct/2",
            PERSON="Padrino",
            GPE="Moscow",
        ),
        [("Padrino", "visit", "Moscow")],
        last="affirmed planned",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case.construction for case in CASES])
def test_propositions(case: Case) -> None:
    """A ClearNLP parse gives the propositions, and the status of the last one, that a reader of the sentence expects."""
    found = propositions(case.doc)
    holders = [item.source.span.text for item in found[-1].attribution if item.source is not None]
    assert triples(case.doc) == case.expected
    assert " ".join([found[-1].polarity, found[-1].modality, *holders]) == case.last


def test_enough_constructions() -> None:
    """The table above is whole: one case a construction, and every label that is renamed stands in some parse of this file."""
    docs = [case.doc for case in CASES] + [parse(written, **names) for written, names, _ in TREES]
    labels = {token.dep_ for doc in docs for token in doc}
    assert len({case.construction for case in CASES}) == len(CASES) >= 30
    assert set(RENAMED) - labels == set()


TREES: list[tuple[str, dict[str, str], list[Arc]]] = [
    (  # the inner preposition below the outer one
        "Ships=ship/NNS/nsubj/2 sank=sink/VBD/ROOT/2 because/IN/prep/2 of/IN/prep/3 storms=storm/NNS/pobj/4",
        {},
        [
            ("Ships", "nsubj", "sank"),
            ("sank", "ROOT", "sank"),
            ("because", "case", "storms"),
            ("of", "fixed", "because"),
            ("storms", "obl", "sank"),
        ],
    ),
    (  # beside its noun
        "Ships=ship/NNS/nsubj/2 sank=sink/VBD/ROOT/2 because/IN/prep/2 of/IN/pcomp/3 storms=storm/NNS/pobj/3",
        {},
        [
            ("Ships", "nsubj", "sank"),
            ("sank", "ROOT", "sank"),
            ("because", "case", "storms"),
            ("of", "fixed", "because"),
            ("storms", "obl", "sank"),
        ],
    ),
    (  # two prepositions that are not one
        "Smoke=smoke/NN/nsubj/2 rose=rise/VBD/ROOT/2 from/IN/prep/2 behind/IN/pcomp/3 hills=hill/NNS/pobj/4",
        {},
        [
            ("Smoke", "nsubj", "rose"),
            ("rose", "ROOT", "rose"),
            ("from", "case", "hills"),
            ("behind", "case", "hills"),
            ("hills", "obl", "rose"),
        ],
    ),
    (  # an adverb that is half a preposition
        "They/PRP/nsubj/2 talk/VBP/ROOT/2 instead/RB/advmod/2 of/IN/prep/3 fighting=fight/VBG/pcomp/4",
        {},
        [
            ("They", "nsubj", "talk"),
            ("talk", "ROOT", "talk"),
            ("instead", "mark", "fighting"),
            ("of", "fixed", "instead"),
            ("fighting", "advcl", "talk"),
        ],
    ),
    (
        "Allies=ally/NNS/ROOT/1 such/JJ/amod/3 as/IN/prep/1 Cuba/NNP/pobj/3",
        {},
        [
            ("Allies", "ROOT", "Allies"),
            ("such", "case", "Cuba"),
            ("as", "case", "Cuba"),
            ("Cuba", "nmod", "Allies"),
        ],
    ),
    (
        "From/IN/prep/5 Bogota/NNP/pobj/1 to/IN/prep/1 Lima/NNP/pobj/3 flew=fly/VBD/ROOT/5 he/PRP/nsubj/5",
        {},
        [
            ("From", "case", "Bogota"),
            ("Bogota", "obl", "flew"),
            ("to", "case", "Lima"),
            ("Lima", "obl", "flew"),
            ("flew", "ROOT", "flew"),
            ("he", "nsubj", "flew"),
        ],
    ),
    (  # a stranded preposition stands for its noun
        "the/DT/det/2 man/NN/ROOT/2 they/PRP/nsubj/4 voted=vote/VBD/relcl/2 for/IN/prep/4",
        {},
        [
            ("the", "det", "man"),
            ("man", "ROOT", "man"),
            ("they", "nsubj", "voted"),
            ("voted", "acl:relcl", "man"),
            ("for", "obl", "voted"),
        ],
    ),
    (
        "Secretary/NNP/nmod/5 of/IN/prep/1 State/NNP/pobj/2 Antony/NNP/compound/5 Blinken/NNP/nsubj/6 "
        "left=leave/VBD/ROOT/6",
        {"PERSON": "Antony Blinken"},
        [
            ("Secretary", "nmod:desc", "Antony"),
            ("of", "case", "State"),
            ("State", "nmod", "Secretary"),
            ("Antony", "nsubj", "left"),
            ("Blinken", "flat", "Antony"),
            ("left", "ROOT", "left"),
        ],
    ),
    (
        "Maduro/NNP/poss/4 's/POS/case/1 ally/NN/compound/4 Tareck/NNP/nsubj/5 fled=flee/VBD/ROOT/5",
        {"PERSON": "Maduro;Tareck"},
        [
            ("Maduro", "nmod:poss", "ally"),
            ("'s", "case", "Maduro"),
            ("ally", "nmod:desc", "Tareck"),
            ("Tareck", "nsubj", "fled"),
            ("fled", "ROOT", "fled"),
        ],
    ),
    (  # a name that is a modifier has no title
        "the/DT/det/3 Trump/NNP/compound/3 aide/NN/ROOT/3",
        {"PERSON": "Trump"},
        [("the", "det", "aide"), ("Trump", "compound", "aide"), ("aide", "ROOT", "aide")],
    ),
    (
        "It/PRP/nsubj/2 fell=fall/VBD/ROOT/2 ,/,/punct/2 rose=rise/VBD/conj/2 and/CC/cc/4 "
        "stayed=stay/VBD/conj/4 up/RP/prt/6",
        {},
        [
            ("It", "nsubj", "fell"),
            ("fell", "ROOT", "fell"),
            ("rose", "conj", "fell"),
            ("and", "cc", "stayed"),
            ("stayed", "conj", "fell"),
            ("up", "compound:prt", "stayed"),
        ],
    ),
    (  # what he did besides is his, not hers
        "She/PRP/nsubj/2 left=leave/VBD/ROOT/2 ,/,/punct/2 he/PRP/nsubj/5 sat=sit/VBD/conj/2 and/CC/cc/5 "
        "wept=weep/VBD/conj/5 out/RP/prt/7",
        {},
        [
            ("She", "nsubj", "left"),
            ("left", "ROOT", "left"),
            ("he", "nsubj", "sat"),
            ("sat", "conj", "left"),
            ("and", "cc", "wept"),
            ("wept", "conj", "sat"),
            ("out", "compound:prt", "wept"),
        ],
    ),
    (  # "to" is the first auxiliary here, and the infinitive has a copula
        "He/PRP/nsubj/2 wants=want/VBZ/ROOT/2 it/PRP/nsubj/5 to/TO/aux/5 be/VB/ccomp/2 free/JJ/acomp/5",
        {},
        [
            ("He", "nsubj", "wants"),
            ("wants", "ROOT", "wants"),
            ("it", "obj", "wants"),
            ("to", "mark", "free"),
            ("be", "cop", "free"),
            ("free", "xcomp", "wants"),
        ],
    ),
    (
        "Oil=oil/NN/nsubjpass/3 is=be/VBZ/auxpass/3 sold=sell/VBN/ROOT/3 there/RB/advmod/3 by/IN/agent/3 "
        "smuggling=smuggle/VBG/pcomp/5",
        {},
        [
            ("Oil", "nsubj:pass", "sold"),
            ("is", "aux:pass", "sold"),
            ("sold", "ROOT", "sold"),
            ("there", "advmod", "sold"),
            ("by", "mark", "smuggling"),
            ("smuggling", "advcl", "sold"),
        ],
    ),
    (
        "Yes=yes/UH/intj/4 ,/,/punct/4 they/PRP/nsubj/4 were=be/VBD/ROOT/4 there/RB/advmod/4",
        {},
        [
            ("Yes", "discourse", "there"),
            ("they", "nsubj", "there"),
            ("were", "cop", "there"),
            ("there", "ROOT", "there"),
        ],
    ),
    (
        "What=what/WP/csubjpass/3 was=be/VBD/auxpass/3 said=say/VBN/ROOT/3 about/RB/quantmod/5 ten/CD/nummod/7 "
        "such/PDT/predet/7 days=day/NNS/npadvmod/3 both/CC/preconj/3 P.S./NN/meta/3",
        {},
        [
            ("What", "csubj:pass", "said"),
            ("was", "aux:pass", "said"),
            ("said", "ROOT", "said"),
            ("about", "advmod", "ten"),
            ("ten", "nummod", "days"),
            ("such", "det:predet", "days"),
            ("days", "obl:unmarked", "said"),
            ("both", "cc:preconj", "said"),
            ("P.S.", "dep", "said"),
        ],
    ),
    (
        "The/DT/det/2 vote/NN/nsubj/4 Monday/NNP/npadvmod/2 had=have/VBD/ROOT/4 no/DT/neg/6 winner/NN/dobj/4",
        {},
        [
            ("The", "det", "vote"),
            ("vote", "nsubj", "had"),
            ("Monday", "nmod:unmarked", "vote"),
            ("had", "ROOT", "had"),
            ("no", "det", "winner"),
            ("winner", "obj", "had"),
        ],
    ),
]


@pytest.mark.parametrize(
    ("written", "names", "expected"), TREES, ids=[written.split("/")[0] for written, _, _ in TREES]
)
def test_trees(written: str, names: dict[str, str], expected: list[Arc]) -> None:
    """Where the propositions do not show it: heads and labels are those of UD."""
    assert arcs(to_universal(parse(written, **names))) == expected


def test_universal_is_left_alone() -> None:
    """A parse in UD is given back as it is, also one that has every label that the two schemes share."""
    doc = parse(
        "Peru/NNP/nsubj/5 is=be/VBZ/cop/5 an/DT/det/5 old/JJ/amod/5 ally/NN/ROOT/5 of/IN/case/7 "
        "Chile/NNP/nmod/5 ././punct/5"
    )
    assert to_universal(doc) is doc
    empty = Doc(NLP.vocab)
    assert to_universal(empty) is empty


def test_only_heads_and_labels_change() -> None:
    """Words, spaces, tags, lemmas, names, sentences and user data are those of the parse, which itself stays as it was."""
    doc = Doc.from_docs([CASES[0].doc, CASES[1].doc])
    doc.user_data["source"] = "invented"
    before = doc.to_json()
    result = to_universal(doc)
    assert doc.to_json() == before
    after = result.to_json()
    for token in (*before["tokens"], *after["tokens"]):
        del token["head"], token["dep"]
    assert after == before
    assert len(list(result.sents)) == 2
    assert result.user_data == doc.user_data


@st.composite
def parses(draw: st.DrawFn) -> Doc:
    """Any tree with any labels over a few words that the conversion looks at, partly a person's name."""
    size = draw(st.integers(1, 9))
    words = draw(
        st.lists(st.sampled_from("because of to be is there such as Ann and".split()), min_size=size, max_size=size)
    )
    order = draw(st.permutations(range(size)))
    heads = [0] * size
    for place, index in enumerate(order):
        heads[index] = order[draw(st.integers(0, place - 1))] if place else index
    label = st.sampled_from(
        [*sorted(RENAMED), "nsubj", "conj", "cc", "compound", "aux", "ccomp", "expl", "nmod", "xcomp"]
    )
    start = draw(st.integers(0, size))
    doc = Doc(
        NLP.vocab,
        words=words,
        heads=heads,
        deps=["ROOT" if head == index else draw(label) for index, head in enumerate(heads)],
        tags=[draw(st.sampled_from(["NN", "VB", "VBG", "TO", "RB"])) for _ in words],
        pos=[draw(st.sampled_from(["NOUN", "PROPN", "VERB", "AUX", "ADP"])) for _ in words],
        lemmas=["be" if word == "is" else word for word in words],
    )
    if start < size:
        doc.set_ents([Span(doc, start, draw(st.integers(start + 1, size)), "PERSON")])
    return doc


@given(parses())
def test_any_tree_stays_a_tree(doc: Doc) -> None:
    """However odd the parse: one root, every word below it, no label of ClearNLP's own left, and a second time changes nothing."""
    result = to_universal(doc)
    assert [token.text for token in result if token.head == token] == [
        token.text for token in result if token.dep_ == "ROOT"
    ]
    assert len([token for token in result if token.dep_ == "ROOT"]) == 1
    assert all(token.dep_ == "ROOT" or any(above.dep_ == "ROOT" for above in token.ancestors) for token in result)
    assert not {token.dep_ for token in result} & set(RENAMED)
    assert to_universal(result) is result
