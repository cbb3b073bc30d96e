"""The public names: `import kg` offers them, is quick, and tells how they are used."""

import ast
import inspect
import pydoc
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg

PACKAGE = Path(kg.__file__).parent
HEAVY = {"spacy", "numpy", "onnxruntime", "rdflib", "pyoxigraph", "networkx", "pyvis", "trafilatura", "typer", "torch"}


PUBLIC = sorted({*kg.__all__, *kg._HOMES})


def test_all_is_complete() -> None:
    """Every function of kg that is not private is in `__all__`, in order; the types that go by their homes exist and are listed by dir."""
    assert list(kg.__all__) == sorted(kg.__all__)
    made_here = {name for name, thing in vars(kg).items() if getattr(thing, "__module__", "") == "kg"}
    assert {name for name in made_here if not name.startswith("_")} == set(kg.__all__)
    assert all(getattr(kg, name).__module__.startswith("kg") for name in PUBLIC)
    assert set(PUBLIC) <= set(dir(kg))


def test_help_fits_a_screen() -> None:
    """help(kg) names what there is in fewer lines than a large terminal has, and every public name is among them."""
    text = pydoc.plain(pydoc.render_doc(kg))
    assert len(text.splitlines()) <= 75
    assert [name for name in PUBLIC if name not in text] == []


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A misspelt name says which module has no such name."""
    with pytest.raises(AttributeError, match=r"module 'kg' has no attribute 'biuld'"):
        _ = kg.biuld


def test_import_is_light() -> None:
    """`import kg`, and the error type that scripts catch, load none of the libraries that do the work."""
    code = f"import sys, kg; kg.KGError; print(sorted({HEAVY} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_docstring_shows_real_calls() -> None:
    """What the docstring of kg calls is public: functions of kg and methods of a graph."""
    text = kg.__doc__ or ""
    functions = re.findall(r"\bkg\.(\w+)\(", text)
    methods = re.findall(r"\bgraph\.(\w+)\(", text)
    assert {"build", "extract"} <= set(functions) <= set(PUBLIC)
    assert {"query", "save"} <= set(methods) <= set(dir(kg.KnowledgeGraph))


@pytest.mark.parametrize("name", PUBLIC)
def test_help_says_something(name: str) -> None:
    """help(kg.build) and help(kg.Claim) print more than what Python makes up from the fields."""
    text = inspect.getdoc(getattr(kg, name)) or ""
    assert text
    assert not text.startswith(f"{name}(")


def public_functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Functions and methods without an underscore in the modules and classes that users may import."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "training" in path.parts:
            continue
        where = path.relative_to(PACKAGE).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in tree.body:
            members = node.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_") else [node]
            for item in members:
                if isinstance(item, ast.FunctionDef) and not item.name.startswith("_"):
                    yield f"{where}, {item.name}", item


def test_every_public_function_says_what_it_does() -> None:
    """All public functions and methods of all modules have a docstring and a type for every argument and the result."""
    found = dict(public_functions())
    assert len(found) >= 150
    assert [where for where, node in found.items() if not ast.get_docstring(node)] == []
    assert [where for where, node in found.items() if node.returns is None or _untyped(node)] == []


def _untyped(node: ast.FunctionDef) -> list[str]:
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]
    return [item.arg for item in given if item and item.annotation is None and item.arg not in ("self", "cls")]
