"""The formats that a graph can be exported in. The same graph gives the same bytes.

What a format is for, and whether it holds the facts alone or claims too, stands beside it in `EXPORTERS`. No format has a claim that is no
fact where its tools would take it for one.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from kg.errors import ExportError
from kg.export import csv_files, network_files, rdf_files, schema_org
from kg.export.brat import brat
from kg.export.conllu import conllu
from kg.export.event_stream import ldes
from kg.export.ftm import ftm
from kg.export.nanopub import nanopub
from kg.export.neo4j import neo4j
from kg.export.parquet import parquet
from kg.export.rdf12 import rdf12
from kg.export.spacy_json import prodigy, spacy
from kg.export.stix import stix
from kg.export.xlsx import xlsx
from kg.graph import claims_json
from kg.graph.content import GraphContent
from kg.parse import Parse

Files: TypeAlias = Mapping[str, bytes]  # by their path below a folder, with / between its parts


class Format(NamedTuple):
    """How one format is written: `write` makes a file, or the files of a folder, of a graph."""

    write: Callable[..., bytes | Files]
    about: str
    table: bool = False  # text in cells, which Excel reads rightly only behind a byte order mark
    parses: bool = False  # has trees, which a graph does not keep
    claims: bool = False  # holds facts, and with `claims=True` all claims


def export(
    graph: GraphContent, format: str, *, bom: bool = False, claims: bool = False, parses: Iterable[Parse] | None = None
) -> bytes | Files:
    """`graph` in a format of `EXPORTERS`: a file, or the files of a folder by their paths.

    A table gets a byte order mark when `bom`, by which Excel knows UTF-8. With `claims`, formats that hold facts alone hold all claims.
    `parses` are its documents, read again (`kg.pipeline.parses`), for a format with trees.
    Raises ExportError when there is no such format, it has no such choice, or a library for it is missing.
    """
    if format not in EXPORTERS:
        raise ExportError(f"there is no export format {format!r}", hint="one of " + ", ".join(EXPORTERS))
    chosen = EXPORTERS[format]
    if bom and not chosen.table:
        raise ExportError(f"{format} has no byte order mark", hint=f"only tables need one: {_those('table')}")
    if claims and not chosen.claims:
        raise ExportError(f"{format} has no choice of facts or claims", hint=f"it is for {_those('claims')}")
    if chosen.parses and parses is None:
        raise ExportError(f"{format} needs the documents read again", hint="give parses=kg.pipeline.parses(graph)")
    choices = {"claims": True} if claims else {"parses": parses} if chosen.parses else {}
    made = chosen.write(graph, **choices)
    return codecs.BOM_UTF8 * bom + made if isinstance(made, bytes) else made


def write(made: bytes | Files, to: Path) -> list[Path]:
    """Write a file, or the files of a folder below `to`, and say where they are."""
    files = {to: made} if isinstance(made, bytes) else {to.joinpath(*name.split("/")): made[name] for name in made}
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return list(files)


def _those(choice: str) -> str:
    return ", ".join(name for name, item in EXPORTERS.items() if getattr(item, choice))


EXPORTERS: dict[str, Format] = {
    "turtle": Format(rdf_files.turtle, "facts as RDF 1.1"),
    "ntriples": Format(rdf_files.ntriples, "the same, a line a triple"),
    "trig": Format(rdf_files.trig, "facts, and claims with their evidence in a graph of their own"),
    "nquads": Format(rdf_files.nquads, "the same, a line a quad"),
    "jsonld": Format(rdf_files.jsonld, "facts as JSON"),
    "rdf12": Format(rdf12, "facts and claims in RDF 1.2, a claim as a reifier"),
    "nanopub": Format(nanopub, "claims as nanopublications, in TriG"),
    "ldes": Format(ldes, "claims as members of an event stream, a JSON-LD object each"),
    "schema": Format(schema_org.claims, "claims as schema.org has them, in JSON-LD"),
    "graphml": Format(network_files.graphml, "facts for yEd, Cytoscape, igraph", claims=True),
    "gexf": Format(network_files.gexf, "facts for Gephi, with colours and its timeline", claims=True),
    "csv": Format(csv_files.edges, "facts, a row each", table=True, claims=True),
    "jsonl": Format(claims_json.claims_jsonl, "claims with their evidence, a JSON object each"),
    "events": Format(
        csv_files.events, "political events: who did what to whom, where, and whether it is asserted", table=True
    ),
    "dyads": Format(csv_files.dyads, "events of pairs of countries by month", table=True),
    "polecat": Format(csv_files.polecat_tsv, "events in the columns of POLECAT", table=True),
    "gkg": Format(csv_files.gkg_tsv, "documents in the columns of GDELT's Global Knowledge Graph", table=True),
    "xlsx": Format(xlsx, "all of it as an Excel workbook"),
    "parquet": Format(parquet, "all of it as four tables for DuckDB, Spark, pandas (a folder)"),
    "neo4j": Format(neo4j, "CSV for neo4j-admin, and Cypher for Neo4j, Memgraph, LadybugDB (a folder)"),
    "ftm": Format(ftm, "FollowTheMoney entities for Aleph and OpenAleph"),
    "stix": Format(stix, "STIX 2.1 for OpenCTI and MISP"),
    "spacy": Format(spacy, "documents as spaCy's JSON, a line each"),
    "prodigy": Format(prodigy, "sentences as tasks for Prodigy"),
    "brat": Format(brat, "texts with annotations for brat (a folder)"),
    "conllu": Format(conllu, "documents as CoNLL-U, read again for their trees", parses=True),
}
