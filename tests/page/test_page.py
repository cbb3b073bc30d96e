"""The page as a file: it holds exactly the facts of the graph, needs no network, and takes no text for markup."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import random
import re
import subprocess
import sys
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hostile import FIFTY
from hostile import hostile_graph as hostile_graph
from hypothesis import HealthCheck, given, settings
from opened import opened_data, opened_drawing
from strategies import HERALD, QUILL, SAMPLE, SUPPORTS, WITH_ACTS, graphs

import kg.page.html
from kg.graph.content import kind_label, status
from kg.iri import KG
from kg.knowledge_graph import KnowledgeGraph
from kg.model import Claim, Modality, Polarity, Value
from kg.page import page, page_data
from kg.page.communities import communities
from kg.page.drawing import KINDS, OTHER_KIND, drawn_label, importance, rank
from kg.page.page_data import view

SOURCES = Path(kg.page.__file__).parent
FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


@dataclass
class Parsed:
    """What a browser would see: elements with attributes, text of scripts and styles, visible text."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    raw: dict[str, list[str]] = field(default_factory=lambda: {"script": [], "style": []})
    text: str = ""

    def attributes(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.tags if name in attributes]

    def json(self, element_id: str) -> Any:
        scripts = [attributes for tag, attributes in self.tags if tag == "script"]
        index = [attributes.get("id") for attributes in scripts].index(element_id)
        return json.loads(self.raw["script"][index])

    def data(self) -> dict[str, Any]:
        return opened_data(self.json("data"))

    def drawing(self) -> dict[str, Any]:
        return opened_drawing(self.json("network"), self.data())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parsed = Parsed()
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parsed.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag in self.parsed.raw:
            self.inside = tag
            self.parsed.raw[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.parsed.raw[self.inside][-1] += data
        else:
            self.parsed.text += data


def parse(html: str) -> Parsed:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.parsed


def facts_of(data: Any) -> list[tuple[str, str, str, str]]:
    """Facts in the page's data, as strings: subject, property, object or value, datatype."""
    entities, properties = data["entities"], data["properties"]
    return sorted(
        (
            entities[row["subject"]]["iri"],
            *_ends(entities, properties[row["property"]], row),
            row["datatype"],
        )
        for row in data["statements"]
        if row["status"] == "fact"
    )


def _ends(entities: Any, relation: Any, row: Any) -> tuple[str, str]:
    """Property and object of a row; of an act the row has its IRI as relation, and its words as value."""
    if relation["act"]:
        return KG + "does", relation["iri"]
    return relation["iri"], entities[row["object"]]["iri"] if row["object"] >= 0 else row["value"]


def facts_in(graph: KnowledgeGraph) -> list[tuple[str, str, str, str]]:
    string = Value("").datatype
    return sorted(
        (s, p, o.text, "" if o.datatype == string else o.datatype) if isinstance(o, Value) else (s, p, o, "")
        for s, p, o in graph.facts
    )


@FEW
@given(graphs())
def test_page_holds_the_facts_of_the_graph(graph: KnowledgeGraph) -> None:
    """Facts of the page are the facts of the graph, no more and no fewer; every other claim is there, too, as no fact."""
    data = parse(page(graph)).data()
    assert facts_of(data) == facts_in(graph)
    others = [row for row in data["statements"] if row["status"] != "fact"]
    assert len(others) == sum(not claim.asserted for claim in graph.claims)
    assert all(len(row["claims"]) == 1 for row in others)


@FEW
@given(graphs())
def test_page_draws_every_relation(graph: KnowledgeGraph) -> None:
    """Each ordered pair of entities with a statement has one line, each entity of a statement one node."""
    parsed = parse(page(graph))
    data, drawing = parsed.data(), parsed.drawing()
    pairs = {(row["subject"], row["object"]) for row in data["statements"] if row["object"] >= 0}
    assert sorted((edge["from"], edge["to"]) for edge in drawing["edges"]) == sorted(pairs)
    assert [node["id"] for node in drawing["nodes"]] == list(range(len(data["entities"])))


def test_facts_only() -> None:
    """Without claims the page has no trace of what is not a fact."""
    data = parse(page(SAMPLE.graph(), claims=False)).data()
    assert {row["status"] for row in data["statements"]} == {"fact"}
    assert facts_of(data) == facts_in(SAMPLE.graph())
    assert not any("threatening" in sentence for sentence in data["sentences"])


def test_same_graph_same_bytes() -> None:
    """The order of what went in, the hash seed and the second run change nothing."""
    first = page(SAMPLE.graph())
    for seed in range(3):
        entities, claims, documents = list(SAMPLE.entities), list(SAMPLE.claims), list(SAMPLE.documents)
        chance = random.Random(seed)
        chance.shuffle(entities)
        chance.shuffle(claims)
        chance.shuffle(documents)
        assert page(KnowledgeGraph.of(entities, claims, documents)) == first
    script = "import hashlib; from strategies import SAMPLE; from kg.page import page; "
    script += "print(hashlib.sha256(page(SAMPLE.graph()).encode()).hexdigest())"
    paths = os.pathsep.join([str(SOURCES.parents[1]), str(Path(__file__).parents[1])])
    for hash_seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": paths}
        run = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        )
        assert run.stdout.strip() == hashlib.sha256(first.encode()).hexdigest()


@FEW
@given(graphs())
def test_text_never_becomes_markup(graph: KnowledgeGraph) -> None:
    """Whatever documents say, the page has the same kinds of elements and attributes as an empty one."""
    assert_same_markup(page(graph))


def test_hostile_text_never_becomes_markup() -> None:
    """The same for names, kinds, titles, values and addresses that are made to break out, all at once."""
    assert_same_markup(page(hostile_graph(), title="</title><script>alert(1)</script>"))


def assert_same_markup(html: str) -> None:
    parsed, empty = parse(html), parse(page(KnowledgeGraph.of([], [], [])))
    listed = {"h2", "ul", "li", "b", "q"}
    assert {tag for tag, _ in parsed.tags} == {tag for tag, _ in empty.tags} | {tag for tag, _ in parsed.tags} & listed
    assert {name for _, found in parsed.tags for name in found} == {name for _, found in empty.tags for name in found}
    assert [tag for tag, _ in parsed.tags].count("script") == 4


def test_hostile_text_survives_as_data() -> None:
    """Names and values come out of the page as they went into the graph."""
    graph = hostile_graph()
    assert len(FIFTY) >= 50
    data = parse(page(graph)).data()
    assert {row["label"] for row in data["entities"]} == {entity.label for entity in graph.entities.values()}
    assert facts_of(data) == facts_in(graph)


def test_lone_surrogates_can_be_written() -> None:
    """Half a character, which no file can hold, does not stop the page from being saved."""
    html = page(SAMPLE.graph(), title="half \ud83d")
    assert parse(html.encode().decode()).data()["title"] == "half ?"


def test_nothing_is_fetched() -> None:
    """No element asks for anything outside the file, and the policy would not let it."""
    parsed = parse(page(hostile_graph()))
    assert parsed.attributes("src") == []
    assert parsed.attributes("href") == ["data:,"]
    assert not any(name.startswith("on") or name == "style" for _, found in parsed.tags for name in found)
    assert "@import" not in parsed.raw["style"][0]
    assert "url(" not in parsed.raw["style"][0]


def test_policy_allows_exactly_what_is_there() -> None:
    """Every script that runs and the style are in the content security policy by their hash; nothing else may run."""
    parsed = parse(page(hostile_graph()))
    policy = next(
        found["content"] for tag, found in parsed.tags if found.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    scripts = [found for tag, found in parsed.tags if tag == "script"]
    running = [
        text
        for found, text in zip(scripts, parsed.raw["script"], strict=True)
        if found.get("type") != "application/json"
    ]
    assert rules["default-src"] == "'none'"
    assert rules["script-src"].split() == [source(text) for text in running]
    assert rules["style-src"].split() == [source(text) for text in parsed.raw["style"]]
    assert "unsafe" not in policy
    assert "http" not in policy


def source(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def test_readers_without_javascript_get_every_fact() -> None:
    """The list in `noscript` has each fact with its sentence and each claim marked as such."""
    text = parse(page(SAMPLE.graph())).text
    assert "Northland – supports – Ada Quill" in text
    assert "Northland has thrown its support to Ada Quill." in text
    assert "[denied] Northland – is not threatening – anyone" in text
    assert "[planned] Ada Quill – is to visit – Southport" in text
    assert text.count("Ada Quill – has role – harbor master") == 1


def test_marked_words_are_the_words_of_the_evidence() -> None:
    """Offsets slice the sentence to subject, predicate, object, cue and speaker, wherever the sentence stands."""
    data = view(SAMPLE.graph()).data
    [denied] = [row for row in data["statements"] if row["status"] == "denied"]
    [item] = denied["claims"][0]["evidence"]
    sentence = data["sentences"][item["sentence"]]
    assert sorted((role, sentence[start:end]) for start, end, role in item["marks"]) == [
        ("cue", "not"),
        ("cue", "said"),
        ("object", "anyone"),
        ("predicate", "is not threatening"),
        ("speaker", "Bo Reed"),
        ("subject", "Northland"),
    ]
    assert denied["claims"][0]["holders"] == [[row["label"] for row in data["entities"]].index("Bo Reed")]


def test_a_literal_is_no_node() -> None:
    """A role is a fact of its person, not an entity."""
    data = view(SAMPLE.graph()).data
    assert "harbor master" not in [row["label"] for row in data["entities"]]
    [role] = [row for row in data["statements"] if row["object"] < 0]
    assert (data["entities"][role["subject"]]["label"], role["value"]) == ("Ada Quill", "harbor master")


def test_most_said_of_and_by_come_first() -> None:
    """Importance is how many statements an entity is in or makes; half as much for a thing without a name."""
    statements = [(0, 1), (0, 2), (0, 0), (3, 2), (2, 4)]
    assert importance(statements, [True, True, True, True, False]) == [3, 1, 3, 1, 0.5]
    assert rank([1, 3, 3, 0.5]) == [1, 2, 0, 3]
    rows = view(SAMPLE.graph()).data["entities"]
    assert sorted(row["rank"] for row in rows) == list(range(len(rows)))
    speaker = next(row for row in rows if row["label"] == "Bo Reed")
    assert speaker["rank"] < next(row for row in rows if row["label"] == "anyone")["rank"], (
        "who only speaks counts, too"
    )


def test_communities_hold_together() -> None:
    """Two dense groups with one tie between them are two communities; who has no tie is one of their own; always the same."""
    ties = [pair for start in (0, 5) for pair in combinations(range(start, start + 5), 2)] + [(4, 5)]
    found = communities(11, ties, [1.0] * 5 + [2.0] * 5 + [0.0])
    assert found == [1] * 5 + [0] * 5 + [2]
    assert communities(11, [pair[::-1] for pair in reversed(ties)], [1.0] * 5 + [2.0] * 5 + [0.0]) == found


def test_an_act_is_no_node_and_no_line() -> None:
    """What is done to nobody is a statement of its subject, in the words of the text where it is so, else in its own."""
    shown = view(WITH_ACTS.graph())
    data = shown.data
    assert {row["iri"] for row in data["entities"]} == WITH_ACTS.graph().things.keys()
    assert len(shown.lines) == 5
    acts = [row for row in data["statements"] if data["properties"][row["property"]]["act"]]
    told = [
        (
            data["entities"][row["subject"]]["label"],
            row["value"],
            row["status"],
            row["object"],
            row["claims"][0]["days"],
        )
        for row in acts
    ]
    assert sorted(told) == [
        ("Ada Quill", "died", "fact", -1, ("2021-05-03", "2021-05-03")),
        ("Bo Reed", "resign", "denied", -1, ()),
        ("boat", "was moved", "fact", -1, ()),
    ]
    assert "<b>Ada Quill – died</b>" in page(WITH_ACTS.graph())
    assert {row["label"] for row in data["entities"] if not row["named"]} == {"anyone", "boat", "two fishermen"}


def test_titles() -> None:
    """The title is the given one, that of the only document, or their number."""
    graph = SAMPLE.graph()
    alone = KnowledgeGraph.of(SAMPLE.entities, [SUPPORTS], [HERALD])
    assert view(graph, title="Mine").data["title"] == "Mine"
    assert view(alone).data["title"] == "Northland <backs> Quill"
    assert view(graph).data["title"] == "Knowledge graph of 2 documents"


def test_a_large_graph_is_shown_in_part_and_says_so() -> None:
    """What is best connected is shown, with all that belongs to it; the title says how much that is of all."""
    graph = SAMPLE.graph()
    with patch.object(page_data, "MOST", 2):
        data = view(graph, title="News").data
        whole = view(graph, title="News", claims=False).data
    assert len(data["statements"]) < len(graph.claims)
    shown = sum(len(row["claims"]) for row in data["statements"])
    assert data["title"] == f"News ({shown} of {len(graph.claims)} claims: the best connected)"
    assert {row["status"] for row in whole["statements"]} <= {"fact"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "fact"),
        ({"sources": (QUILL.id,)}, "claimed"),
        ({"source_unnamed": True}, "claimed"),
        ({"sources": (QUILL.id,), "trusted": True}, "fact"),
        ({"modality": Modality.PLANNED}, "planned"),
        ({"modality": Modality.CONDITIONAL, "sources": (QUILL.id,)}, "conditional"),
        ({"polarity": Polarity.NEGATED, "modality": Modality.PLANNED}, "denied"),
    ],
)
def test_status(change: dict[str, Any], expected: str) -> None:
    """A claim is a fact, denied, in some modality, or only said by someone: one word, the strongest doubt first."""
    claim: Claim = replace(SUPPORTS, **change)
    assert status(claim) == expected
    assert (status(claim) == "fact") == claim.asserted


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Ada Quill", "Ada Quill"),
        ("Ministry of Harbors and Tides", "Ministry of\nHarbors and Tides"),
        ("x" * 30, "x" * 30),
        ("x" * 60, "x" * 37 + "…"),
        ("a\nb\tc\u202e d", "a b c d"),
        ("\x00\u200b", "(no name)"),
    ],
)
def test_drawn_label(label: str, expected: str) -> None:
    """Labels fit in two lines, are cut when long, and hold nothing that cannot be seen."""
    assert drawn_label(label) == expected


def test_kinds_can_be_told_apart() -> None:
    """No two kinds share both color and shape, and class names read as words."""
    assert len({*KINDS.values(), OTHER_KIND}) == len(KINDS) + 1
    assert kind_label("IntergovernmentalOrganization") == "Intergovernmental organization"
    assert kind_label("") == "Thing"


def test_scripts_write_text_only() -> None:
    """Every script of the folder is part of the page, and none of them can turn a string into markup or code."""
    names = sorted(path.stem for path in (SOURCES / "js").glob("*.js"))
    assert names == sorted(kg.page.html._SCRIPTS)
    assert len(names) == 23
    html = page(SAMPLE.graph())
    for name in names:
        code = (SOURCES / "js" / f"{name}.js").read_text(encoding="utf-8")
        assert code.strip() in html
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser", code
        )
