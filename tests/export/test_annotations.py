"""Annotations for spaCy, Prodigy, brat and CoNLL-U: each read back by its tool or a parser of its format, span by span."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import conllu
import pytest
import spacy
from hypothesis import given
from spacy.tokens import Doc
from strategies import HERALD, SAMPLE, SUPPORTS, THREATENS, VISITS, examples, graphs

import kg
from kg.export import export
from kg.export.annotations import Annotations, Name, apart, tokens
from kg.graph.sanitize import legal
from kg.knowledge_graph import KnowledgeGraph
from kg.pipeline import parses

ROOT = Path(__file__).parents[2]
VOCAB = spacy.blank("en").vocab
quick = examples(25)


def lines(graph: KnowledgeGraph, format: str) -> list[dict[str, Any]]:
    data = export(graph, format)
    assert isinstance(data, bytes)
    return [json.loads(line) for line in data.decode().split("\n")[:-1]]


@given(graphs())
@quick
def test_spacy_reads_its_json(graph: KnowledgeGraph) -> None:
    """Every line is a Doc with the text as it is; names and parts of claims are spans of it."""
    for row, (key, document) in zip(lines(graph, "spacy"), graph.documents.items(), strict=True):
        doc = Doc(VOCAB).from_json(row, validate=True)
        assert doc.text == legal(document.text)
        marks = Annotations(graph)
        assert [(span.start_char, span.end_char) for span in doc.spans["kg_names"]] == [n[:2] for n in marks.names(key)]
        assert {span.kb_id_ for span in doc.spans["kg_claims"]} <= set(graph.claims_by_id)


@given(graphs())
@quick
def test_prodigy_tasks_are_exact(graph: KnowledgeGraph) -> None:
    """Tokens spell the sentence, spans begin and end with tokens, and every claim with two ends is a relation of its sentence."""
    told: set[tuple[str, bool]] = set()
    for task in lines(graph, "prodigy"):
        text, words = task["text"], task["tokens"]
        assert all(text[word["start"] : word["end"]] == word["text"] for word in words)
        assert "".join(word["text"] + " " * word["ws"] for word in words) == text
        for span in [*task["spans"], *(item[end] for item in task["relations"] for end in ("head_span", "child_span"))]:
            assert words[span["token_start"]]["start"] == span["start"]
            assert words[span["token_end"]]["end"] == span["end"]
        told |= {item["claim"]: item["asserted"] for item in task["relations"]}.items()
    assert all(graph.claims_by_id[key].asserted == asserted for key, asserted in told)


def test_a_relation_says_how_far_it_is_so() -> None:
    """Source, polarity, modality, time and place stand beside the two ends."""
    found = {item["claim"]: item for task in lines(SAMPLE.graph(), "prodigy") for item in task["relations"]}
    denial, visit = found[THREATENS.id], found[VISITS.id]
    assert (denial["asserted"], denial["polarity"], denial["sources"]) == (False, "negated", ["Bo Reed"])
    assert (visit["modality"], visit["time"], visit["place"]) == ("planned", "2019-04", "Southport")
    assert found[SUPPORTS.id]["asserted"] is True


def brat(graph: KnowledgeGraph) -> Mapping[str, bytes]:
    made = export(graph, "brat")
    assert not isinstance(made, bytes)
    return made


_LINE = re.compile(
    r"T\d+\t[A-Za-z0-9_-]+ \d+ \d+(;\d+ \d+)*\t.*|E\d+\t\S+:T\d+( (Subject|Object|Source):T\d+)*|A\d+\t\S+ E\d+( \w+)?"
    r"|N\d+\tReference T\d+ Wikidata:Q\d+\t.*|#\d+\tAnnotatorNotes [TE]\d+\t.*"
)


def stretches(text: str, ann: str) -> Iterator[tuple[str, str]]:
    """The text of a bound annotation as the file has it and as its offsets cut it out."""
    for line in ann.split("\n"):
        if line.startswith("T"):
            _, places, words = line.split("\t", 2)
            pieces = [piece.split(" ") for piece in places.partition(" ")[2].split(";")]
            yield words, " ".join(text[int(start) : int(end)] for start, end in pieces)


@given(graphs())
@quick
def test_brat_offsets_are_exact(graph: KnowledgeGraph) -> None:
    """Each document is a text and its annotations; every line has the form of the standoff format, and every stretch is its text."""
    made = brat(graph)
    names = [name.removesuffix(".ann") for name in made if name.endswith(".ann")]
    assert len(names) == len(graph.documents)
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+", name) and ".." not in name for name in names)
    events = 0
    for name in names:
        text, ann = made[f"{name}.txt"].decode(), made[f"{name}.ann"].decode()
        assert [line for line in ann.split("\n")[:-1] if not _LINE.fullmatch(line)] == []
        assert [words for words, cut in stretches(text, ann) if words != cut] == []
        events += len(re.findall(r"^E", ann, re.MULTILINE))
    assert events == sum(len(claim.evidence) for claim in graph.claims)


def test_brat_says_what_is_denied_and_planned() -> None:
    """Attributes of the event; a fact is asserted; the configuration lists what the files use."""
    made = brat(SAMPLE.graph())
    ann = made["herald_txt.ann"].decode()
    events = {match[1]: match[0] for match in re.findall(r"^(E\d+)\t(\w+):", ann, re.MULTILINE)}
    attributes = {tuple(line.split("\t")[1].split(" ")) for line in ann.split("\n") if line.startswith("A")}
    assert ("Negated", events["threatens"]) in attributes
    assert ("Modality", events["visit"], "planned") in attributes
    assert ("Asserted", events["supports"]) in attributes
    assert ("Asserted", events["threatens"]) not in attributes
    assert b"threatens\tSubject:<ENTITY>" in made["annotation.conf"]


def test_conllu_is_read_with_names_and_claims() -> None:
    """Trees have one root, words their characters, names their brackets, and every claim stands at a sentence."""
    graph = kg.build(ROOT / "seeds" / "news" / "2023-04-04-finland-nato.html")
    data = export(graph, "conllu", parses=parses(graph))
    assert isinstance(data, bytes)
    sentences = conllu.parse(data.decode())
    (text,) = (document.text for document in graph.documents.values())
    claims: list[str] = []
    for sentence in sentences:
        assert [token["head"] for token in sentence].count(0) >= 1
        for token in sentence:
            start, end = map(int, token["misc"]["TokenRange"].split(":"))
            assert text[start:end] == token["form"]
        entities = "".join(token["misc"].get("Entity", "") for token in sentence)
        assert entities.count("(") == entities.count(")")
    for line in data.decode().split("\n"):
        if line.startswith("# kg_claim = "):
            claims.append(line.split(" ")[3])
    assert set(claims) == set(graph.claims_by_id)
    assert "(Finland-Country" in data.decode()


@pytest.mark.parametrize(
    ("names", "kept"),
    [([(0, 4), (2, 9)], [(2, 9)]), ([(0, 4), (4, 6)], [(0, 4), (4, 6)]), ([(0, 9), (1, 2), (3, 5)], [(0, 9)])],
)
def test_names_apart(names: list[tuple[int, int]], kept: list[tuple[int, int]]) -> None:
    """Of names that overlap the longest stays."""
    assert [name[:2] for name in apart(Name(*name, "x") for name in names)] == kept


def test_tokens_keep_to_borders() -> None:
    """A border within a word divides it; the blank behind a word is no token, further ones are."""
    text = "Anti-US  vote\n\nby Peru."
    cut = [text[start:end] for start, end in tokens(text, [2])]
    assert cut == ["An", "ti", "-", "US", " ", "vote", "\n\n", "by", "Peru", "."]
    assert HERALD.text.startswith("Northland")
