"""The graph as people hold it: its content, and all that can be made of it.

    graph = KnowledgeGraph.of(entities, claims, documents)
    graph.query("SELECT ...")       SPARQL, by Oxigraph, as rows of plain values
    graph.to_pandas().claims        the same as tables
    graph.dataset                   the same store for rdflib
    graph.save("out")

What a view needs is imported when it is asked for, so that a graph is at hand at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from kg.graph import dataset, store
from kg.graph.content import GraphContent
from kg.graph.generations import reading
from kg.graph.pieces import Marks, content
from kg.graph.sanitize import visible
from kg.graph.store import Writers
from kg.graph.stored import StoredGraph
from kg.iri import Minter
from kg.model import Claim

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.export.frames import Frames
    from kg.page.notebook import Page
    from kg.query.rows import Rows


_SHOWN = 10  # facts in the representation for notebooks


class KnowledgeGraph(GraphContent):
    """A knowledge graph; make it with `KnowledgeGraph.of`. See `kg.graph.content` for its entities, claims and facts."""

    def quads(self) -> Iterator[ox.Quad]:
        """What files hold: facts in the default graph, claims and evidence in `kg:claims`, then what was inferred; sorted."""
        return dataset.quads(self)

    @cached_property
    def store(self) -> ox.Store:
        """The graph in Oxigraph, in memory: facts, claims and terms of the ontology in the default graph; see `kg.graph.dataset`."""
        return dataset.in_memory(self)

    def query(self, sparql: str) -> Rows:
        """Rows of plain values that answer a SPARQL query, or the question `@name` of `kg query --list`; the usual prefixes are known.

        Rows are tuples whose cells also go by name, `.to_pandas()` makes a DataFrame of them; an ASK is as true as its answer. Only
        for queries that you wrote: `kg.query.engine.run` also limits the time. Raises QueryError when it is not SPARQL.
        """
        from kg.query.engine import answer

        return answer(self.store, sparql, self.minter.prefixes())

    @cached_property
    def dataset(self) -> rdflib.Dataset:
        """The same store as an rdflib Dataset (by oxrdflib), to be read only: no update, no SERVICE. Raises QueryError at those."""
        from kg.graph.rdflib_face import dataset

        return dataset(self.store, self.minter.prefixes())

    def to_rdflib(self) -> rdflib.Graph:
        """The facts as a plain rdflib Graph of its own."""
        import rdflib

        facts = rdflib.Graph()
        facts.parse(data=b"".join(content(dataset.facts(self))), format="turtle")
        return facts

    def to_networkx(self, *, claims: bool = False) -> networkx.MultiDiGraph:
        """The facts (or every claim) as a networkx graph; see `kg.graph.network`."""
        from kg.graph.network import to_networkx

        return to_networkx(self, claims=claims)

    def to_pandas(self) -> Frames:
        """`.entities`, `.claims`, `.evidence` and `.documents` as DataFrames; facts are the claims that are `asserted`. Their
        columns are those of `kg.export.tables`. Raises ExportError without pandas.
        """
        from kg.export.frames import frames

        return frames(self)

    def to_parquet(self, folder: str | Path) -> list[Path]:
        """Write the same tables as Parquet files into a folder, and say where they are. Raises ExportError without pyarrow."""
        return self.export("parquet", folder)

    def export(self, format: str, to: str | Path, *, claims: bool = False, bom: bool = False) -> list[Path]:
        """Write a file, or the files of a folder, in a format of `kg export --list`, and say where they are.

        `claims` and `bom` as in `kg.export.export`. Raises ExportError when the format or a library for it is not there.
        """
        from kg.export import export, write

        return write(export(self, format, claims=claims, bom=bom), Path(to))

    def _repr_html_(self) -> str:
        """What a notebook shows: how much there is, and the facts that are surest."""
        best = sorted(self.support.values(), key=lambda support: (-len(support[0].evidence), -support[0].confidence))
        rows = (self._words(support[0]) for support in best[:_SHOWN])
        body = "".join("<tr>" + "".join(f"<td>{escape(visible(cell))}</td>" for cell in row) + "</tr>" for row in rows)
        return f"<p>{escape(repr(self))}</p><table>{body}</table>"

    def _words(self, claim: Claim) -> tuple[str, str, str]:
        return (self.label(claim.subject), *self.told(claim.property.iri, claim.object, claim))

    def part(
        self,
        *focus: str,
        depth: int = 1,
        since: str = "",
        until: str = "",
        claims: bool = True,
        named: bool = False,
        min_confidence: float = 0.0,
    ) -> Self:
        """What is said around some entities, in a time, as fact only, of what has a name, or with some confidence, as a graph of
        its own; see `kg.graph.subgraph`.
        """
        from kg.graph.subgraph import part

        times = {"since": since, "until": until}
        return part(self, focus, depth=depth, claims=claims, named=named, min_confidence=min_confidence, **times)

    def to_html(self, *, title: str = "") -> Page:
        """The page: one HTML file that needs no network. A notebook shows it."""
        from kg.page import page
        from kg.page.notebook import Page

        return Page(page(self, title=title))

    def to_report(self, *, title: str = "") -> str:
        """The report: what was read, who is connected, where sources disagree, as an HTML file without a script."""
        from kg.report.html import report

        return report(self, title=title)

    def to_svg(self, *, title: str = "") -> str:
        """A still picture of what the page shows first; `kg.page.picture.png` makes a PNG of it."""
        from kg.page.picture import svg

        return svg(self, title=title)

    def save(self, out: str | Path, *, times: Mapping[str, float] | None = None, force: bool = False) -> None:
        """Write every file under `out`, all or none; `times` (seconds by stage) go into report.json.

        Raises StoreError when another process is writing there, the disk refuses, or files lie there that kg did not write;
        with `force` these are replaced.
        """
        store.save(Path(out), self.writers(times), force=force)

    def writers(self, times: Mapping[str, float] | None = None, marks: Marks | None = None) -> Writers:
        """What makes the content of each file that `save` writes; with `marks` of what the graph rests on, so that it can be copied."""
        from kg.page import page
        from kg.report.corpus_statistics import Tallies
        from kg.report.html import report

        counted = Tallies(self)
        made = store.writers(self, times or {}, marks, counted.add)
        pages = {
            "graph.html": lambda: [page(self, known=counted.connections).encode()],
            "report.html": lambda: [report(self, counted).encode()],
        }
        return made | pages

    @classmethod
    def load(cls, out: str | Path) -> Self:
        """The graph that was saved under `out`, exactly. Raises StoreError when there is none or it is damaged."""
        return store.load(cls, Path(out))


class OpenGraph(StoredGraph[KnowledgeGraph]):
    """A graph that stays on disk, however large it is: `query` it, look up an `entity`, take a `part`; all of it, `kg.load` gives."""

    def __init__(self, out: str | Path) -> None:
        super().__init__(KnowledgeGraph, Path(out))

    def query(self, sparql: str) -> Rows:
        """As `KnowledgeGraph.query`, answered from disk."""
        from kg.query.engine import answer

        with reading(self.out) as generation:
            stored = ox.Store.read_only(str(store.quads_folder(generation)))
            return answer(stored, sparql, Minter(store.base(generation)).prefixes())
