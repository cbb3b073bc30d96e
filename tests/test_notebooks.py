"""The notebooks: stored without results, written with public names, and run from start to end."""

import ast
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

import kg

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LIMIT = 300  # seconds a cell; a build of the sample documents takes about five

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def load(path: Path) -> Any:
    """A notebook of version 4."""
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def code(notebook: Any) -> list[str]:
    """The sources of its code cells."""
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def test_all_notebooks_are_there() -> None:
    """The three lessons are found, and no other file stands beside them."""
    assert [path.stem for path in NOTEBOOKS] == ["01_one_sentence", "02_a_corpus", "03_questions"]
    assert {path.name for path in (ROOT / "notebooks").iterdir()} - {".ipynb_checkpoints"} == {
        p.name for p in NOTEBOOKS
    }


@every_notebook
def test_results_are_cleared(path: Path) -> None:
    """A stored notebook is valid, has no outputs, no execution counts and nothing of the machine it was written on."""
    notebook = load(path)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert len(cells) >= 4
    assert [cell.id for cell in cells if cell.outputs or cell.execution_count is not None] == []
    assert [cell.id for cell in notebook.cells if cell.metadata] == []
    assert notebook.metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }


@every_notebook
def test_only_public_names_are_used(path: Path) -> None:
    """A lesson needs `import kg` and nothing below it; what it calls of kg and of a graph exists."""
    tree = ast.parse("\n".join(code(load(path))))
    modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    sources = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert "kg" in modules
    assert [name for name in modules | sources if str(name).startswith("kg.")] == []
    used = {(node.value.id, node.attr) for node in ast.walk(tree) if _is_dotted(node)}  # type: ignore[attr-defined]
    assert {name for owner, name in used if owner == "kg"} <= {*kg.__all__, *kg._HOMES}
    assert {name for owner, name in used if owner == "graph"} <= set(dir(kg.KnowledgeGraph)) | _fields()


def _is_dotted(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)


def _fields() -> set[str]:
    return {name for name in kg.KnowledgeGraph.__dataclass_fields__ if not name.startswith("_")}


@every_notebook
def test_it_runs(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every cell runs in this Python, in a folder beside the sample documents; none fails or warns, most print something."""
    for name in ("seeds", "ontologies"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "notebooks").mkdir()
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR"):  # nothing of the user's, and nothing left
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    notebook = load(path)
    kernels = KernelSpecManager(kernel_dirs=[])  # none that is installed: the one that ipykernel has for this Python
    client = NotebookClient(
        notebook,
        km=AsyncKernelManager(kernel_name="python3", kernel_spec_manager=kernels),
        timeout=LIMIT,
        resources={"metadata": {"path": str(tmp_path / "notebooks")}},
    )
    client.execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    outputs = [output for cell in cells for output in cell.outputs]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"] == []
    assert sum(bool(cell.outputs) for cell in cells) >= len(cells) - 1
    if any("graph.save" in source for source in code(notebook)):
        assert (tmp_path / "out" / "graph.ttl").stat().st_size > 1000


def test_what_the_prose_names_exists() -> None:
    """Files and properties of the ontology that the lessons name are there."""
    texts = [cell.source for path in NOTEBOOKS for cell in load(path).cells]
    files = {name for text in texts for name in re.findall(r"`((?:ontologies|seeds|kg)/[\w./-]+|[A-Z]+\.md)`", text)}
    assert len(files) >= 3
    assert [name for name in sorted(files) if not (ROOT / name).exists()] == []
    ontology = (ROOT / "ontologies" / "politics.ttl").read_text(encoding="utf-8")
    properties = {name for text in texts for name in re.findall(r"\bpol:(\w+)", text)}
    assert len(properties) >= 4
    assert [name for name in sorted(properties) if f"pol:{name} a " not in ontology] == []
