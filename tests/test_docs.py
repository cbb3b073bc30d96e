"""The documents tell the truth: command lines, links, paths, names and Python blocks are checked against the program."""

import ast
import doctest
import re
import shlex
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph
import pytest
import typer

import kg
from kg.cli.app import app
from kg.export.exporters import EXPORTERS
from kg.iri import Minter
from kg.query.engine import FORMATS, answer, named_queries

ROOT = Path(__file__).resolve().parent.parent
GUIDES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md")]
PAGES = [
    *GUIDES,
    ROOT / "CHANGELOG.md",
    ROOT / "SECURITY.md",
    ROOT / "ontologies" / "README.md",
    ROOT / "kg" / "corpus" / "README.md",
    ROOT / "kg" / "training" / "MODEL_CARD.md",
    ROOT / "kg" / "models" / "en_kg_reader" / "README.md",
    ROOT / "tests" / "examples" / "README.md",
]
COMMANDS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
ALWAYS = {"--help", "-h"}
FORMATS_OF = {"query": set(FORMATS), "export": set(EXPORTERS)}
PLACES = ("kg", "ontologies", "notebooks", "tests", "seeds", ".ci")
WRITTEN = {
    "graph.ttl",
    "claims.ttl",
    "graph.trig",
    "claims.jsonl",
    "graph.html",
    "report.html",
    "report.json",
    "store",
    "training",
}
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Call(NamedTuple):
    """A command line of kg as a document has it; `complete` when it stands in a block, to be copied as it is."""

    page: str
    text: str
    complete: bool


def blocks(path: Path, *languages: str) -> list[str]:
    """Fenced blocks of a page in one of the languages."""
    return [body for language, body in _FENCE.findall(path.read_text(encoding="utf-8")) if language in languages]


def spans(path: Path) -> list[str]:
    """Code within the lines of a page."""
    return re.findall(r"`([^`\n]+)`", _FENCE.sub("", path.read_text(encoding="utf-8")))


def calls() -> Iterator[Call]:
    """Every command line of kg in the guides and the changelog."""
    for path in [*GUIDES, ROOT / "CHANGELOG.md"]:
        for body in blocks(path, "sh", "bash", "console", ""):
            for line in body.replace("\\\n", " ").splitlines():
                yield from (Call(path.name, text, True) for text in _of_kg(line))
        for span in spans(path):
            yield from (Call(path.name, text, False) for text in _of_kg(span))


def _of_kg(line: str) -> Iterator[str]:
    """The parts of a shell line that call kg, from `kg` on, without redirections and comments."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    try:
        words = list(lexer)
    except ValueError:  # a quotation mark without its partner: a picture, not a command
        return
    part: list[str] = []
    for word in [*words, ";"]:
        if set(word) <= set("();<>|&"):
            if len(part) > 1 and re.fullmatch(r"(?:\S*/)?kg", part[0]):
                yield shlex.join(["kg", *part[1:]])
            part = ["redirected"] if word in ("<", ">", ">>") else []
        elif word not in ("$", "time"):
            part.append(word)


CALLS = sorted(set(calls()))


def test_command_lines_are_found() -> None:
    """The checks below see the README's blocks and the names in its text, and every command is shown somewhere."""
    assert len(CALLS) >= 15
    assert sum(call.complete and call.page == "README.md" for call in CALLS) >= 5
    named = {shlex.split(call.text)[1] for call in CALLS}
    assert COMMANDS.keys() <= named


@pytest.mark.parametrize("call", CALLS, ids=lambda call: f"{call.page}: {call.text}")
def test_command_line_is_valid(call: Call) -> None:
    """Command, options, number of arguments, formats and names of questions exist."""
    _, name, *words = shlex.split(call.text)
    if name.startswith("-"):
        assert name in {"--version", "--help", "-h", "--install-completion", "--show-completion"}
        return
    assert name in COMMANDS, f"there is no command {name!r}"
    options, arguments = read(name, words)
    if call.complete and not options.keys() & {"--list", *ALWAYS}:
        needed = [item for item in COMMANDS[name].params if item.param_type_name == "argument" and item.required]
        assert len(arguments) >= len(needed), "an argument is missing"
    known = FORMATS_OF.get(name, set())
    assert {value for option, value in options.items() if option in ("-f", "--format")} <= known
    if name == "query" and arguments[1:] not in ([], ["-"]):
        assert_question(arguments[1])


def assert_question(text: str) -> None:
    """A question that exists, or SPARQL with known prefixes."""
    if text.startswith("@"):
        assert text[1:] in named_queries()
    else:
        answer(pyoxigraph.Store(), text, Minter().prefixes())


def read(name: str, words: list[str]) -> tuple[dict[str, str], list[str]]:
    """Options with their values, and arguments, of a call of the command `name`; AssertionError for what it does not take."""
    parameters = [item for item in COMMANDS[name].params if item.param_type_name == "option"]
    takes = {option: not item.is_flag for item in parameters for option in (*item.opts, *item.secondary_opts)}
    takes |= dict.fromkeys(ALWAYS, False)
    options: dict[str, str] = {}
    arguments: list[str] = []
    rest = iter(words)
    for word in rest:
        if not word.startswith("-") or word == "-":
            arguments.append(word)
            continue
        option, _, value = word.partition("=")
        assert option in takes, f"kg {name} has no option {option}"
        options[option] = value or (next(rest, "") if takes[option] else "")
    most = [item.nargs for item in COMMANDS[name].params if item.param_type_name == "argument"]
    assert -1 in most or len(arguments) <= len(most), f"kg {name} takes no {arguments[len(most) :]}"
    return options, arguments


WRONG = """
kg bild x
kg build --modle x
kg show a b
kg query out
kg query out @nobody
kg query out "SELECT WHERE"
kg query out "ASK {}" -f tabel
kg export out -f tutle
"""


@pytest.mark.parametrize("wrong", WRONG.strip().splitlines())
def test_a_wrong_command_line_is_seen(wrong: str) -> None:
    """The check itself can fail: at an unknown command, option, format or question, and at too many or too few arguments."""
    with pytest.raises((AssertionError, kg.KGError)):
        test_command_line_is_valid(Call("none", wrong, True))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    """Relative links name files that exist; their anchors, and those within the page, are headings there."""
    text = _FENCE.sub("", path.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^()\s]+)\)", text):
        if "://" in target or target.startswith("mailto:"):
            continue
        name, _, anchor = target.partition("#")
        file = (path.parent / name).resolve() if name else path
        assert file.exists(), target
        assert file.is_relative_to(ROOT), target
        assert not anchor or anchor in anchors(file), target


def anchors(path: Path) -> set[str]:
    """The anchors that the headings of a page get on the usual forges."""
    headings = re.findall(r"^#+ (.*)$", _FENCE.sub("", path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_links_are_found() -> None:
    """The guides lead to one another, so that a reader of the README finds all of them."""
    linked = set(re.findall(r"\]\(([^()\s#]+)", GUIDES[0].read_text(encoding="utf-8")))
    assert {"ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"} <= linked


def paths() -> list[tuple[str, str]]:
    """Files and folders that the guides name as code, with the page: `kg/read/`, `tests/examples/*.md`, `ARCHITECTURE.md`."""
    pattern = re.compile(rf"(?:{'|'.join(map(re.escape, PLACES))})/[\w./*<>-]*|[A-Z]+\.md|pyproject\.toml|LICENSE")
    found = {
        (path.name, name) for path in GUIDES for span in spans(path) for name in span.split() if pattern.fullmatch(name)
    }
    return sorted(found)


def test_paths_are_there() -> None:
    """Every named path exists; `<name>` in it stands for anything."""
    assert len(paths()) >= 20
    assert [(page, name) for page, name in paths() if not any(ROOT.glob(re.sub("<.*?>", "*", name).rstrip("/")))] == []


def test_the_architecture_names_every_module() -> None:
    """What lies in kg is named in ARCHITECTURE.md, and what that names as a module or folder lies there."""
    page = ROOT / "ARCHITECTURE.md"
    text = page.read_text(encoding="utf-8")
    parts = {path.name for path in (ROOT / "kg").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    stems = {name.removesuffix(".py") for name in parts - {"__init__.py"}}
    assert {name for name in stems if not re.search(rf"\b{name}\b", text)} == set()
    named = {span for span in spans(page) if re.fullmatch(r"\w+(?:/|\.py)", span)}
    assert len(named) >= 15
    there = {path.name for path in [*ROOT.iterdir(), *(ROOT / "kg").rglob("*")]}
    assert {name for name in named if name.rstrip("/") not in there} == set()


def test_written_files_are_the_promised_ones() -> None:
    """What the guides say lies under out/ is what a graph is saved as."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in GUIDES)
    named = set(re.findall(r"\bout/([\w.]+)", text))
    assert {"graph.html"} <= named <= WRITTEN
    table = re.findall(r"^\| `([\w./]+)` \|", GUIDES[0].read_text(encoding="utf-8"), re.MULTILINE)
    assert {name.rstrip("/") for name in table} >= WRITTEN - {"training"}


def test_python_names_exist() -> None:
    """`kg.build` and `graph.query` in the text of the guides are public names; `python -m` names modules."""
    texts = [span for path in [*GUIDES, ROOT / "CHANGELOG.md"] for span in spans(path)]
    names = {name for text in texts for name in re.findall(r"\bkg\.([a-zA-Z_]+)", text)} - {"toml"}
    assert names >= {"build", "extract"}
    assert {name for name in names if name not in kg.__all__ and find_spec(f"kg.{name}") is None} == set()
    known = set(dir(kg.KnowledgeGraph)) | set(kg.KnowledgeGraph.__dataclass_fields__)
    assert {name for text in texts for name in re.findall(r"\bgraph\.([a-z_]+)\b(?!/)", text)} <= known | _SUFFIXES
    modules = {name for path in GUIDES for name in re.findall(r"-m ([\w.]+)", path.read_text(encoding="utf-8"))}
    assert {"pytest", "kg.training", "tests.parses"} <= modules
    assert {name for name in modules if not _module(name)} == set()
    steps = {name for path in GUIDES for name in re.findall(r"-m kg\.training (\w+)", path.read_text(encoding="utf-8"))}
    main = (ROOT / "kg" / "training" / "__main__.py").read_text(encoding="utf-8")
    assert {"fit", "package"} <= steps
    assert {name for name in steps if f'"{name}"' not in main} == set()


_SUFFIXES = {"ttl", "trig", "html", "graphml", "gexf", "json", "csv", "py"}


def _module(name: str) -> bool:
    return (ROOT / Path(*name.split("."))).with_suffix(".py").is_file() or find_spec(name) is not None


def test_python_blocks_of_the_readme_run(tmp_path: Path) -> None:
    """The README's Python, pasted from top to bottom into one session beside the sample documents, works."""
    sources = [_plain(body) for body in blocks(GUIDES[0], "python", "py", "pycon")]
    assert sources
    assert any("kg.build(" in source for source in sources)
    for name in ("seeds", "ontologies"):
        (tmp_path / name).symlink_to(ROOT / name)
    script = tmp_path / "readme.py"
    script.write_text("\n".join(sources), encoding="utf-8")
    done = subprocess.run([sys.executable, script.name], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    saved = [call for source in sources for call in re.findall(r'\.save\("(\w+)"\)', source)]
    assert [name for name in saved if not (tmp_path / name / "graph.ttl").is_file()] == []


def _plain(source: str) -> str:
    """A block as a script: of an interactive session, what was typed."""
    text = doctest.script_from_examples(source) if ">>>" in source else source
    ast.parse(text)
    return text


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_pages_are_clean(path: Path) -> None:
    """Nothing is left over: unfilled places, control characters, paths of somebody's machine."""
    text = path.read_text(encoding="utf-8")
    assert len(text) > 300
    left_over = set(re.findall(r"TODO|FIXME|XXX|Lorem ipsum|Work in progress|\bFIGURES\b", text))
    assert left_over <= (
        {"FIGURES"} if path.name == "MODEL_CARD.md" else set()
    )  # that one is a form: figures come later
    assert {char for char in text if unicodedata.category(char) in ("Cc", "Cf") and char != "\n"} == set()
    assert not re.findall(r"(?:/home/|/Users/|/tmp/|/work/|/root/|C:\\)\w+", text)
