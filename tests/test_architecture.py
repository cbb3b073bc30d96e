"""Who may import whom, and how large things may be (ARCHITECTURE.md); read from the source, nothing is run."""

import ast
import fnmatch
import sys
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "kg"
FOLDERS = {".ci", "kg", "notebooks", "ontologies", "out", "seeds", "tests"}
VAGUE_NAMES = {"base", "common", "core", "handler", "handlers", "helper", "helpers", "manager", "misc", "util", "utils"}
MODULE_LINES = 500
FUNCTION_LINES = 60
LONG: dict[str, str] = {}  # module -> why it is longer for now

# A module is named by what follows `kg.`; the rules know the first part of that: "read" is all of kg/read/.
LOWEST = {"errors", "iri", "lang", "model"}
TABLES = {"corrections", "gazetteer", "ontology", "ontology_json", "profiles", "settings"}
BELOW = LOWEST | TABLES
GRAPH = {"graph", "inference", "proposals", "records", "rows", "store", "triples"}
VIEWS = {
    "corroboration",
    "disagreements",
    "event_table",
    "explain",
    "export",
    "figures",
    "network",
    "part",
    "query",
    "query_worker",
    "render",
    "report_tables",
    "review",
    "when",
}
STAGES = {"alignment", "annotate", "coding", "dates", "extraction", "mapping", "read", "reader", "resolve"}
GROUPS = {  # name -> its modules, and what of kg they may know besides one another
    "types, errors, IRIs, word lists": (LOWEST, set()),
    "settings and tables": (TABLES, LOWEST),
    "door 1": ({"read"}, BELOW),
    "door 2": ({"annotate", "reader", "reading"}, BELOW),
    "door 3": ({"coding", "extraction", "dates"}, BELOW),
    "door 4": ({"resolve"}, BELOW),
    "door 5": ({"mapping"}, BELOW),
    "door 5, the user's own terms": ({"alignment"}, BELOW | {"dates"}),
    "door 6": (GRAPH, BELOW),
    "checks of the graph": ({"validate"}, BELOW | GRAPH),
    "views of the graph": (VIEWS, BELOW | GRAPH),
    "the road": ({"analysis", "pipeline"}, BELOW | STAGES | GRAPH),
    "how good it is": ({"evaluation"}, BELOW | {"analysis", "annotate", "reader", "reading"}),
    "the command line": (
        {"cli", "cli_review", "cli_show", "options", "screen"},
        BELOW | GRAPH | VIEWS | {"analysis", "evaluation", "pipeline", "validate"},
    ),
    "how the reader is made": ({"training"}, BELOW | {"evaluation", "reader", "reading"}),
}
HANDED_OVER = {
    ("graph", "network"),
    ("graph", "part"),
    ("graph", "query"),
    ("graph", "render"),
}  # by methods, when they are called
RDF = {
    "export",
    "graph",
    "inference",
    "ontology",
    "ontology_json",
    "query",
    "query_worker",
    "serve",
    "store",
    "triples",
    "validate",
}
LIBRARIES = {  # library -> the only modules that may import it
    "spacy": {"alignment", "annotate", "coding", "evaluation", "extraction", "reader", "reading", "training"},
    "pyoxigraph": RDF,
    "rdflib": RDF,
    "oxrdflib": RDF,
    "pyshacl": RDF,
    "networkx": {"evaluation", "export", "network", "render"},
    "pyvis": {"render"},
    "typer": {"cli", "cli_review", "cli_show", "options", "screen"},
    "torch": {"training"},
    "transformers": {"training"},
    "onnx": {"training"},
}


class Import(NamedTuple):
    """`importer` needs `target` ("kg.iri", "spacy.tokens"); `late` when only a call of a function imports it."""

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
    """What a module imports when it runs; what stands under `if TYPE_CHECKING` is only for the type checker."""

    def walk(node: ast.AST, late: bool) -> Iterator[Import]:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            return
        if isinstance(node, ast.Import):
            yield from (Import(name, alias.name, node.lineno, late) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = _absolute(name, node)
            for alias in node.names:
                member = f"{source}.{alias.name}"
                yield Import(name, member if member.removeprefix("kg.") in MODULES else source, node.lineno, late)
        inside = late or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
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
    """The rules below look at all of kg, its subpackages too, and find what it imports."""
    assert len(MODULES) >= 40
    assert {"model", "read.html", "resolve", "training.fit", "__init__"} <= MODULES.keys()
    assert len(IMPORTS) >= 200
    named = {item.target for item in IMPORTS if item.importer == "render"}
    assert {"pyvis", "kg.page.page_data"} <= named, "relative imports are resolved"


def test_every_module_has_its_place() -> None:
    """Each module belongs to one group, so that none is outside of the rules; say in GROUPS where a new one belongs."""
    placed = [name for members, _ in GROUPS.values() for name in members]
    assert sorted([*placed, "__init__"]) == sorted({top(name) for name in MODULES})


@pytest.mark.parametrize("group", GROUPS)
def test_who_knows_whom(group: str) -> None:
    """A stage knows itself and what lies below all stages: no other stage, and nothing that comes after."""
    members, known = GROUPS[group]
    wrong = [item for item in IMPORTS if top(item.importer) in members and item.ours not in {"", *members, *known}]
    assert [item.where for item in wrong if not (item.late and (item.importer, item.ours) in HANDED_OVER)] == []


@pytest.mark.parametrize("name", ["model", "errors", "lang"])
def test_the_lowest_need_only_python(name: str) -> None:
    """The types, the errors and the word lists import nothing but the standard library."""
    targets = {top(item.target) for item in IMPORTS if top(item.importer) == name}
    assert targets <= {"kg", *sys.stdlib_module_names}


@pytest.mark.parametrize("library", LIBRARIES)
def test_libraries_stay_in_their_place(library: str) -> None:
    """A library is imported only where its subject is; it can be replaced there."""
    users = [item for item in IMPORTS if top(item.target) == library]
    assert users
    assert [item.where for item in users if top(item.importer) not in LIBRARIES[library]] == []


def test_imports_make_no_circle() -> None:
    """Modules can be loaded in one order, from the types up (imports inside functions aside)."""
    needs: dict[str, set[str]] = {name: set() for name in MODULES}
    for item in IMPORTS:
        target = item.target.removeprefix("kg.")
        if not item.late and item.ours and target in MODULES:
            needs[item.importer].add(target)
    assert sum(map(len, needs.values())) >= 100
    TopologicalSorter(needs).prepare()  # CycleError names the modules


def test_every_library_is_declared() -> None:
    """What kg imports stands in pyproject.toml: without an extra, or, for the training and pySHACL, in theirs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    always = {_distribution(line) for line in project["dependencies"]}
    extras = {
        _distribution(line)
        for name in ("validate", "pictures", "train")
        for line in project["optional-dependencies"][name]
    }
    homes = packages_distributions()
    foreign = [item for item in IMPORTS if not item.ours and top(item.target) not in sys.stdlib_module_names]
    assert foreign
    for item in foreign:
        library = top(item.target)
        names = {_distribution(name) for name in homes.get(library, [library])}
        may_be_absent = top(item.importer) == "training" or item.late
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
    """A module fits into a head: one that grows is split by topic. `LONG` names those that wait for it, and no others."""
    lines = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in MODULES.items()}
    assert {name for name, count in lines.items() if count > MODULE_LINES} == LONG.keys()


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
    """kg/lang holds no function: a language is added without a line of logic."""
    languages = [name for name in MODULES if top(name) == "lang"]
    assert len(languages) >= 2
    logic = (ast.FunctionDef, ast.ClassDef, ast.If, ast.While)
    assert [name for name in languages if any(isinstance(node, logic) for node in ast.walk(TREES[name]))] == []


def test_top_level_folders() -> None:
    """The checkout has the folders that the README names, and none that a tool or a hurry left."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    ignored = [line.rstrip("/") for line in lines if line.endswith("/")]
    names = {path.name for path in ROOT.iterdir() if path.is_dir()} - {".git"}
    assert {name for name in names if not any(fnmatch.fnmatch(name, pattern) for pattern in ignored)} == FOLDERS
