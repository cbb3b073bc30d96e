"""What `kg analyse` says of a document, on pinned parses; every offset is of the text as given."""

from __future__ import annotations

import io
import json
import sys
import types
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from parses import read

import kg.analysis
from kg.analysis import LABELS, analysis, documents, label
from kg.cli.app import main
from kg.errors import ReadError
from kg.lang.en import ENGLISH
from kg.model import Document, Event, Modality, Polarity, Span
from kg.resources.gazetteer import Gazetteer
from kg.resources.ontology import Ontology
from kg.settings import Settings

HERE = Path(__file__).parent
ONTOLOGY, GAZETTEER = Ontology.load(), Gazetteer.load(language=ENGLISH)


@cache
def analysed(file: str, name: str) -> tuple[str, dict[str, Any]]:
    """The text and the analysis of a pinned parse."""
    doc = read(HERE / file)[name]
    return doc.text, analysis(doc, ONTOLOGY, GAZETTEER, Settings())


def case(name: str) -> tuple[str, dict[str, Any]]:
    """A golden case."""
    return analysed(f"cases/{name}/parse.conllu", name)


def words(text: str, spans: list[list[int]]) -> list[str]:
    """What stands at some characters."""
    return [text[start:end] for start, end in spans]


def event(text: str, found: dict[str, Any], word: str) -> dict[str, Any]:
    """The event that a word names."""
    return next(item for item in found["events"] if text[item["start"] : item["end"]] == word)


@pytest.mark.parametrize("name", ["denial", "pronouns", "recognition", "trade"])
def test_an_analysis_has_all_parts_and_is_json(name: str) -> None:
    """The form that scorers read: nothing is left out, every span lies in the text."""
    text, found = case(name)
    parts = ["id", "entities", "clusters", "relations", "attributions", "events", "triples"]
    assert list(found) == parts
    assert json.loads(json.dumps(found)) == found
    assert [part for part in parts if not found[part]] == (["attributions"] if name == "trade" else [])
    spans = [(item["start"], item["end"]) for item in [*found["entities"], *found["events"]]]
    spans += [tuple(span) for cluster in found["clusters"] for span in cluster]
    spans += [tuple(item[end]) for item in found["relations"] for end in ("head_span", "tail_span")]
    spans += [tuple(span) for item in found["attributions"] for role in item for span in item[role]]
    assert len(spans) > 20
    assert all(0 <= start < end <= len(text) for start, end in spans)


def test_names_with_the_types_of_the_reader() -> None:
    """Names only, not the phrases around them."""
    text, found = case("denial")
    names = {(text[item["start"] : item["end"]], item["type"]) for item in found["entities"]}
    assert {("Estonia", "GPE"), ("Bo Reed", "PERSON"), ("Polish", "NORP")} <= names
    assert "The Estonian defense minister" not in {name for name, _ in names}


def test_pronouns_and_descriptions_stand_with_their_name() -> None:
    """A cluster has all that resolution put on one entity, each stretch of text once."""
    text, found = case("pronouns")
    clusters = [words(text, cluster) for cluster in found["clusters"]]
    queen = next(cluster for cluster in clusters if "Ada Quill" in cluster)
    assert {"Ada Quill", "She", "her", "Quill"} <= set(queen)
    reed = next(cluster for cluster in clusters if "Bo Reed" in cluster)
    assert "he" in reed
    assert all(len(cluster) > 1 for cluster in clusters)
    assert len({tuple(span) for cluster in found["clusters"] for span in cluster}) == sum(map(len, clusters))


def test_relations_begin_with_the_claims() -> None:
    """Head and tail are subject and object of the claim, also where the sentence has them the other way round."""
    text, found = case("trade")
    lines = [
        (text[slice(*item["head_span"])], item["type"], text[slice(*item["tail_span"])]) for item in found["relations"]
    ]
    facts = [line for line, item in zip(lines, found["relations"], strict=True) if item["asserted"]]
    assert ("Peru", "praises", "The agreement") in facts, "the sentence is passive"
    assert ("Argentina", "sanctions", "Chile") in facts
    assert lines[: len(facts)] == facts
    assert ("Bolivia", "join", "the agreement") in lines[len(facts) :], "it only hopes to"
    assert ("Chile", "signed in", "Santiago") in lines[len(facts) :], (
        "a pair that the text relates, but no claim of its own"
    )


def test_triples_are_what_would_be_facts() -> None:
    """Claims of others, negated and open ones are relations, but no triples."""
    _, found = case("denial")
    triples = {tuple(triple) for triple in found["triples"]}
    assert ("Estonia", "accuses", "Belarus") in triples
    assert not any(subject == "Lithuania" for subject, _, _ in triples), "it has not sanctioned anyone"
    assert len(found["relations"]) > len(triples)


def test_who_says_what() -> None:
    """Source, cue and content as characters."""
    text, found = case("denial")
    said = {
        tuple(" ".join(words(text, item[role])) for role in ("source", "cue", "content"))
        for item in found["attributions"]
    }
    assert ("Minsk", "denied that", "its army had attacked Estonia") in said


def test_hearsay_has_no_source_to_list() -> None:
    """ "The admiral reportedly owns ...": nobody is there who says so; the graph asserts it all the same no more."""
    _, found = analysed("examples/parses/attribution.conllu", "nobody-named/1")
    assert found["attributions"] == []


@pytest.mark.parametrize(
    ("rating", "plain", "marked"), [(-3, -3, -3), (-0.6, -1, -1), (0.2, 0, 0), (1.7, 1, 0), (2.6, 2, 2)]
)
def test_a_reader_must_be_surer_where_the_rules_object(rating: float, plain: int, marked: int) -> None:
    """The label, toward nothing by whole steps, of an event that the rules find so, and of one that they find planned."""
    word = Span("d", 0, 4, "left")
    found = [
        label(Event(word, Polarity.AFFIRMED, modality, rating)) for modality in (Modality.ACTUAL, Modality.PLANNED)
    ]
    assert [int(value) for value in found] == [plain, marked]


def test_events_say_how_far_they_are_so() -> None:
    """Affirmed and actual 3, negated -3, the rest in between; also predicates without a subject of their own."""
    text, found = case("denial")
    assert event(text, found, "denied")["label"] == 3
    assert event(text, found, "attacked")["label"] == -3
    assert event(text, found, "sanctioned")["label"] == -3
    assert -3 < event(text, found, "close")["label"] < 3
    assert -3 < event(text, found, "respond")["label"] < 3


def test_events_have_actor_recipient_and_class() -> None:
    """What is no political event has no class; a pronoun is named by what it stands for."""
    text, found = case("pronouns")
    accused = event(text, found, "accused")
    assert (accused["actor"], accused["recipient"], accused["root"]) == ("Mr. Reed", "Ada Quill", "ACCUSE")
    assert event(text, found, "resigned")["root"] == "YIELD"
    others = [item for item in found["events"] if item["root"] is None]
    assert others
    assert any(item["actor"] is item["recipient"] is None for item in others)
    assert all((item["actor"] is None) is (item["recipient"] is None) for item in others), "an act needs both"
    text, found = case("trade")
    signed = event(text, found, "signed")
    assert signed["actor"] == "Brazil and Chile", "coordinated actors are one phrase"


def test_events_are_coded_by_their_words_where_nobody_is_known() -> None:
    """A claim needs to know what the two are; the class of an event does not. A date is no actor."""
    text, found = analysed("examples/parses/attribution.conllu", "according-to/1")
    killed = event(text, found, "killed")
    assert (killed["actor"], killed["recipient"], killed["root"]) == ("militants", "nine villagers", "ASSAULT")
    text, found = analysed("examples/parses/passive.conllu", "no-agent/3")
    killed = event(text, found, "killed")
    assert (killed["actor"], killed["recipient"], killed["root"]) == (None, "The deputy", "ASSAULT")


def test_every_kind_of_event_has_a_label() -> None:
    """Negation never makes an event more real, and only what is affirmed and actual counts as happened."""
    word = Span("a", 0, 1, "x")
    for modality in Modality:
        affirmed, negated = (label(Event(word, polarity, modality)) for polarity in Polarity)
        assert -3 <= negated <= affirmed <= 3
        assert (affirmed >= 1) == (modality is Modality.ACTUAL)
    assert LABELS.keys() == set(Modality)


def test_documents_are_taken_as_given() -> None:
    """No character is changed: blanks, line ends and marks stay where they are."""
    text = "  A\r\n\t“b”\u00a0\n\n"
    (found,) = documents([json.dumps({"id": "a", "text": text}).encode()], Settings(), "f")
    assert found == Document("a", text)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"no", "not valid JSON"),
        (b"[1]", 'not an object with "id" and "text"'),
        (b'{"id": "a"}', 'not an object with "id" and "text"'),
        (b'{"id": null, "text": "x"}', 'not an object with "id" and "text"'),
        (b'{"id": "a", "text": 1}', 'not an object with "id" and "text"'),
        (b'{"id": "a", "text": "\\ud800"}', "half a surrogate pair"),
        (b'{"id": "a", "text": "\xff"}', "not valid JSON"),
        (b'{"id": "a", "text": "12345678901"}', "longer than 10 characters"),
    ],
)
def test_a_bad_line_is_named(line: bytes, says: str) -> None:
    """One message with the number of the line; those around it are read."""
    lines = [b'\xef\xbb\xbf{"id": "a", "text": "x"}\n', b"\n", line, b'{"id": 7, "text": ""}']
    first, bad, last = documents(lines, Settings(max_document_characters=10), "f.jsonl")
    assert (first, last) == (Document("a", "x"), Document("7", ""))
    assert isinstance(bad, ReadError)
    assert str(bad).startswith("f.jsonl, line 3: ")
    assert says in str(bad)


@pytest.fixture
def echo(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An analysis that only counts characters, in a working directory without settings."""

    def counted(given: Iterable[Document], settings: Settings) -> Iterator[dict[str, Any]]:
        for document in given:
            yield {"id": document.id, "characters": len(document.text), "model": settings.model}

    monkeypatch.setattr(kg.analysis, "analyses", counted)
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("echo")
@pytest.mark.parametrize("source", ["file", "stdin"])
def test_the_command(source: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """One analysis a line; a bad line is one message on standard error, even with -q, and makes the status 1."""
    raw = '{"id": "a", "text": "Guaidó"}\nno\n{"id": "b", "text": ""}\n'.encode()
    Path("f.jsonl").write_bytes(raw)
    stdin = types.SimpleNamespace(buffer=io.BytesIO(raw))
    monkeypatch.setattr(sys, "stdin", stdin)
    where = "f.jsonl" if source == "file" else "-"
    assert main(["analyse", where, "--model", "m", "-q"]) == 1
    shown = capsys.readouterr()
    assert [json.loads(line) for line in shown.out.splitlines()] == [
        {"id": "a", "characters": 6, "model": "m"},
        {"id": "b", "characters": 0, "model": "m"},
    ]
    assert shown.err.count("\n") == 1
    assert ("f.jsonl" if source == "file" else "standard input") + ", line 2: not valid JSON" in shown.err
    Path("f.jsonl").write_bytes(raw.replace(b"no\n", b""))
    assert main(["analyse", "f.jsonl"]) == 0
    assert main(["analyse", "absent.jsonl"]) == 1
    assert "absent.jsonl: No such file" in capsys.readouterr().err
