"""kg reads news and finds who did or says what to whom, as a knowledge graph that can say why.

import kg
graph = kg.build("seeds/news")           or kg.build(texts=["..."]), kg.build(a DataFrame)
graph.facts, graph.claims, graph.part("Russia", since="2014")
graph.query("SELECT ?who ?whom WHERE { ?who pol:supports ?whom }").to_pandas()
graph.to_pandas().claims                 .entities, .evidence, .documents
graph.export("xlsx", "graph.xlsx")       `kg export --list` names the formats
graph.save("out"), kg.load("out")
kg.open("out").part("Russia")            of a graph that is too large to load; .query(...), .entity(...)
kg.extract("Canada has imposed sanctions on Belarus, officials said.")

Types: kg.KnowledgeGraph, OpenGraph, Claim, Entity, Document, Proposition, Settings, KGError. All of it: kg/README.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas
    from spacy.tokens import Doc

    from kg.errors import KGError as KGError
    from kg.extraction.tuples import Form
    from kg.knowledge_graph import KnowledgeGraph as KnowledgeGraph
    from kg.knowledge_graph import OpenGraph as OpenGraph
    from kg.model import Claim as Claim
    from kg.model import Document as Document
    from kg.model import Entity as Entity
    from kg.model import Proposition as Proposition
    from kg.settings import Settings as Settings

# the types are public too, but in here they would make help(kg) long
__all__ = ["build", "extract", "load", "open"]

_HOMES = {
    "KGError": "kg.errors",
    "KnowledgeGraph": "kg.knowledge_graph",
    "OpenGraph": "kg.knowledge_graph",
    "Claim": "kg.model",
    "Document": "kg.model",
    "Entity": "kg.model",
    "Proposition": "kg.model",
    "Settings": "kg.settings",
}


def build(
    *inputs: str | Path | pandas.DataFrame,
    texts: Iterable[str | Document | Mapping[str, object]] = (),
    out: str | Path | None = None,
    settings: Settings | None = None,
    force: bool = False,
    **options: Any,
) -> KnowledgeGraph:
    """A graph of files, folders and DataFrames, and of `texts`; `options` are fields of Settings (model, base, trust, ...).

    Written under `out` when given, in the place of files that kg did not write only with `force`. Errors name the argument.
    """
    from kg import pipeline
    from kg.errors import SettingsError
    from kg.settings import Settings as Chosen

    if settings is not None and options:
        raise SettingsError(f"settings and {', '.join(options)} are both given", hint="put all of it into settings")
    chosen = settings or Chosen.load(**options)
    return pipeline.build(inputs, Path(out) if out is not None else None, chosen, texts=texts, force=force)


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


def open(out: str | Path) -> OpenGraph:
    """The graph that lies under `out`, left there: parts, entities and answers of one that is too large to load."""
    from kg.knowledge_graph import OpenGraph as Opened

    return Opened(out)


def __getattr__(name: str) -> Any:
    """Public types, imported when first used, so that `import kg` is quick."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> Sequence[str]:
    return sorted({*globals(), *__all__, *_HOMES})
