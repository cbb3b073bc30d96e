"""Who may import whom, and how large things may be (ARCHITECTURE.md); read from the source, nothing is run."""

import ast
import fnmatch
import sys
import tomllib
from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "kg"
FOLDERS = {".ci", "kg", "notebooks", "ontologies", "out", "seeds", "tests"}
VAGUE_NAMES = {"base", "common", "core", "handler", "handlers", "helper", "helpers", "manager", "misc", "util", "utils"}
MODULE_LINES = 500
FUNCTION_LINES = 60

# What lies directly in kg/ -> what of kg it may import besides itself. A folder counts with all that is in it.
GROUND = {"errors", "iri", "lang", "model", "parse", "settings"}
DOORS = {"annotate", "extraction", "mapping", "read", "resolve"}
VIEWS = {"export", "page", "query", "report", "validate"}
BELOW = GROUND | {"resources"}
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "lang": set(),
    "model": set(),
    "parse": {"lang", "model"},
    "iri": {"errors"},
    "settings": {"errors", "iri"},
    "resources": GROUND,
    **dict.fromkeys(sorted(DOORS), BELOW),
    "graph": BELOW,
    **dict.fromkeys(sorted(VIEWS), BELOW | {"graph"}),
    "knowledge_graph": BELOW | VIEWS | {"graph"},
    "corpus": BELOW | {"annotate", "extraction", "resolve"},
    "claims": BELOW | {"corpus", "extraction", "graph", "mapping", "resolve"},
    "spark": BELOW | {"corpus"},
    "serve": BELOW | VIEWS | {"graph"},
    "analysis": BELOW | DOORS,
    "pipeline": BELOW | DOORS | {"claims", "corpus", "graph", "knowledge_graph", "spark"},
    "spacy_component": BELOW | DOORS | {"analysis"},
    "__init__": BELOW | DOORS | {"analysis", "graph", "knowledge_graph", "pipeline", "spacy_component"},
    "evaluation": BELOW | DOORS | {"analysis", "graph", "knowledge_graph", "pipeline"},
    "cli": BELOW | DOORS | VIEWS | {"analysis", "evaluation", "graph", "knowledge_graph", "pipeline", "serve"},
    "training": BELOW | DOORS | {"evaluation"},
}
MISSED: dict[str, str] = {}  # known misses of the rules below, by place or library
FILES = 10  # modules directly in kg/, at most
LIBRARIES = {  # library -> the only places that may import it
    "spacy": {"__init__", "annotate", "evaluation", "spacy_component", "training"},
    "onnxruntime": {"annotate", "training"},
    "tokenizers": {"annotate", "training"},
    "pyoxigraph": {"export", "graph", "knowledge_graph", "query", "resources", "serve", "validate"},
    "rdflib": {"graph", "knowledge_graph", "validate"},
    "oxrdflib": {"graph"},
    "pyshacl": {"validate"},
    "networkx": {"evaluation", "graph", "knowledge_graph", *VIEWS},
    "pyvis": {"page"},
    "jinja2": {"page", "report", "serve"},
    "pandas": {"__init__", "export", "query"},
    "starlette": {"serve"},
    "uvicorn": {"serve"},
    "mcp": {"serve"},
    "pyspark": {"spark"},
    "typer": {"cli"},
    "rich": {"cli", "evaluation"},
    "py3langid": {"read"},
    "torch": {"training"},
    "transformers": {"training"},
    "onnx": {"training"},
    "pypdf": {"read"},
    "docx": {"read"},
    "striprtf": {"read"},
}


def cases(names: Iterable[str]) -> list[Any]:
    """Parameters of a test, the known misses marked: one fails as soon as the rule holds, so that it is taken out."""

    def marks(name: str) -> list[pytest.MarkDecorator]:
        return [pytest.mark.xfail(strict=True, reason=MISSED[name])] if name in MISSED else []

    return [pytest.param(name, marks=marks(name)) for name in names]


class Import(NamedTuple):
    """`importer` needs `target` ("kg.iri", "spacy.tokens"); `late` when only a call of a function or the type checker imports it."""

    importer: str
    target: str
    line: int
    late: bool

    @property
    def where(self) -> str:
        """For messages."""
        return f"kg/{self.importer.replace('.', '/')}, line {self.line}: {self.target}"

    @property
    def ours(self) -> str:
        """First part of a module of kg, "" for any other."""
        package, _, rest = self.target.partition(".")
        return (rest.partition(".")[0] or "__init__") if package == "kg" else ""


def modules() -> dict[str, Path]:
    """Every module of kg: "model", "read.html", "read" for its `__init__`, and "__init__" for that of kg itself."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)] = path
    return found


MODULES = modules()
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}


def top(name: str) -> str:
    """The name by which the rules know a module."""
    return name.partition(".")[0]


def imports(name: str) -> Iterator[Import]:
    """Whatever a module imports: at its top, inside of functions, and under `if TYPE_CHECKING`."""

    def walk(node: ast.AST, late: bool) -> Iterator[Import]:
        if isinstance(node, ast.Import):
            yield from (Import(name, alias.name, node.lineno, late) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = _absolute(name, node)
            for alias in node.names:
                member = f"{source}.{alias.name}"
                yield Import(name, member if member.removeprefix("kg.") in MODULES else source, node.lineno, late)
        inside = late or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        inside = inside or (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
        for child in ast.iter_child_nodes(node):
            yield from walk(child, inside)

    return walk(TREES[name], False)


def _absolute(name: str, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = ["kg", *name.split(".")]
    depth = len(package) - node.level + (MODULES[name].name == "__init__.py")
    return ".".join([*package[:depth], *([node.module] if node.module else [])])


IMPORTS = [item for name in MODULES for item in imports(name)]


def test_the_whole_package_is_seen() -> None:
    """The rules below look at all of kg, its subpackages too, and find what it imports wherever it does."""
    assert len(MODULES) >= 40
    assert {"model", "read.html", "resolve", "training.fit", "__init__"} <= MODULES.keys()
    assert len(IMPORTS) >= 200
    named = {item.target for item in IMPORTS if item.importer == "page.html"}
    assert {"pyvis", "kg.page.page_data"} <= named
    handed_out = {item.target: item.late for item in IMPORTS if item.importer == "knowledge_graph"}
    assert handed_out["kg.page"], "inside of a function"
    assert handed_out["kg.page.notebook"], "for the type checker"
    assert not handed_out["kg.graph.content"]


def test_every_module_has_its_place() -> None:
    """Each file and folder of kg stands in the table, so that none is outside of the rules; and files are few."""
    assert sorted(MAY_IMPORT) == sorted({top(name) for name in MODULES})
    assert len(list(PACKAGE.glob("*.py"))) <= FILES


@pytest.mark.parametrize("place", cases(MAY_IMPORT))
def test_who_may_import_whom(place: str) -> None:
    """A door knows itself and what lies below all doors: no other door, and nothing that comes after. Views know no door."""
    known = {"", place, *MAY_IMPORT[place]}
    assert [item.where for item in IMPORTS if top(item.importer) == place and item.ours not in known] == []


def test_folders_open_by_a_door() -> None:
    """The `__init__` of a folder says what it is for and hands out a few names: no logic, and nothing that is not named."""
    doors = {name: tree for name, tree in TREES.items() if MODULES[name].name == "__init__.py" and name != "__init__"}
    assert len(doors) >= 10
    for name, tree in doors.items():
        _, *statements = tree.body
        assert all(isinstance(node, ast.Import | ast.ImportFrom) or _names_all(node) for node in statements), name
        handed_out = {
            alias.name
            for node in statements
            if isinstance(node, ast.ImportFrom) and node.module != "__future__"
            for alias in node.names
        }
        listed = [node.value for node in statements if isinstance(node, ast.Assign)]
        assert handed_out == {text for value in listed for text in ast.literal_eval(value)}, name


def _names_all(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"


@pytest.mark.parametrize("name", ["model", "errors", "lang"])
def test_the_lowest_need_only_python(name: str) -> None:
    """The types, the errors and the word lists import nothing but the standard library."""
    targets = {top(item.target) for item in IMPORTS if top(item.importer) == name}
    assert targets <= {"kg", *sys.stdlib_module_names}


@pytest.mark.parametrize("library", cases(LIBRARIES))
def test_libraries_stay_in_their_place(library: str) -> None:
    """A library is imported only where its subject is; it can be replaced there."""
    users = [item for item in IMPORTS if top(item.target) == library]
    assert users
    assert [item.where for item in users if top(item.importer) not in LIBRARIES[library]] == []


def test_imports_make_no_circle() -> None:
    """Modules have one order, from the types up; whatever imports whatever, inside of functions and for the type checker, too."""
    needs: dict[str, set[str]] = {name: set() for name in MODULES}
    for item in IMPORTS:
        target = item.target.removeprefix("kg.")
        if item.ours and target in MODULES:
            needs[item.importer].add(target)
    assert sum(map(len, needs.values())) >= 100
    TopologicalSorter(needs).prepare()  # CycleError names the modules


def test_every_library_is_declared() -> None:
    """What kg imports stands in pyproject.toml: without an extra, or, for the training, the server and pySHACL, in theirs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    always = {_distribution(line) for line in project["dependencies"]}
    extras = {
        _distribution(line)
        for name in project["optional-dependencies"].keys() - {"test", "exports"}
        for line in project["optional-dependencies"][name]
    }
    homes = packages_distributions()
    foreign = [item for item in IMPORTS if not item.ours and top(item.target) not in sys.stdlib_module_names]
    assert foreign
    for item in foreign:
        library = top(item.target)
        names = {_distribution(name) for name in homes.get(library, [library])}
        may_be_absent = top(item.importer) in ("serve", "training") or item.late
        assert names & (always | extras if may_be_absent else always), item.where


def _distribution(line: str) -> str:
    name = line.split(";")[0].split("[")[0]
    return (
        "".join(char if char.isalnum() or char in "-_." else " " for char in name).split()[0].lower().replace("_", "-")
    )


def test_modules_say_what_they_are_for() -> None:
    """Every module has a docstring, and a name with a topic."""
    assert [name for name, tree in TREES.items() if not ast.get_docstring(tree)] == []
    assert [name for name in MODULES if VAGUE_NAMES & set(name.lower().split("."))] == []


def test_modules_are_short() -> None:
    """A module fits into a head: one that grows is split by topic."""
    lines = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in MODULES.items()}
    assert {name: count for name, count in lines.items() if count > MODULE_LINES} == {}


def test_functions_are_short() -> None:
    """A function fits on a screen."""
    lengths = {
        f"{name}, {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert len(lengths) >= 300
    assert {name: length for name, length in lengths.items() if length > FUNCTION_LINES} == {}


def test_word_lists_are_data() -> None:
    """A language is a folder without a function: it is added without a line of logic."""
    languages = [name for name in MODULES if name.startswith("lang.") and name.count(".") > 1]
    assert len(languages) >= 2
    logic = (ast.FunctionDef, ast.ClassDef, ast.If, ast.While)
    assert [name for name in languages if any(isinstance(node, logic) for node in ast.walk(TREES[name]))] == []


def test_top_level_folders() -> None:
    """The checkout has the folders that the README names, and none that a tool or a hurry left."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    ignored = [line.rstrip("/") for line in lines if line.endswith("/")]
    names = {path.name for path in ROOT.iterdir() if path.is_dir()} - {".git"}
    assert {name for name in names if not any(fnmatch.fnmatch(name, pattern) for pattern in ignored)} == FOLDERS
