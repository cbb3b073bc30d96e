"""`kg show` and `kg report`: parts, pictures and figures of a saved graph."""

from __future__ import annotations

import json
import webbrowser
from pathlib import Path

import pytest
from strategies import COURIER, HOSTILE, SAMPLE, WITH_ACTS

from kg.cli.app import main
from kg.cli.report_tables import print_tables
from kg.knowledge_graph import KnowledgeGraph
from kg.model import Rejection
from kg.report.corpus_statistics import figures


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with a saved graph."""
    SAMPLE.graph().save(tmp_path / "out")
    return tmp_path / "out"


def test_a_part_gets_a_page_of_its_own(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The page of the whole stays as it is; that of a part has the part's facts and says what it is."""
    whole = (out / "graph.html").read_bytes()
    asked = ["--focus", "ada quill", "--depth", "1", "--since", "2019-04", "--claims", "--no-open"]
    assert main(["show", str(out), *asked]) == 0
    assert capsys.readouterr().out == f"{out / 'part.html'}\n"
    page = (out / "part.html").read_text(encoding="utf-8")
    assert "<title>ada quill, since 2019-04</title>" in page
    assert "is to visit" in page or "visit Southport" in page
    assert "thrown its support" not in page
    assert (out / "graph.html").read_bytes() == whole


def test_only_what_has_a_name(tmp_path: Path) -> None:
    """--named makes a part without described things; acts of those with a name stay."""
    WITH_ACTS.graph().save(tmp_path)
    assert main(["show", str(tmp_path), "--named", "--no-open"]) == 0
    page = (tmp_path / "part.html").read_text(encoding="utf-8")
    assert "Ada Quill – died" in page
    assert "two fishermen" not in page
    assert "two fishermen" in (tmp_path / "graph.html").read_text(encoding="utf-8")


def test_the_page_can_go_elsewhere(out: Path, tmp_path: Path) -> None:
    """-o names the file; without claims only facts are in it."""
    assert main(["show", str(out), "--facts", "--no-open", "-o", str(tmp_path / "facts.html")]) == 0
    page = (tmp_path / "facts.html").read_text(encoding="utf-8")
    assert "thrown its support" in page
    assert "not threatening" not in page


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (["--focus", "Northlnad"], "Northlnad: no entity has this name (did you mean Northland?)"),
        (["--since", "soon"], "soon: this is no time"),
        (["--since", "2050"], "nothing in the graph is like that"),
    ],
)
def test_what_is_not_there_is_named(out: Path, asked: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One message, no page, status 1."""
    assert main(["show", str(out), *asked, "--no-open"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert says in shown.err
    assert not (out / "part.html").exists()


def test_pictures(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """SVG and PNG are written, their paths printed, and no browser is started."""
    pytest.importorskip("resvg_py")
    monkeypatch.setattr(webbrowser, "open", lambda url: pytest.fail("a browser was started"))
    svg, png = tmp_path / "g.svg", tmp_path / "g.png"
    assert main(["show", str(out), "--focus", "Northland", "--svg", str(svg), "--png", str(png)]) == 0
    assert capsys.readouterr().out == f"{svg}\n{png}\n"
    assert svg.read_text(encoding="utf-8").startswith("<svg ")
    assert png.read_bytes().startswith(b"\x89PNG")


def test_one_thing_is_told_in_the_singular(capsys: pytest.CaptureFixture[str]) -> None:
    """ "1 document", "0 facts"."""
    print_tables(figures(KnowledgeGraph.of((), (), (COURIER,))))
    assert capsys.readouterr().out.startswith("1 document, 0 sentences, 0 entities, 0 facts, ")


def test_report(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The tables go to standard output, the page to the folder, the same as a build writes it."""
    built = (out / "report.html").read_bytes()
    (out / "report.html").unlink()
    assert main(["report", str(out)]) == 0
    shown = capsys.readouterr()
    assert shown.err == f"wrote {out / 'report.html'}\n"
    for words in (
        "Most connected",
        "Ada Quill",
        "Northland — supports → Ada Quill",
        "no verb of the ontology",
        "Bo Reed",
    ):
        assert words in shown.out
    assert (out / "report.html").read_bytes() == built
    assert main(["report", str(out), "--json", "-q"]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["totals"]["facts"] == 2
    assert shown.err == ""


def test_report_cannot_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Control characters and markup of documents are printed as text."""
    refused = [Rejection("map", "herald.txt", text, f"[red]{text}") for text in HOSTILE]
    KnowledgeGraph.of(SAMPLE.entities, SAMPLE.claims, SAMPLE.documents, refused).save(tmp_path / "out")
    assert main(["report", str(tmp_path / "out")]) == 0
    shown = capsys.readouterr().out
    assert "[red]" in shown
    assert not set(shown) & set("\x00\x07\x1b\x7f\x85\u202e")


@pytest.mark.parametrize(("starts", "status"), [(True, 0), (False, 1)])
def test_report_in_the_browser(out: Path, starts: bool, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """--open opens the page."""
    pages: list[str] = []

    def browse(url: str) -> bool:
        pages.append(url)
        return starts

    monkeypatch.setattr(webbrowser, "open", browse)
    assert main(["report", str(out), "--open", "-q"]) == status
    assert pages == [(out / "report.html").as_uri()]


def test_a_missing_graph_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No graph, no report."""
    assert main(["report", str(tmp_path / "none")]) == 1
    assert "there is no graph here" in capsys.readouterr().err
