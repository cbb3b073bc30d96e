"""Entities across documents: one or two, their types, names and IRIs, and that nothing depends on order."""

from __future__ import annotations

import json
from itertools import permutations

import pytest
from build import GAZETTEER, Reading
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.iri import WD, Minter, is_safe
from kg.lang.en import ENGLISH
from kg.model import Span
from kg.resolve import resolve
from kg.resources.gazetteer import Gazetteer, Row

APART = {
    "father and son": (
        "[George W. Bush|PERSON] spoke.",
        "[George H. W. Bush|PERSON] spoke.",
        "George W. Bush",
        "George H. W. Bush",
    ),
    "one surname, two documents": ("[Trump|PERSON] spoke.", "[Trump|PERSON] left.", "Trump", "Trump"),
    "an initial, two documents": ("[J. Bolton|PERSON] spoke.", "[J. Bolton|PERSON] left.", "J. Bolton", "J. Bolton"),
    "a surname and the full name": ("[Bolton|PERSON] spoke.", "[John Bolton|PERSON] left.", "Bolton", "John Bolton"),
    "two ministries": (
        "[The Foreign Ministry|ORG] spoke.",
        "[The Foreign Ministry|ORG] left.",
        "The Foreign Ministry",
        "The Foreign Ministry",
    ),
    "described things": ("[the soldiers|ns] came.", "[the soldiers|ns] left.", "the soldiers", "the soldiers"),
    "a person and a company": ("[Kim Roe|PERSON] came.", "[Kim Roe|ORG] hired.", "Kim Roe", "Kim Roe"),
    "a place and a company": ("[Xanadu|LOC] is far.", "[Xanadu|ORG] hired.", "Xanadu", "Xanadu"),
    "Russians and Russia": ("[Russians|NORP] came.", "[Russia|GPE] left.", "Russians", "Russia"),
    "city and government": ("They met in [Moscow|GPE].", "They praised [Russia|GPE].", "Moscow", "Russia"),
    "Kim and Kim": ("[Kim Jong Un|PERSON] came.", "[Kim Jong Il|PERSON] left.", "Kim Jong Un", "Kim Jong Il"),
    "Niger and Nigeria": ("[Niger|GPE] voted.", "[Nigeria|GPE] voted.", "Niger", "Nigeria"),
}
TOGETHER = {
    "accents": ("[Juan Guaidó|PERSON] spoke.", "[Juan Guaido|PERSON] left.", "Juan Guaidó", "Juan Guaido"),
    "middle name": (
        "[John Bolton|PERSON] spoke.",
        "[John Robert Bolton|PERSON] left.",
        "John Bolton",
        "John Robert Bolton",
    ),
    "title": ("[President [Xi Jinping|PERSON]|name] spoke.", "[Xi Jinping|PERSON] left.", "Xi Jinping", "Xi Jinping"),
    "surnames with their full names": (
        "[Maria Zakharova|PERSON] and [Zakharova|PERSON] spoke.",
        "[Zakharova|PERSON] is [Maria Zakharova|PERSON].",
        "Zakharova",
        "Zakharova",
    ),
    "abbreviation": ("[The U.S.|GPE] left.", "[The United States|GPE] left.", "The U.S.", "The United States"),
    "a ministry by adjective and by owner": (
        "[The Kazakh Foreign Ministry|ORG] spoke.",
        "[Kazakhstan's Ministry of Foreign Affairs|ORG] left.",
        "The Kazakh Foreign Ministry",
        "Kazakhstan's Ministry of Foreign Affairs",
    ),
    "an organization in capitals": (
        "[Acme Widgets|ORG] hired.",
        "[ACME WIDGETS|ORG] hired.",
        "Acme Widgets",
        "ACME WIDGETS",
    ),
    "what the reader has no label for": ("[Xanadu|LOC] is far.", "[Xanadu|MISC] is far.", "Xanadu", "Xanadu"),
    "a place that readers take for a person": ("[Xanadu|PERSON] fell.", "[Xanadu|GPE] rose.", "Xanadu", "Xanadu"),
    "a people": ("[Russians|NORP] came.", "[The Russians|NORP] left.", "Russians", "The Russians"),
    "a surname that only its document can know": (
        "[Donald Trump|PERSON] spoke. [Trump|PERSON] left.",
        "[Donald Trump|PERSON] slept. [Trump|GPE] woke.",
        "Trump",
        "Trump",
    ),
}


@pytest.mark.parametrize("case", APART)
def test_two_documents_two_entities(case: str) -> None:
    """What only looks alike stays two entities, with two IRIs."""
    first, second, one, other = APART[case]
    reading = Reading([first, second])
    found = reading.entity(f"{one}@d1"), reading.entity(f"{other}@d2")
    assert found[0] is not None
    assert found[1] is not None
    assert found[0].id != found[1].id


@pytest.mark.parametrize("case", TOGETHER)
def test_two_documents_one_entity(case: str) -> None:
    """What is the same in both is one entity."""
    first, second, one, other = TOGETHER[case]
    reading = Reading([first, second])
    assert reading.entity(f"{one}@d1") is not None
    assert reading.entity(f"{one}@d1") == reading.entity(f"{other}@d2")


TYPES = {
    "[Peru|GPE]": "Country",
    "[Lima|GPE]": "City",
    "[Xanadu|GPE]": "Place",
    "[Xanadu|LOC]": "Place",
    "[Xanadu Airport|FAC]": "Facility",
    "[Xanadu Airport|ORG]": "Facility",
    "[Robin Doe|PERSON]": "Person",
    "[Acme|ORG]": "Organization",
    "[Acme Inc.|ORG]": "Company",
    "[Bank of Xanadu|ORG]": "Organization",
    "[Ministry of Magic|ORG]": "GovernmentBody",
    "[Xanadu People's Party|ORG]": "PoliticalParty",
    "[The Treaty of Xanadu|LAW]": "Work",
    "[The Xanadu War|EVENT]": "Event",
    "[Peruvians|NORP]": "Group",
    "[Xanadians|NORP]": "Group",
    "[Xanadu|MISC]": "Thing",
    "[Xanadu|]": "Thing",
    "[NATO|ORG]": "IntergovernmentalOrganization",
    "[The Kremlin|FAC]": "GovernmentBody",
    "[a soldier|n]": "Person",
    "[the rebels|ns]": "Group",
    "[the court|n]": "GovernmentBody",
    "[the summit|n]": "Event",
    "[the plane|n]": "Concept",
}


@pytest.mark.parametrize("text", TYPES)
def test_types(text: str) -> None:
    """The gazetteer says the class, else the noun in the name, else the reader's label."""
    (entity,) = Reading([f"{text} is it."]).resolved.entities
    assert entity.type == TYPES[text]


def test_the_label_that_most_mentions_have_gives_the_type() -> None:
    """One wrong label does not change what a thing is."""
    reading = Reading(["[Acme|ORG] and [Acme|LOC] and [Acme|ORG].", "[Acme|MISC]."])
    assert [entity.type for entity in reading.resolved.entities] == ["Organization"]


def test_an_unknown_place_is_soon_taken_for_a_person() -> None:
    """A single name is a person's only where that label clearly prevails, or a title stands before it."""
    place, person = (
        "[Xanadu|PERSON] fell. [Xanadu|GPE] fell. [Xanadu|PERSON] rose.",
        "[Zog|PERSON] and [Zog|PERSON], [Zog|PERSON] of [Zog|ORG].",
    )
    titled = "[Mr. [Zog|PERSON]|name] rose. [Zog|ORG] fell. [Zog|GPE] too."
    assert [[entity.type for entity in Reading([text]).resolved.entities] for text in (place, person, titled)] == [
        ["Place"],
        ["Person"],
        ["Person"],
    ]


def test_an_entity_of_the_gazetteer() -> None:
    """Label, IRI and Wikidata item come from the row; only names seen in the text are aliases, and no metonym is one."""
    reading = Reading(
        ["[Washington|GPE] warned [the U.S.|GPE] and [American|NORP] towns."], [["Washington > warn > the U.S."]]
    )
    (entity,) = reading.resolved.entities
    assert (entity.id, entity.label, entity.aliases) == (
        "https://kg.invalid/entity/United_States",
        "United States",
        ("U.S.",),
    )
    assert (entity.same_as, entity.origin) == ((f"{WD}Q30",), "gazetteer")


def test_names_seen_are_aliases() -> None:
    """Spellings and parts of a name are aliases, sorted; titles are no part of them."""
    reading = Reading(
        ["[President [Juan Guaidó|PERSON]|name] spoke. [Guaido|PERSON] left.", "[Juan Guaido|PERSON] came."]
    )
    (entity,) = reading.resolved.entities
    assert (entity.label, entity.aliases, entity.origin) == ("Juan Guaidó", ("Guaido", "Juan Guaido"), "named")


def test_iris_say_the_name_and_tell_namesakes_apart() -> None:
    """A name gives the IRI; what shares it has its type or its document in it, and the gazetteer keeps the plain one."""
    reading = Reading(
        [
            "[Robin Doe|PERSON] left.",
            "[Robin Doe|ORG] hired.",
            "[Acme|ORG] met [Mr. [Peru|PERSON]|name].",
            "[Peru|GPE] won.",
        ]
    )
    minter = Minter()
    assert reading.entities.keys() == {
        minter.entity("Robin Doe", "Person"),
        minter.entity("Robin Doe", "Organization"),
        minter.entity("Acme"),
        minter.entity("Peru", "d3"),
        minter.entity("Peru"),
    }


def test_described_things_of_one_document() -> None:
    """The same words with "the" are one thing; with "a" or a number each is a new one."""
    reading = Reading(
        [
            "[A plane|n] came. [The plane|n] left. [A plane|n] came. [The plane|n] fell. [[Cuban|NORP] aid|n]. [The [Cuban|NORP] aid|n]."
        ]
    )
    first, second = reading.entity("A plane"), reading.entity("A plane#2")
    assert first is not None
    assert second is not None
    assert first.id != second.id
    assert [reading.entity("The plane"), reading.entity("The plane#2")] == [first, second]
    assert (first.label, first.type, first.origin) == ("plane", "Concept", "described")
    assert reading.entity("Cuban aid") == reading.entity("The Cuban aid")


def test_whose_it_is_tells_described_things_apart() -> None:
    """ "its troops" of two countries are two things."""
    reading = Reading(
        ["[Peru|GPE] moved [its troops|ns]. [Chile|GPE] moved [its troops|ns]. [Peru|GPE] moved [its troops|ns]."],
        [["Peru > move > its troops", "Chile > move > its troops#2", "Peru#2 > move > its troops#3"]],
    )
    assert [reading.label(f"its troops#{number}") for number in (1, 2, 3)] == [
        "Peru's troops",
        "Chile's troops",
        "Peru's troops",
    ]
    assert reading.entity("its troops") == reading.entity("its troops#3")


def test_modifiers_are_linked_too() -> None:
    """The names inside a phrase have links of their own."""
    reading = Reading(
        ["[[Russian|NORP] Foreign Ministry spokeswoman [Maria Zakharova|PERSON]|name] and [[Cuba|GPE]'s plan|n]."]
    )
    assert [reading.label(words) for words in ("Russian", "Maria Zakharova", "Cuba", "Cuba's plan")] == [
        "Russia",
        "Maria Zakharova",
        "Cuba",
        "Cuba's plan",
    ]


REASONS = {
    "Trump": "'Trump' is the last part of 'Donald Trump' in this document",
    "Washington": "'Washington' is the capital that stands for the government of United States: it is the subject of 'warn'",
    "U.S.": "'U.S.' is a name of United States in the gazetteer",
    "Russian": "'Russian' is the adjective of Russia",
    "the Russians": "'Russians' are people, not Russia itself",
    "the Cuban government": "'Cuban government' is a body of Cuba",
    "He": "'Donald Trump' is the only person shortly before that it can stand for",
    "AU": "'AU' is introduced as short for 'Arctic Union'",
    "it": "'it' may stand for nothing",
    "100": "a value, a time or a clause is no entity",
}


@pytest.mark.parametrize("words", REASONS)
def test_reasons(words: str) -> None:
    """What explain prints says which words decided."""
    text = (
        "[Donald Trump|PERSON] spoke. [He|p] left. [Trump|PERSON] came. [Washington|GPE] warned [the Russians|NORP] and "
        "[Russian|NORP] towns of the [U.S.|GPE]. [the [Cuban|NORP] government|n] and [The Arctic Union|ORG] ([AU|ORG]) saw that "
        "[it|p] rained [100|v] times."
    )
    clauses = ["Donald Trump > speak", "He > leave", "Washington > warn > the Russians", "it > rain > 100"]
    assert Reading([text], [clauses]).reason(words) == REASONS[words]


DOCUMENTS = [
    "[Donald Trump|PERSON] met [Kim Jong Un|PERSON] in [Hanoi|GPE]. [Trump|PERSON] left.",
    "[Donald J. Trump|PERSON] and [Kim Jong-un|PERSON] met. [Acme|ORG] paid. [a plane|n] left.",
    "[Acme|LOC] and [Robin Doe|PERSON]. [The Foreign Ministry|ORG] said so. [Trump|PERSON] left.",
    "[Robin Doe|ORG] and [ACME|ORG]. [The Kazakh Foreign Ministry|ORG] denied it. [a plane|n] left.",
]


def test_the_order_of_documents_changes_nothing() -> None:
    """Entities, links and reasons are equal for every order of the documents."""
    extracts = Reading(DOCUMENTS).extracts
    found = {repr(resolve(list(order), GAZETTEER, Minter(), ENGLISH)) for order in permutations(extracts)}
    assert len(found) == 1


def test_a_further_document_leaves_iris_alone() -> None:
    """What one document is about keeps its IRIs when an unrelated one is added."""
    before = {entity.id for entity in Reading(DOCUMENTS[:2]).resolved.entities}
    assert before <= {
        entity.id for entity in Reading([*DOCUMENTS[:2], "[Evo Morales|PERSON] left [La Paz|GPE]."]).resolved.entities
    }


def test_people_of_a_gazetteer_of_ones_own() -> None:
    """A row for a person gives label and item to full names, aliases and surnames."""
    rows = [
        Row("Luiz_Inacio_Lula_da_Silva", "Luiz Inácio Lula da Silva", "Person", aliases=("Lula",), wikidata="Q37181")
    ]
    gazetteer = Gazetteer.of([*GAZETTEER.by_id.values(), *rows], ENGLISH)
    reading = Reading(
        ["[Luiz Inácio Lula da Silva|PERSON] spoke. [Lula|PERSON] and [da Silva|PERSON] left.", "[Lula|PERSON] won."],
        (),
        gazetteer,
    )
    (entity,) = reading.resolved.entities
    assert (entity.label, entity.same_as, entity.aliases) == (rows[0].label, (f"{WD}Q37181",), ("Lula", "da Silva"))


def test_comparisons_of_equal_weight_stand_in_the_order_of_documents() -> None:
    """Seven people of one surname and one role, none of them surely the one with a full name: no order is left to chance."""
    reading = Reading(["[President [Ana Ruiz|PERSON]|name] spoke.", *["[President [Ruiz|PERSON]|name] spoke."] * 7])
    found = [match.other_document_id for match in reading.resolved.matches]
    assert found == [f"d{number}" for number in range(2, 9)]


HOSTILE = [
    *(
        "<script>alert(1)</script>",
        '"; DROP TABLE facts',
        "a b> <http://x",
        "\u202egnihT",
        "x" * 5000,
        "—",
        "…",
        "۱۲۳",
        "🇫🇷",
    ),
    *("=cmd()", "../../etc/passwd", "习近平", "%00", "}{", "'s", "the", "The The", "Jr.", "Mr.", "President", "\ud800"),
]


@pytest.mark.parametrize("label", ["PERSON", "ORG", "GPE", "NORP", "", "nonsense"])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_harmless(name: str, label: str) -> None:
    """Any name has a safe IRI, or none and a reason."""
    reading = Reading([f"[{name}|{label}] met [Peru|GPE]."])
    assert all(is_safe(entity.id) for entity in reading.resolved.entities)
    assert reading.label("Peru") == "Peru"
    assert reading.reason(name)


WORDS = [
    "Trump",
    "Donald Trump",
    "Ivanka Trump",
    "US",
    "Moscow",
    "Russian",
    "Foreign Ministry",
    "AU",
    "he",
    "it",
    "they",
    "we",
    "the president",
]
TAGS = ["PERSON", "ORG", "GPE", "NORP", "", "n", "ns", "p", "v"]


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from(WORDS), st.sampled_from(TAGS), st.sampled_from([" ", ". ", " “", "” (", ")\n\n"])),
        max_size=12,
    )
)
def test_every_mention_is_resolved_or_refused(parts: list[tuple[str, str, str]]) -> None:
    """Whatever a text says, each mention has an entity that exists or a reason why not, never both; and twice gives the same."""
    text = "".join(f"[{words}|{tag}]{rest}" for words, tag, rest in parts)
    reading = Reading([text])
    spans: set[Span] = {mention.span for mention in reading.extracts[0].mentions}
    linked, refused = set(reading.resolved.links), set(reading.resolved.unresolved)
    assert spans <= linked | refused
    assert not linked & refused
    assert {link.entity for link in reading.resolved.links.values()} == set(reading.entities)
    assert resolve(reading.extracts, GAZETTEER, Minter(), ENGLISH) == reading.resolved
    assert json.dumps([link.reason for link in reading.resolved.links.values()])
