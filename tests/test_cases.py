"""Whole documents on pinned parses: extraction, resolution, mapping and graph together, without a model.

A folder of tests/cases holds document.md, parse.conllu, and what comes out of them: claims.jsonl and graph.ttl. After a change that
is meant, `python -m tests.cases --update` writes the last two again; read the difference before you commit it.
The documents are written for this project; what they tell and whom they name is invented.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
import rdflib
import spacy
from parses import of_document
from parses import read as read_parses
from rdflib.compare import graph_diff, isomorphic

from kg import pipeline
from kg.corpus import reader
from kg.knowledge_graph import KnowledgeGraph
from kg.model import Document
from kg.parse import Parse
from kg.read import read
from kg.settings import Settings

FOLDERS = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/document.md"))
EXPECTED = ("claims.jsonl", "graph.ttl")


def document_of(folder: Path) -> Document:
    """The document of a case, named after its folder."""
    (document,) = read([folder / "document.md"], Settings())
    assert isinstance(document, Document), document
    return replace(document, id=folder.name)


def graph_of(folder: Path) -> KnowledgeGraph:
    """What the pipeline makes of a case, with its pinned parse in the place of the reader's."""
    parse = read_parses(folder / "parse.conllu")[folder.name]

    def pinned(document: Document) -> Parse:
        assert document.text == parse.text
        return of_document(parse, document)

    with patch.object(reader, "load", lambda *_: spacy.blank("en")), patch.object(reader, "parser", lambda *_: pinned):
        return pipeline.of_documents([document_of(folder)], Settings())


def outputs(graph: KnowledgeGraph) -> dict[str, str]:
    """The compared files of a graph by name."""
    with TemporaryDirectory() as out:
        graph.save(out)
        return {name: (Path(out) / name).read_text("utf-8") for name in EXPECTED}


def claims_in(text: str) -> dict[str, object]:
    """Claims of a claims.jsonl by id."""
    claims = [json.loads(line) for line in text.splitlines()]
    return {claim["id"]: claim for claim in claims}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_case(folder: Path) -> None:
    """The document gives the claims, and the facts as a graph, that stand in its folder."""
    made = outputs(graph_of(folder))
    expected = {name: (folder / name).read_text("utf-8") for name in EXPECTED}
    assert claims_in(made["claims.jsonl"]) == claims_in(expected["claims.jsonl"])
    graphs = [rdflib.Graph().parse(data=text, format="turtle") for text in (made["graph.ttl"], expected["graph.ttl"])]
    assert isomorphic(*graphs), "\n".join(part.serialize() for part in graph_diff(*graphs)[1:])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_facts_are_the_asserted_claims(folder: Path) -> None:
    """A case has facts, and claims that are none; every fact comes from an asserted claim."""
    graph = graph_of(folder)
    asserted = [claim for claim in graph.claims if claim.asserted]
    assert graph.facts
    assert 0 < len(asserted) < len(graph.claims)


def test_cases_are_found() -> None:
    """No folder is left out, and each has all its files."""
    assert len(FOLDERS) == 6
    assert all((folder / name).is_file() for folder in FOLDERS for name in ("parse.conllu", *EXPECTED))


def main(arguments: list[str]) -> None:
    """Write the expected files of all cases."""
    if arguments != ["--update"]:
        sys.exit("usage: python -m tests.cases --update")
    for folder in FOLDERS:
        for name, text in outputs(graph_of(folder)).items():
            (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
