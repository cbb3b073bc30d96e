"""The command line: what goes where, and exit statuses. The work itself is tested where it is done."""

import io
import json
import re
import shlex
import subprocess
import sys
import types
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from strategies import WITH_ACTS

from kg.cli.app import app, main
from kg.errors import ModelError
from kg.export import exporters as export
from kg.knowledge_graph import KnowledgeGraph
from kg.model import Claim, Document, Entity, Evidence, Modality, Polarity, Property, Rejection, Span, Violation
from kg.query.engine import named_queries
from kg.settings import Settings
from kg.validate import checks as validate

COMMAND = typer.main.get_command(app)
COMMANDS: dict[str, Any] = COMMAND.commands  # type: ignore[attr-defined]
TEXT = "Russia backs Syria."


def a_graph(*rejections: Rejection) -> KnowledgeGraph:
    """One document, one fact."""
    whole, russia, backs, syria = (Span("a.txt", *at, TEXT[slice(*at)]) for at in ((0, 19), (0, 6), (7, 12), (13, 18)))
    ends = [Entity(f"https://kg.invalid/entity/{span.text}", span.text, "Country") for span in (russia, syria)]
    claim = Claim(
        ends[0].id,
        Property("https://kg.invalid/ns/politics#supports", "supports"),
        ends[1].id,
        Polarity.AFFIRMED,
        Modality.ACTUAL,
        evidence=(Evidence(whole, russia, (backs,), syria, rules=("subject-verb-object",)),),
    )
    return KnowledgeGraph.of(ends, [claim], [Document("a.txt", TEXT)], rejections)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with a saved graph."""
    a_graph().save(tmp_path / "out")
    return tmp_path / "out"


class Pipeline(types.ModuleType):
    """Stands for kg.pipeline: keeps what it was called with, gives what the test put in."""

    def __init__(self) -> None:
        super().__init__("kg.pipeline")
        self.calls: list[tuple[Any, ...]] = []
        self.graph = a_graph()
        self.error: BaseException | None = None
        self.forced = False

    def build(self, *arguments: Any, force: bool = False) -> KnowledgeGraph:
        """Like kg.pipeline.build."""
        self.calls.append(arguments)
        self.forced = force
        if len(arguments) > 3:
            arguments[3](1, 2, "[red]a.txt")
        if self.error:
            raise self.error
        return self.graph

    add = remove = build

    def extract(self, text: str, settings: Settings, **options: Any) -> Iterator[dict[str, object]]:
        """Like kg.pipeline.extract."""
        self.calls.append((text, settings, options))
        yield {"subject": "Guaidó", "relation": "met"}
        yield {"subject": "\x1b"}


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Pipeline:
    """A pipeline that reads nothing, in a working directory without settings."""
    fake = Pipeline()
    monkeypatch.setitem(sys.modules, "kg.pipeline", fake)
    monkeypatch.chdir(tmp_path)
    return fake


def give(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    """Put bytes on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))


def examples() -> list[str]:
    """The command lines in the help texts, without what explains them and what the shell does."""
    lines = [line.strip() for command in COMMANDS.values() for line in command.help.split("\b")[-1].splitlines()]
    calls = [re.split(r"\s{2,}| [<>] ", line[line.index("kg ") :])[0] for line in lines if "kg " in line]
    assert len(calls) >= 2 * len(COMMANDS)
    return calls


def test_all_commands_are_there() -> None:
    """The commands that the documentation promises exist."""
    assert {"build", "add", "remove", "query", "explain", "show", "export", "validate", "extract"} <= COMMANDS.keys()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_text_teaches_by_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Help is printed for every command, with examples that call that command."""
    assert main([name, "--help"]) == 0
    assert "Examples:" in capsys.readouterr().out
    assert f"kg {name}" in COMMANDS[name].help


@pytest.mark.parametrize("example", examples())
def test_every_example_is_a_valid_command_line(example: str) -> None:
    """Nothing in the help texts is refused by the parser; questions that they name exist."""
    _, name, *arguments = shlex.split(example)
    if "--list" not in arguments:
        COMMANDS[name].make_context(name, list(arguments))  # it empties the list
    assert all(argument[1:] in named_queries() for argument in arguments if argument.startswith("@"))


def test_help_loads_nothing_heavy() -> None:
    """kg --help answers at once, because the libraries that do the work are not imported."""
    code = """if True:
        import sys
        from kg.cli.app import main
        status = main(["--help"])
        heavy = {"spacy", "numpy", "rdflib", "pyoxigraph", "networkx", "pyvis", "trafilatura", "onnxruntime"}
        sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else status)
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "build" in done.stdout


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """--version names program and version."""
    assert main(["--version"]) == 0
    assert re.fullmatch(r"kg \d+\.\d+\.\d+\S*\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    "arguments", [["build"], ["no-such-command"], ["build", "--no-such-option", "x"], ["extract", "-", "--form", "x"]]
)
def test_a_wrong_command_line_is_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """As with git and rg; the message goes to standard error."""
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Usage: kg" in shown.err


@pytest.mark.parametrize("command", ["build", "add"])
def test_build_and_add_pass_on_what_was_asked(
    pipeline: Pipeline, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Inputs, folder and settings arrive; the counts go to standard error, nothing to standard output."""
    options = [
        "--trust",
        "Reuters",
        "--trust",
        "AP",
        "--model",
        "m",
        "--base",
        "https://x.example/",
        "--threads",
        "2",
        "--jobs",
        "3",
        "--encoding",
        "cp1250",
    ]
    files = ["--ontology", "o.ttl", "--gazetteer", "g.csv"]
    assert main([command, "a.txt", "-", "-o", "graph", *options, *files]) == 0
    ((inputs, out, settings, *_),) = pipeline.calls
    assert (inputs, out) == (["a.txt", "-"], Path("graph"))
    assert settings == Settings(
        base="https://x.example/",
        model="m",
        ontology=(Path("o.ttl"),),
        gazetteer=(Path("g.csv"),),
        trust=("Reuters", "AP"),
        encoding="cp1250",
        threads=2,
        jobs=3,
    )
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == "1 document, 2 entities, 1 fact, 1 claim in graph\n"


def test_options_win_over_the_file_and_the_file_over_nothing(pipeline: Pipeline, tmp_path: Path) -> None:
    """kg.toml of the working directory counts, unless an option says otherwise."""
    (tmp_path / "kg.toml").write_text('model = "one"\ntrust = ["Reuters"]\n')
    assert main(["build", "a.txt", "--model", "two"]) == 0
    settings = pipeline.calls[0][2]
    assert (settings.model, settings.trust) == ("two", ("Reuters",))


def test_what_was_not_read_is_named_and_the_status_is_1(pipeline: Pipeline, capsys: pytest.CaptureFixture[str]) -> None:
    """One line each with its reason, even with -q; a field of a document that was read is no failure."""
    bad = [
        Rejection("read", "b.txt", "news/b.txt", "empty; remove it"),
        Rejection("language", "stdin", "standard input", "no"),
    ]
    pipeline.graph = a_graph(*bad, Rejection("metadata", "a.txt", "published: x", "unclear"))
    assert main(["build", "news", "-", "-q"]) == 1
    assert capsys.readouterr().err == "standard input: no\nnews/b.txt: empty; remove it\n"
    assert main(["build", "news", "-v"]) == 1
    assert "published: x: unclear" in capsys.readouterr().err
    pipeline.graph = a_graph(Rejection("metadata", "a.txt", "published: x", "unclear"))
    assert main(["build", "news"]) == 0


@pytest.mark.parametrize("loudness", ["-q", "-v"])
def test_a_service_that_failed_is_named_and_the_status_is_1(
    pipeline: Pipeline, loudness: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Reconciliation that was asked for and not done is named once, with its reason; the graph is built all the same."""
    pipeline.graph = a_graph(Rejection("reconcile", "", "http://wiki.example/api", "it did not answer"))
    assert main(["build", "a.txt", "--reconcile", "http://wiki.example/api", loudness]) == 1
    assert capsys.readouterr().err.count("http://wiki.example/api: it did not answer\n") == 1


def test_a_graph_is_not_replaced_without_a_word(
    pipeline: Pipeline, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A build where a graph is says so; --force is passed on."""
    a_graph().save(tmp_path / "out")
    assert main(["build", "a.txt"]) == 0
    assert "the graph in out will be replaced" in capsys.readouterr().err
    assert not pipeline.forced
    assert main(["build", "a.txt", "-o", "new", "--force"]) == 0
    assert "replaced" not in capsys.readouterr().err
    assert pipeline.forced


def test_an_interrupt_says_so(pipeline: Pipeline, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C gives the status that shells know, and one line."""
    pipeline.error = KeyboardInterrupt()
    assert main(["build", "a.txt"]) == 130
    assert capsys.readouterr().err.strip().endswith("kg: interrupted; a graph that was there is whole")


def test_a_time_that_is_none(pipeline: Pipeline, capsys: pytest.CaptureFixture[str]) -> None:
    """--timeout nan is one message."""
    assert main(["query", "out", "ASK {}", "--timeout", "nan"]) == 1
    assert "nan s is no time for a query" in capsys.readouterr().err


def test_long_lists_are_cut(pipeline: Pipeline, capsys: pytest.CaptureFixture[str]) -> None:
    """Twenty are named, the rest is counted and can be looked up."""
    pipeline.graph = a_graph(*(Rejection("read", f"{n}", f"news/{n}.txt", "bad") for n in range(25)))
    assert main(["build", "news"]) == 1
    shown = capsys.readouterr().err
    assert shown.count(": bad\n") == 20
    assert "and 5 more: see out/report.json" in shown
    assert "not read: 25" in shown


@pytest.mark.parametrize(
    ("inputs", "status"),
    [(["new"], 0), (["old"], 1), (["old/sub/b.txt"], 1), (["."], 1), (["./old/"], 1), (["old.txt"], 0), (["-"], 0)],
)
def test_add_fails_only_for_what_it_was_given(pipeline: Pipeline, inputs: list[str], status: int) -> None:
    """The graph remembers what an earlier build could not read; that is no failure of this one."""
    pipeline.graph = a_graph(Rejection("read", "b.txt#3", "old/sub/b.txt, line 3", "bad"))
    assert main(["add", *inputs]) == status


def test_remove(pipeline: Pipeline) -> None:
    """The ids arrive as they are."""
    assert main(["remove", "a.txt", "r.jsonl#7", "-o", "graph"]) == 0
    assert pipeline.calls == [(["a.txt", "r.jsonl#7"], Path("graph"), Settings())]


def test_json_report(pipeline: Pipeline, capsys: pytest.CaptureFixture[str]) -> None:
    """--json prints the counts and the failures for programs."""
    pipeline.graph = a_graph(Rejection("read", "b.txt", "b.txt", "empty"))
    assert main(["build", "b.txt", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "out": "out",
        "documents": 1,
        "entities": 2,
        "facts": 1,
        "claims": 1,
        "not_read": [{"stage": "read", "document_id": "b.txt", "item": "b.txt", "reason": "empty"}],
    }


def test_errors_are_one_message_and_a_traceback_only_with_v(
    pipeline: Pipeline, capsys: pytest.CaptureFixture[str]
) -> None:
    """What, where and hint are shown; -q does not hide them; a bug is not dressed up as a user's mistake."""
    pipeline.error = ModelError("it has no parser", where="en_x", hint="choose another")
    assert main(["build", "a.txt", "-q"]) == 1
    assert capsys.readouterr().err == "kg: en_x: it has no parser (choose another)\n"
    with pytest.raises(ModelError):
        main(["build", "a.txt", "-v"])
    pipeline.error = PermissionError(13, "Permission denied", "out")
    assert main(["build", "a.txt"]) == 1
    assert capsys.readouterr().err == "kg: out: Permission denied\n"
    pipeline.error = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        main(["build", "a.txt"])


def test_verbosity_does_not_last(pipeline: Pipeline) -> None:
    """-q and -v count for one call."""
    pipeline.error = ModelError("no")
    with pytest.raises(ModelError):
        main(["build", "a.txt", "-v"])
    assert main(["build", "a.txt"]) == 1


@pytest.mark.parametrize("source", ["argument", "stdin"])
def test_query(out: Path, source: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The answer, and only that, is on standard output."""
    sparql = "SELECT ?label WHERE { ?x pol:supports ?y . ?y rdfs:label ?label }"
    give(monkeypatch, sparql.encode())
    assert main(["query", str(out), "-" if source == "stdin" else sparql, "-f", "csv"]) == 0
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("label\nSyria\n", "")


def test_a_question_without_an_answer(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Why nothing was found is said on standard error, and not with -q."""
    asked = ["query", str(out), "SELECT ?x WHERE { ?x kg:supports ?y }", "-f", "csv"]
    assert main(asked) == 0
    shown = capsys.readouterr()
    assert shown.out == "x\n"
    assert "kg:supports stands nowhere in the graph; near it: pol:supports" in shown.err
    assert main([*asked, "-q"]) == 0
    assert capsys.readouterr().err == ""


def test_query_list(capsys: pytest.CaptureFixture[str]) -> None:
    """Every question is listed with its name, without naming a graph."""
    assert main(["query", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0][1:] for line in lines] == list(named_queries())
    assert lines
    assert all(len(line.split()) > 2 for line in lines)


@pytest.mark.parametrize(
    "arguments",
    [["query", "none", "ASK {}"], ["explain", "none", "x"], ["export", "none"], ["show", "none"], ["validate", "none"]],
)
def test_a_missing_graph_is_named(arguments: list[str], pipeline: Pipeline, capsys: pytest.CaptureFixture[str]) -> None:
    """Every command that needs a graph says that there is none, and makes none."""
    assert main(arguments) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("kg: none: ")
    assert not Path("none").exists()


def test_explain(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sentence with its parts marked, or as JSON; status 1 when nothing speaks of it."""
    assert main(["explain", str(out), "russia syria"]) == 0
    assert "[S: Russia] [P: backs] [O: Syria]." in capsys.readouterr().out
    assert main(["explain", str(out), "russia", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["asserted"] is True
    assert main(["explain", str(out), "brazil"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "try fewer words" in shown.err


@pytest.mark.parametrize(
    ("option", "starts", "opened", "status"),
    [("--open", True, 1, 0), ("--open", False, 1, 1), ("--no-open", True, 0, 0)],
)
def test_show(
    out: Path,
    option: str,
    starts: bool,
    opened: int,
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The page is written and its path printed; the browser is started unless told otherwise."""
    pages: list[str] = []

    def browse(url: str) -> bool:
        pages.append(url)
        return starts

    monkeypatch.setattr(webbrowser, "open", browse)
    (out / "graph.html").unlink(missing_ok=True)
    assert main(["show", str(out), option]) == status
    assert capsys.readouterr().out == f"{out / 'graph.html'}\n"
    assert "Syria" in (out / "graph.html").read_text(encoding="utf-8")
    assert pages == [(out / "graph.html").as_uri()] * opened


@pytest.mark.parametrize(
    ("arguments", "format"),
    [
        ([], "turtle"),
        (["-f", "csv"], "csv"),
        (["-o", "g.graphml"], "graphml"),
        (["-o", "g.x", "-f", "gexf"], "gexf"),
        (["-o", "g.nt"], "ntriples"),
        (["-o", "g"], "turtle"),
    ],
)
def test_export(
    out: Path,
    arguments: list[str],
    format: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    """The bytes of the format, on standard output or in a file; the name of the file may choose the format."""
    monkeypatch.chdir(tmp_path)
    assert main(["export", str(out), *arguments]) == 0
    shown = capsysbinary.readouterr().out
    written = Path(arguments[1]).read_bytes() if "-o" in arguments else shown
    assert written == export.export(KnowledgeGraph.load(out), format)


def test_export_for_excel_and_of_names_alone(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """--bom is for tables; --named leaves out what is only described."""
    WITH_ACTS.graph().save(tmp_path)
    assert main(["export", str(tmp_path), "-f", "csv", "--bom", "--named"]) == 0
    table = capsysbinary.readouterr().out
    assert table.startswith(b"\xef\xbb\xbfsubject,")
    assert b"fishermen," not in table
    assert b",died," in table
    assert main(["export", str(tmp_path), "-f", "turtle", "--bom"]) == 1


def test_export_refuses_an_unknown_ending(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file is never written in another format than its name says."""
    monkeypatch.chdir(tmp_path)
    assert main(["export", str(out), "-o", "g.x"]) == 1
    assert "no format is known by the ending .x" in " ".join(capsys.readouterr().err.split())
    assert not Path("g.x").exists()


def test_export_help_lists_the_formats_that_exist(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A new line in EXPORTERS is in the help by itself."""
    monkeypatch.setitem(export.EXPORTERS, "morse", export.Format(lambda graph: b"", "dots and dashes"))
    assert main(["export", "--help"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert all(format in shown for format in export.EXPORTERS)
    assert main(["export", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(export.EXPORTERS)
    assert lines[-1].endswith("dots and dashes")


def test_export_of_several_files_and_of_claims(
    out: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A folder is made for them, standard output cannot hold them; --claims has what is only claimed, too."""
    assert main(["export", str(out), "-f", "neo4j", "-o", str(tmp_path / "new")]) == 0
    assert (tmp_path / "new/graph.cypher").is_file()
    assert (tmp_path / "new/nodes/Claim.csv").is_file()
    assert main(["export", str(out), "-f", "neo4j"]) == 1
    assert b"neo4j is several files (name a folder with -o)" in capsysbinary.readouterr().err
    assert main(["export", str(out), "-f", "csv", "--claims"]) == 0
    rows = capsysbinary.readouterr().out.decode().splitlines()
    assert rows[0].endswith("claim,asserted,polarity,modality,attributed_to")
    assert main(["export", str(out), "-f", "turtle", "--claims"]) == 1


@pytest.mark.parametrize(("found", "status"), [((), 0), ((Violation("shape", "ent:X", "no label"),), 1)])
def test_validate(
    out: Path,
    found: tuple[Violation, ...],
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Violations are the result; one is enough for status 1."""
    asked: list[bool] = []

    def check(graph: KnowledgeGraph, *, shacl: bool) -> tuple[Violation, ...]:
        asked.append(shacl)
        return found

    monkeypatch.setattr(validate, "validate", check)
    assert main(["validate", str(out)]) == status
    assert capsys.readouterr().out == "".join("shape: ent:X: no label\n" for _ in found)
    assert main(["validate", str(out), "--json", "--no-shacl"]) == status
    assert len(json.loads(capsys.readouterr().out)) == len(found)
    assert asked[1] is False


@pytest.mark.parametrize("source", ["file", "stdin"])
def test_extract(
    pipeline: Pipeline, source: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One JSON object a line, in UTF-8, with control characters escaped; options arrive."""
    Path("s.txt").write_bytes("\ufeffGuaidó met.\n".encode())
    give(monkeypatch, Path("s.txt").read_bytes())
    assert main(["extract", "-" if source == "stdin" else "s.txt", "--lines", "--form", "binary"]) == 0
    assert pipeline.calls == [("Guaidó met.\n", Settings(), {"lines": True, "form": "binary"})]
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["subject"] for line in lines] == ["Guaidó", "\x1b"]
    assert "Guaidó" in lines[0]
    assert "\x1b" not in lines[1]


@pytest.mark.parametrize(
    ("make", "says"), [(lambda: None, "No such file"), (lambda: Path("s.txt").write_bytes(b"\xff\xfe"), "not UTF-8")]
)
def test_extract_names_a_bad_file(
    pipeline: Pipeline, make: Callable[[], object], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing file and one in another encoding are one message each."""
    make()
    assert main(["extract", "s.txt"]) == 1
    assert re.fullmatch(rf"kg: s\.txt: .*{says}.*\n", capsys.readouterr().err)
