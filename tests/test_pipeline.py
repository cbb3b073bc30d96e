"""The road as a whole, on small texts: what `build`, `add` and `remove` promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import pipeline
from kg.errors import ReadError, SettingsError, StoreError
from kg.export.exporters import export
from kg.iri import POL
from kg.knowledge_graph import KnowledgeGraph
from kg.pipeline import add, build, remove
from kg.resources.ontology import Ontology
from kg.settings import Settings

TEXTS = {
    "a.txt": "Canada backs Ukraine.\n\nForeign Minister Ana Ruiz visited Oslo.\n",
    "b.txt": "Norway recognizes Kosovo.\n\nThe minister denied that Ghana attacked Togo.\n",
    "c.txt": "Reuters said that Kenya supports Chad.\n",
}
BYTES = ("graph.ttl", "claims.ttl", "graph.trig", "claims.jsonl", "graph.html", "report.html")


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of documents."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def files(out: Path) -> dict[str, bytes]:
    """What must be the same, byte for byte."""
    return {name: (out / name).read_bytes() for name in BYTES}


def test_order_and_repetition_change_nothing(texts: Path, tmp_path: Path) -> None:
    """The same documents in any order give the same bytes, run after run."""
    paths = [texts / name for name in TEXTS]
    build(paths, tmp_path / "one", Settings())
    build(paths[::-1], tmp_path / "two", Settings())
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_add_and_remove_equal_a_build(texts: Path, tmp_path: Path) -> None:
    """Adding documents gives the bytes of a build of all; removing them gives back the bytes before."""
    before, every = tmp_path / "before", tmp_path / "every"
    build([texts / "a.txt"], before, Settings())
    build([texts / name for name in TEXTS], every, Settings())
    small = files(before)
    add([texts / "b.txt", texts / "c.txt"], before, Settings())
    assert files(before) == files(every)
    add([texts / "b.txt"], before, Settings())
    assert files(before) == files(every)
    remove(["b.txt", "c.txt"], before, Settings())
    assert files(before) == small


OWN = """@prefix : <https://mine.example/> . @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix kg: <https://kg.invalid/ns/kg#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:Country a owl:Class ; rdfs:label "country" . :Person a owl:Class ; rdfs:label "human" .
:visited a owl:ObjectProperty ; rdfs:label "visited" ; rdfs:domain :Person ; rdfs:range :Country ; kg:ploverClass "CONSULT" ."""


def test_the_graph_knows_the_users_ontology_when_its_file_is_gone(tmp_path: Path) -> None:
    """Events of a property of the user's own are in the table, also of a graph that was loaded; ours are mapped as ever."""
    own, out = tmp_path / "own.ttl", tmp_path / "out"
    own.write_text(OWN, "utf-8")
    (tmp_path / "d.txt").write_text("Ana Ruiz visited Norway. Canada backs Ukraine.\n", "utf-8")
    build([tmp_path / "d.txt"], out, Settings(ontology=(own,)))
    own.unlink()
    graph = KnowledgeGraph.load(out)
    assert Ontology.of(graph.info).property("https://mine.example/visited").plover == "CONSULT"
    assert {(claim.property.iri, claim.event) for claim in graph.claims} >= {
        ("https://mine.example/visited", "CONSULT"),
        (POL + "supports", "SUPPORT"),
    }
    assert b",visited,CONSULT," in export(graph, "events")


def test_nothing_to_read_writes_nothing(texts: Path, tmp_path: Path) -> None:
    """A wrong path does not put an empty graph in the place of a good one."""
    out = tmp_path / "out"
    build([texts], out, Settings())
    before = files(out)
    with pytest.raises(ReadError, match="no document to build from"):
        build([tmp_path / "nowhere"], out, Settings())
    assert files(out) == before


def test_add_keeps_the_settings_of_the_build(texts: Path, tmp_path: Path) -> None:
    """Base and trust of a graph stay; other ones are refused."""
    out = tmp_path / "out"
    build([texts / "c.txt"], out, Settings(base="https://z.example/", trust=("Reuters",)))
    graph = add([texts / "a.txt"], out, Settings())
    assert graph.base == "https://z.example/"
    assert any(graph.label(subject) == "Kenya" for subject, _, _ in graph.facts)
    with pytest.raises(SettingsError, match="built with"):
        add([texts / "b.txt"], out, Settings(base="https://other.example/"))


def test_remove_takes_all_rows_of_a_table_and_refuses_unknown_names(tmp_path: Path) -> None:
    """The name of a table stands for its rows; a name that is not there changes nothing."""
    table, out = tmp_path / "t.jsonl", tmp_path / "out"
    rows = ('{"id": "1", "text": "Canada backs Ukraine."}', '{"id": "2", "text": "Norway recognizes Kosovo."}')
    table.write_text("\n".join(rows), encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXTS["a.txt"], encoding="utf-8")
    build([table, tmp_path / "a.txt"], out, Settings())
    with pytest.raises(StoreError, match="no document nothing"):
        remove(["nothing.txt"], out, Settings())
    remove(["t.jsonl"], out, Settings())
    assert list(KnowledgeGraph.load(out).documents) == ["a.txt"]


def test_report_has_times_and_versions(texts: Path, tmp_path: Path) -> None:
    """Only report.json knows how long it took; it also says what made the graph."""
    graph = build([texts], tmp_path / "out", Settings())
    assert {"kg", "model", "ontology"} <= set(graph.info)
    report = (tmp_path / "out" / "report.json").read_text(encoding="utf-8")
    assert '"reading":' in report
    assert '"a.txt"' in report


def test_what_could_not_be_read_well_is_reported(tmp_path: Path) -> None:
    """A paragraph in letters that the reader has not learnt is named with its reason; the rest of the document is read."""
    file = tmp_path / "mixed.txt"
    file.write_text("Canada backs Ukraine.\n\nꦧꦱ ꦗꦮ ꦱꦼꦫꦠ꧀ ꦧꦱ ꦗꦮ\n\nNorway recognizes Kosovo.\n", encoding="utf-8")
    graph = build([file], None, Settings())
    told = [item for item in graph.rejections if item.stage == "annotate"]
    assert [(item.document_id, item.item) for item in told] == [("mixed.txt", "ꦧꦱ ꦗꦮ ꦱꦼꦫꦠ꧀ ꦧꦱ ꦗꦮ")]
    assert "letters" in told[0].reason
    assert {claim.property.label for claim in graph.claims} >= {"supports", "recognizes"}


def test_extract_keeps_its_reader() -> None:
    """Who extracts sentence by sentence loads the pipeline and the gazetteer once."""
    list(pipeline.extract("Canada backs Peru."))
    loaded = pipeline._kept.cache_info().misses, pipeline._packaged_gazetteer.cache_info().misses
    assert list(pipeline.extract("Peru backs Canada."))
    assert (pipeline._kept.cache_info().misses, pipeline._packaged_gazetteer.cache_info().misses) == loaded
