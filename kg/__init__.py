"""kg reads news and finds who did or says what to whom, as a knowledge graph that can say why.

import kg
graph = kg.build("seeds/news")
graph.query("SELECT ?who ?whom WHERE { ?who pol:supports ?whom }")
graph.save("out")
kg.extract("Canada has imposed sanctions on Belarus, officials said.")
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.errors import KGError
    from kg.extraction.tuples import Form
    from kg.knowledge_graph import KnowledgeGraph
    from kg.model import Claim, Document, Entity, Proposition
    from kg.settings import Settings

__all__ = [
    "Claim",
    "Document",
    "Entity",
    "KGError",
    "KnowledgeGraph",
    "Proposition",
    "Settings",
    "build",
    "extract",
    "load",
]

_HOMES = {
    "KGError": "kg.errors",
    "KnowledgeGraph": "kg.knowledge_graph",
    "Claim": "kg.model",
    "Document": "kg.model",
    "Entity": "kg.model",
    "Proposition": "kg.model",
    "Settings": "kg.settings",
}


def build(
    *inputs: str | Path,
    out: str | Path | None = None,
    settings: Settings | None = None,
    force: bool = False,
    **options: Any,
) -> KnowledgeGraph:
    """A graph of files and folders; `options` are fields of Settings (model, base, trust, ...). Written under `out` when given, in the
    place of files that kg did not write only with `force`.
    """
    from kg import pipeline
    from kg.settings import Settings as Chosen

    return pipeline.build(
        inputs, Path(out) if out is not None else None, settings or Chosen.load(**options), force=force
    )


def extract(text: str | Doc, form: Form = "nary", *, settings: Settings | None = None) -> list[dict[str, object]]:
    """What `text` says, as tuples in its own words (`kg extract` prints the same); also of a Doc that a spaCy pipeline has read."""
    if not isinstance(text, str):
        from kg.spacy_component import extract_doc

        return list(extract_doc(text, form))
    from kg import pipeline

    return list(pipeline.extract(text, settings, form=form))


def load(out: str | Path) -> KnowledgeGraph:
    """The graph that lies under `out`."""
    from kg.knowledge_graph import KnowledgeGraph as Graph

    return Graph.load(Path(out))


def __getattr__(name: str) -> Any:
    """Public types, imported when first used, so that `import kg` is quick."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> Sequence[str]:
    return sorted({*globals(), *__all__})
