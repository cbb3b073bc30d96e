"""Whatever documents hold: the build ends, others are built, and nothing of theirs runs or lands where it does not belong.

What is checked here is promised in SECURITY.md. `--hostile N` makes N inputs instead of 200.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest
import rdflib
from odd_inputs import PLAIN, odd_file
from test_page import assert_same_markup, parse

import kg
from kg.cli.report_tables import print_tables
from kg.export import export
from kg.export.exporters import EXPORTERS
from kg.query.engine import run
from kg.read.clean import one_line
from kg.report.corpus_statistics import figures

ORDINARY = 200
BATCH = 25  # inputs of one build
HONEST = 3  # documents between them
MOST_BYTES = 500_000, 200  # written files: at most so many bytes, and so many for each byte that was read
EVERYTHING = "SELECT * WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


class Built(NamedTuple):
    """A graph, the folder with its inputs and the one it was written to."""

    graph: kg.KnowledgeGraph
    inputs: Path
    out: Path


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A build for each batch of inputs."""
    if "first" in metafunc.fixturenames:
        metafunc.parametrize("first", range(0, metafunc.config.getoption("--hostile"), BATCH))


def test_hostile_documents(
    first: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A batch of odd files between honest ones: see the checks."""
    built = build(first, tmp_path, monkeypatch)
    assert_others_built(built)
    assert_all_named(built)
    assert_only_out(built, tmp_path)
    assert_size(built)
    assert_rdf(built)
    assert_no_formula(built)
    assert_nothing_steers(run(built.out, EVERYTHING, "table").decode())
    print_tables(figures(built.graph))
    assert_nothing_steers(capsys.readouterr().out)
    assert_pages(built.graph)


def build(first: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Built:
    inputs, out, here = folder / "inputs", folder / "out", folder / "here"
    inputs.mkdir()
    here.mkdir()
    monkeypatch.chdir(here)
    for number in range(first, first + BATCH):
        odd = odd_file(number)
        (inputs / odd.name).write_bytes(odd.content)
    for number in range(HONEST):
        (inputs / f"honest-{number}.txt").write_text(f"{PLAIN} Report {number} ends here.", encoding="utf-8")
    return Built(kg.build(inputs, out=out, jobs=1), inputs, out)


def assert_others_built(built: Built) -> None:
    """Each honest document is there and has given claims."""
    names = [f"honest-{number}.txt" for number in range(HONEST)]
    said = [
        {claim.id for claim in built.graph.claims for proof in claim.evidence if proof.document_id == name}
        for name in names
    ]
    assert all(said), said
    assert set(built.graph.documents) >= set(names)


def assert_all_named(built: Built) -> None:
    """Every file is a document, holds documents, or is refused with a reason."""
    known = set(built.graph.documents) | {item.document_id for item in built.graph.rejections}
    for path in built.inputs.iterdir():
        name = one_line(path.name)
        assert any(item == name or item.startswith((f"{name}#", f"{name}~")) for item in known), name


def assert_only_out(built: Built, folder: Path) -> None:
    """Nothing was made in the working folder or beside `out`, no input was changed, and `out` holds only what is promised."""
    assert sorted(path.name for path in folder.iterdir()) == ["here", "inputs", "out"]
    assert list((folder / "here").iterdir()) == []
    assert len(list(built.inputs.iterdir())) == BATCH + HONEST
    assert not any(path.is_symlink() and not path.resolve().is_relative_to(built.out) for path in built.out.rglob("*"))
    shown = {path.name for path in built.out.iterdir()}
    assert {name for name in shown if not name.startswith(".")} <= {
        *("graph.ttl", "claims.ttl", "graph.trig", "claims.jsonl", "graph.html", "report.html", "report.json", "store")
    }


def assert_size(built: Built) -> None:
    """What is written is bounded by what was read."""
    read = sum(path.stat().st_size for path in built.inputs.iterdir())
    written = sum(path.stat().st_size for path in built.out.glob("*.*") if path.name != "graph.html")
    least, each = MOST_BYTES
    assert written <= least + each * read


def assert_rdf(built: Built) -> None:
    """Two parsers that share no code read the same number of triples."""
    for name, format, theirs in (
        ("graph.ttl", ox.RdfFormat.TURTLE, "turtle"),
        ("claims.ttl", ox.RdfFormat.TURTLE, "turtle"),
    ):
        data = (built.out / name).read_bytes()
        graph = rdflib.Graph().parse(data=data, format=theirs)
        assert len(graph) == len(set(ox.parse(data, format))) > 0


def cells(built: Built) -> Iterator[str]:
    """Every cell of every table."""
    made = {name: export(built.graph, name) for name, item in EXPORTERS.items() if item.table}
    made["query"] = run(built.out, EVERYTHING, "csv")
    for content in made.values():
        assert isinstance(content, bytes)
        tabs = b"\t" in content.partition(b"\n")[0]
        lines = content.decode().split("\n") if tabs else content.decode().splitlines(keepends=True)
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if tabs else csv.reader(lines)
        yield from (cell for row in rows for cell in row)


def is_formula(cell: str) -> bool:
    """A cell that begins, behind what is not seen, with a sign of a formula in any width, and is no number."""
    seen = "".join(char for char in cell if unicodedata.category(char)[0] not in "CZ")
    try:
        float(cell)
    except ValueError:
        return unicodedata.normalize("NFKC", seen[:1]).startswith(("=", "+", "-", "@"))
    return False


def assert_no_formula(built: Built) -> None:
    assert [cell for cell in cells(built) if is_formula(cell)] == []


def assert_nothing_steers(shown: str) -> None:
    """No control character, no sign that turns the direction of writing."""
    assert {char for char in shown if char != "\n" and unicodedata.category(char) in ("Cc", "Cf", "Cs")} == set()


def assert_pages(graph: kg.KnowledgeGraph) -> None:
    """The page has the elements and attributes of an empty one; the report no script, no handler, no address but of the web."""
    assert_same_markup(graph.to_html())
    report = parse(graph.to_report())
    assert "script" not in {tag for tag, _ in report.tags}
    assert not [name for _, found in report.tags for name in found if name.startswith("on")]
    assert {urlsplit(place).scheme for place in report.attributes("href")} <= {"", "data", "http", "https"}


def test_the_checks_can_fail() -> None:
    """Formulas and control sequences are seen."""
    assert all(map(is_formula, ("=1", "\u200b＝1", "\t-1+2", "@A1")))
    assert not any(map(is_formula, ("'=1", "-1.5", "a=1", "")))
    for text in ("\x1b[31m", "\u202e", "\x9b"):
        with pytest.raises(AssertionError):
            assert_nothing_steers(text)


def test_inputs_are_the_same_each_time() -> None:
    """A number names one input, which can be made again; names are ones that the file system takes."""
    assert odd_file(7) == odd_file(7)
    assert len({odd_file(number).content for number in range(ORDINARY)}) > ORDINARY * 0.95
    assert not any(set(odd_file(number).name) & {"/", "\x00"} for number in range(ORDINARY))
