"""What is kept of a corpus: read once, forgotten when it is not true any more, and never trusted."""

from __future__ import annotations

import os
import pickle
import signal
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1]))
from parses import of_document
from parses import read as read_parses
from strategies import examples
from test_cases import FOLDERS, document_of

from kg import pipeline
from kg.claims import DocumentMapper
from kg.corpus import Corpus, reader
from kg.corpus.basis import Basis
from kg.corpus.kept import NAME, UNLIMITED, Budget, Kept, Reading, Said, key_of, packed, unpacked
from kg.corpus.pickles import dumps, loads
from kg.extraction import extract
from kg.graph.claim_table import MANY
from kg.graph.generations import reading
from kg.graph.store import quads_folder
from kg.lang.en import ENGLISH
from kg.model import Document, Qualifier, Rejection, Resolution, Span
from kg.parse import Parse
from kg.parse.serialization import from_bytes, to_bytes
from kg.resolve import Outcome
from kg.resources.gazetteer import Gazetteer
from kg.settings import Settings

PARSES = {
    folder.name: of_document(read_parses(folder / "parse.conllu")[folder.name], document_of(folder))
    for folder in FOLDERS
}
BY_TEXT = {parse.text: parse for parse in PARSES.values()}
EXACT = ("graph.ttl", "claims.ttl", "graph.trig", "claims.jsonl", "graph.html")
KEPT = ("graph.jsonl.gz", "terms.nq")  # of a generation


class Stub:
    """Reads the texts of tests/cases by their pinned parses, and remembers which it has read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def parser(self, *_: object) -> Stub:
        return self

    def __call__(self, document: Document) -> Parse:
        self.read.append(document.id)
        return from_bytes(to_bytes(BY_TEXT[document.text]), document, ENGLISH)


@pytest.fixture
def stub() -> Iterator[Stub]:
    """In the place of the reader."""
    made = Stub()
    with patch.object(reader, "load", lambda *_: None), patch.object(reader, "parser", made.parser):
        yield made


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """The documents of tests/cases in a folder."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, parse in PARSES.items():
        (folder / f"{name}.txt").write_text(parse.text, "utf-8")
    return folder


def files(out: Path) -> dict[str, bytes]:
    with reading(out) as generation:
        kept = {name: (generation / name).read_bytes() for name in KEPT}
        kept["quads"] = "\n".join(sorted(map(str, ox.Store.read_only(str(quads_folder(generation)))))).encode()
    return kept | {name: (out / name).read_bytes() for name in EXACT}


CORRECTION = "decision,name,document,value,value_document\nlabel,Chile,,Republic of Chile,\n"
TWICE = {
    f"{name}{twin}": parse.text for name, parse in PARSES.items() for twin in ("", " again")
}  # the same in two documents
STEPS = st.tuples(st.sampled_from(["add", "remove", "correct", "trust", "rebuild"]), st.integers(0, len(TWICE) - 1))


@examples(6)
@given(steps=st.lists(STEPS, min_size=1, max_size=5), many=st.sampled_from([0, MANY]))
def test_any_changes_give_the_bytes_of_a_build(
    steps: list[tuple[str, int]], many: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Documents that come and go, corrections and trust that change: the graph is that of a build from nothing, read once; also where
    its claims are on disk, and those of the other are in memory.
    """
    home = tmp_path_factory.mktemp("changes")
    table, names = home / "mine.csv", sorted(TWICE)
    table.write_text(CORRECTION, "utf-8")
    for name in names:
        (home / f"{name}.txt").write_text(TWICE[name], "utf-8")
    there, settings, stub = {names[0]}, Settings(), Stub()
    with patch.object(reader, "load", lambda *_: None), patch.object(reader, "parser", stub.parser):

        def build(out: str) -> None:
            pipeline.build([home / f"{name}.txt" for name in sorted(there)], home / out, settings)

        with patch.object(pipeline, "MANY", many):
            build("out")
            for step, number in steps:
                name = names[number]
                if step == "add":
                    pipeline.add([home / f"{name}.txt"], home / "out", settings)
                    there.add(name)
                elif step == "remove" and there > {name}:
                    pipeline.remove([f"{name}.txt"], home / "out", settings)
                    there.discard(name)
                elif step in ("correct", "trust", "rebuild"):
                    settings = {
                        "correct": replace(settings, corrections=() if settings.corrections else (table,)),
                        "trust": replace(settings, trust=() if settings.trust else ("Chile",)),
                        "rebuild": settings,
                    }[step]
                    before = len(stub.read)
                    build("out")
                    assert len(stub.read) == before
        build("anew")
    assert files(home / "out") == files(home / "anew")


def test_what_was_read_is_not_read_again(stub: Stub, texts: Path, tmp_path: Path) -> None:
    """`add` reads what is new, `remove` nothing, and both forget what is gone."""
    out, names = tmp_path / "out", sorted(f"{name}.txt" for name in PARSES)
    pipeline.build([texts / name for name in names[:3]], out, Settings())
    assert stub.read == names[:3]
    pipeline.add([texts], out, Settings())
    assert stub.read == names
    pipeline.remove(names[:2], out, Settings())
    assert stub.read == names
    with sqlite3.connect(out / NAME) as database:
        assert database.execute("SELECT count(*) FROM readings").fetchone() == (len(names) - 2,)


@pytest.mark.parametrize(
    ("change", "reason", "again"),
    [
        ({"reader": "another"}, "the reader has changed", "all"),
        ({"reading_rules": "others"}, "the rules of reading have changed", "all"),
        ({"extraction_rules": "others"}, "the rules of extraction have changed", "none"),
        ({"ontology": "another"}, "your ontology has changed", "none"),
        ({"names": {}}, "the gazetteer has changed", "some"),
    ],
)
def test_what_rests_on_something_else_is_made_again(
    stub: Stub, texts: Path, tmp_path: Path, change: dict[str, Any], reason: str, again: str
) -> None:
    """Only what depends on a change is redone, and the user is told why."""
    out, told = tmp_path / "out", list[str]()
    pipeline.build([texts], out, Settings())
    stub.read.clear()
    whole = Basis.of
    with patch.object(Basis, "of", lambda *given: replace(whole(*given), **change)):
        pipeline.build([texts], out, Settings(), notify=told.append)
    assert len(told) == 1
    assert reason in told[0]
    assert len(stub.read) == {"all": len(PARSES), "none": 0, "some": len(stub.read)}[again]
    assert again != "some" or stub.read


def test_a_changed_name_redoes_the_texts_that_have_it(stub: Stub, texts: Path, tmp_path: Path) -> None:
    """A further name of the gazetteer is looked for in those texts alone where it stands, however its words are divided."""
    out, table = tmp_path / "out", tmp_path / "names.csv"
    pipeline.build([texts], out, Settings())
    stub.read.clear()
    table.write_text("id,label,type,aliases\nThe_Accord,The Accord,Work,Wed nesday\n", "utf-8")
    pipeline.build([texts], out, Settings(gazetteer=(table,)))
    assert stub.read == ["trade.txt"]


@pytest.mark.parametrize("batches", range(1, len(PARSES) + 1))
def test_a_build_that_is_killed_goes_on(stub: Stub, texts: Path, tmp_path: Path, batches: int) -> None:
    """After kill -9 the old graph is there; the same command reads only what was not finished, and gives the same bytes."""
    out, names = tmp_path / "out", sorted(f"{name}.txt" for name in PARSES)
    pipeline.build([texts / names[0]], out, Settings())
    pipeline.build([texts], tmp_path / "whole", Settings())
    before = files(out)
    script = [sys.executable, str(Path(__file__).parent / "killed_build.py"), str(texts), str(out), str(batches)]
    killed = subprocess.run(
        script, env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}, check=False
    )
    assert killed.returncode == (-signal.SIGKILL if batches < len(names) else 0)
    assert batches >= len(names) or files(out) == before
    stub.read.clear()
    pipeline.build([texts], out, Settings())
    assert stub.read == names[1 + batches :]
    assert files(out) == files(tmp_path / "whole")


def test_a_damaged_file_is_read_again(stub: Stub, texts: Path, tmp_path: Path) -> None:
    """What is kept is a cache: a file of something else, or an extract that is none, costs time and nothing else."""
    out = tmp_path / "out"
    pipeline.build([texts], out, Settings())
    before = files(out)
    with sqlite3.connect(out / NAME) as database:
        database.execute("UPDATE readings SET extract = ? WHERE rowid = 1", (b"nothing",))
    pipeline.build([texts], out, Settings())
    assert files(out) == before
    (out / NAME).write_bytes(b"no database" * 1000)
    pipeline.build([texts], out, Settings())
    assert files(out) == before


def test_another_budget_tries_again(tmp_path: Path) -> None:
    """What took too much is tried again when it may take more, and not before."""
    document = Document("a", "text")
    basis = Basis.of(Settings(), Gazetteer.of(()))
    with Kept.of(tmp_path) as kept:
        kept.rest_on(basis, UNLIMITED, [document])
        kept.put([(key_of(document), Reading(failed="too long"))])
        kept.rest_on(basis, UNLIMITED, [document])
        assert kept.keys() == {key_of(document)}
        kept.rest_on(basis, Budget(seconds=9), [document])
        assert kept.keys() == set()


def test_a_document_that_cannot_be_read_is_named(texts: Path, tmp_path: Path) -> None:
    """The rules break on one document: it is in the graph, says nothing, and report.json says why."""
    broken = texts / "trade.txt"
    broken.write_text("text without a pinned parse", "utf-8")
    stub = Stub()
    with patch.object(reader, "load", lambda *_: None), patch.object(reader, "parser", stub.parser):
        graph = pipeline.build([texts], tmp_path / "out", Settings())
    found = [item for item in graph.rejections if item.stage == "annotate"]
    assert [(item.document_id, item.reason.partition(":")[0]) for item in found] == [("trade.txt", "it cannot be read")]
    assert len(graph.documents) == len(PARSES)


def test_what_a_document_claims_is_not_found_out_again(stub: Stub, texts: Path, tmp_path: Path) -> None:
    """Only documents whose mentions are somebody else now are mapped again: none of the same corpus, all under another trust."""
    out, name = tmp_path / "out", min(PARSES)
    with patch.object(DocumentMapper, "made", autospec=True, side_effect=DocumentMapper.made) as mapped:

        def count(settings: Settings) -> int:
            mapped.reset_mock()
            pipeline.build([texts], out, settings)
            return int(mapped.call_count)

        assert count(Settings()) == len(PARSES)
        assert count(Settings()) == 0
        assert count(Settings(trust=("Chile",))) == len(PARSES)
        pipeline.remove([f"{name}.txt"], out, Settings(trust=("Chile",)))
        mapped.reset_mock()
        pipeline.add([texts / f"{name}.txt"], out, Settings(trust=("Chile",)))
        assert 0 < mapped.call_count < len(PARSES)


def test_what_could_not_be_read_is_not_kept(tmp_path: Path) -> None:
    """What is made of a document that could not be read holds for that time only."""
    document, calls = Document("a", "text"), list[Document]()
    with Kept.of(tmp_path) as kept:
        corpus = Corpus([document], Settings(), Gazetteer.of(()), kept)
        kept.put([(key_of(document), Reading(failed="too long"))])

        def made(said: Said, _: Outcome) -> tuple[str, ...]:
            calls.append(said.extract.document)
            return tuple(item.reason for item in said.unread)

        assert [corpus.derived(document, b"view", made) for _ in range(2)] == [("too long",)] * 2
    assert calls == [document, document]


@pytest.mark.parametrize("name", sorted(PARSES))
def test_extracts_come_back_as_they_were(name: str) -> None:
    """Every field of an extract is kept."""
    parse = PARSES[name]
    said = Said(extract(parse), (Rejection("annotate", name, "x", "y"),))
    assert unpacked(packed(said), parse.document) == said


class Evil:
    """Asks to run something when it is loaded."""

    def __reduce__(self) -> tuple[object, ...]:
        return print, ("harm",)


def test_nothing_but_types_of_the_model_is_loaded(capsys: pytest.CaptureFixture[str]) -> None:
    """A graph that a stranger sends cannot run anything."""
    data = zlib.compress(pickle.dumps(([Evil()], ())))
    with pytest.raises(ValueError, match="is damaged"):
        unpacked(data, Document("a", "text"))
    assert capsys.readouterr().out == ""


def test_trees_are_taken_from_what_is_kept(texts: Path, tmp_path: Path, stub: Stub) -> None:
    """Nothing is read twice for an export, and what is kept stays as it is; without it all is read again, to the same trees."""
    graph = pipeline.build([texts], tmp_path / "out")
    before, file = [*stub.read], (tmp_path / "out" / NAME).read_bytes()
    kept = [to_bytes(parse) for parse in pipeline.parses(graph, out=tmp_path / "out")]
    assert stub.read == before
    assert (tmp_path / "out" / NAME).read_bytes() == file
    assert [to_bytes(parse) for parse in pipeline.parses(graph)] == kept
    assert stub.read == before * 2
    (tmp_path / "out" / NAME).write_bytes(b"broken")
    assert [to_bytes(parse) for parse in pipeline.parses(graph, out=tmp_path / "out")] == kept


def test_what_is_equal_is_held_once() -> None:
    """Words and places in the text that are equal come back as one object; 1, 1.0 and True are not equal here."""
    one, other = (Span("a", 0, 5, "".join(("Ch", "ile"))) for _ in range(2))
    assert one is not other
    first, second = loads(dumps([Resolution(one, "x", "why"), Resolution(other, "x", "why")]))
    assert first.mention is second.mention
    assert first.reason is second.reason
    numbers = [Qualifier("r", text) for text in ("1", "1")], [(1,), (1.0,), (True,)]
    assert repr(loads(dumps(numbers))) == repr(numbers)
