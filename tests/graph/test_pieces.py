"""What is written by difference: the bytes are those of writing everything, whatever was there before."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from unittest.mock import patch

import pytest
from graph_files import files, saved
from hypothesis import given
from hypothesis import strategies as st
from strategies import COURIER, SAMPLE, WITH_ACTS, examples, graphs

from kg.graph import claims_json, quads, store
from kg.graph.pieces import Earlier, Marks, chunks, digest
from kg.knowledge_graph import KnowledgeGraph
from kg.model import Rejection

WHOLE = WITH_ACTS.graph()
FEWER = WHOLE.without([COURIER.id])


def marks_of(graph: KnowledgeGraph, basis: str = "rules") -> Marks:
    """Marks that say all that documents hold."""
    marks = Marks(basis)
    marks.documents |= {document.id: digest([document]) for document in graph.documents.values()}
    return marks


def save(graph: KnowledgeGraph, out: Path, basis: str = "rules") -> None:
    marks = marks_of(graph, basis)
    store.save(out, graph.writers(marks=marks), marks=marks)


@examples(5)
@given(graphs(), graphs())
def test_over_any_other_graph_the_bytes_are_those_of_a_fresh_one(
    tmp_path_factory: pytest.TempPathFactory, one: KnowledgeGraph, other: KnowledgeGraph
) -> None:
    """Two graphs of names and texts that are anything, one saved over the other and back: every file, and the quads."""
    home = tmp_path_factory.mktemp("over")
    fresh = [saved(graph, home / str(number)) for number, graph in enumerate((one, other))]
    for number in (0, 1, 0, 0):
        save((one, other)[number], home / "out")
        assert files(home / "out") == fresh[number]


@pytest.mark.parametrize("steps", [(WHOLE, FEWER, WHOLE), (FEWER, WHOLE, WHOLE), (WHOLE, SAMPLE.graph(), FEWER)])
def test_documents_that_come_and_go(tmp_path: Path, steps: tuple[KnowledgeGraph, ...]) -> None:
    """Also when most is the same as before, and pieces are copied and quads taken over."""
    for graph in steps:
        save(graph, tmp_path / "out")
        assert files(tmp_path / "out") == saved(graph, tmp_path / "fresh")


def test_what_rests_on_the_same_is_not_written_again(tmp_path: Path) -> None:
    """A second time no claim is, and the store is taken over; under other rules, or without marks, all is."""
    save(WHOLE, tmp_path)
    for basis, again in (("rules", False), ("others", True), ("others", False)):
        with (
            patch.object(claims_json, "claim_row", wraps=claims_json.claim_row) as row,
            patch.object(quads, "keep", wraps=quads.keep) as keep,
        ):
            save(WHOLE, tmp_path, basis)
        assert (row.called, keep.called) == (again, again)
    with patch.object(claims_json, "claim_row", wraps=claims_json.claim_row) as row:
        WHOLE.save(tmp_path)
    assert row.called


@pytest.mark.parametrize("name", ["claims.ttl", "claims.jsonl", "graph.ttl", "store/1/pieces.json.gz"])
@pytest.mark.parametrize("harm", [b"", None])
def test_what_somebody_has_changed_is_made_again(tmp_path: Path, name: str, harm: bytes | None) -> None:
    """Files for people may be edited or removed; what is taken from them is what was written, or nothing."""
    save(FEWER, tmp_path / "out")
    path = tmp_path / "out" / name
    path.write_bytes(harm if harm is not None else path.read_bytes()[::-1])
    save(WHOLE, tmp_path / "out")
    assert files(tmp_path / "out") == saved(WHOLE, tmp_path / "fresh")


@pytest.mark.parametrize("harm", ["gone", "torn"])
def test_a_store_that_cannot_be_read_is_made_anew(tmp_path: Path, harm: str) -> None:
    """Who adds to a graph whose quads are damaged gets a sound one."""
    save(FEWER, tmp_path / "out")
    for path in tmp_path.glob("out/store/*/quads/*.sst"):
        path.write_bytes(b"") if harm == "torn" else path.unlink()
    save(WHOLE, tmp_path / "out")
    assert files(tmp_path / "out") == saved(WHOLE, tmp_path / "fresh")


def test_no_word_of_a_document_that_is_gone_is_left(tmp_path: Path) -> None:
    """Oxigraph would keep its texts: so the store is made anew."""
    save(WHOLE, tmp_path)
    sentence = next(
        item.sentence.text for claim in WHOLE.claims for item in claim.evidence if item.document_id == COURIER.id
    )
    held = [path for path in tmp_path.rglob("*.sst") if sentence.encode() in path.read_bytes()]
    save(FEWER, tmp_path)
    assert held
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and sentence.encode() in path.read_bytes()]


@given(st.sets(st.text(max_size=3)), st.text(max_size=3))
def test_one_item_more_changes_the_runs_around_it_alone(names: set[str], name: str) -> None:
    """Where runs begin the names alone decide."""
    before, after = ([*chunks(sorted(found), str, 4)] for found in (names - {name}, names | {name}))
    assert [item for run in after for item in run] == sorted(names | {name})
    assert len([run for run in after if run not in before]) <= 2


def test_a_folder_without_a_graph_has_no_pieces(tmp_path: Path) -> None:
    """Then everything is made."""
    earlier = Earlier(lambda name: tmp_path / name, "rules")
    assert not earlier.places
    assert not earlier.documents


@given(graphs(), st.lists(st.builds(Rejection, st.text(), st.text(), st.text(), st.text()), max_size=3))
@examples(20)
def test_the_report_is_json_as_python_writes_it(graph: KnowledgeGraph, refused: list[Rejection]) -> None:
    """With what was refused, which is written line by line."""
    told = claims_json.report(replace(graph, rejections=tuple(refused)), {"read": 1.5})
    text = b"".join(told).decode("utf-8", "surrogatepass")
    found = json.loads(text)
    assert text == json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    assert [tuple(item.values()) for item in found["rejections"]] == [tuple(asdict(item).values()) for item in refused]
