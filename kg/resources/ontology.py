"""The ontology: classes and properties (ontologies/*.ttl), and which words lead to which property (mapping.csv).

    ontology = Ontology.load()
    ontology.is_a("Country", "Agent")                          True
    ontology.property(POL + "supports").label                  "supports"
    ontology.match(predicate, "Country", "Person", grammar).property    the IRI of the property, or no row at all

Classes go by their local name ("GovernmentBody"), properties by their IRI. `python -m kg.resources.ontology` prints
ontologies/README.md.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Self, TypeAlias

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.iri import KG, NEWS, OWL, POL, RDF, RDFS, SKOS, local_name
from kg.lang.language import Grammar
from kg.model import Modality, Predicate, Voice
from kg.resources.ontology_files import OWN_TERMS, PROPERTY_KINDS, Statements, packaged, triples
from kg.resources.plover import CLASSES
from kg.settings import resource

ANY = "*"
ACT = "Act"  # range of what is said of something without naming anything else: "resigns"
_TYPE = RDF + "type"
_PREFIXES = {"kg": KG, "news": NEWS, "pol": POL}
_LEXICAL = ("lemma", "particle", "noun", "preposition")
_CHOICES = {
    "direction": frozenset({"forward", "inverse"}),
    "polarity": frozenset({"keep", "flip"}),
    "modality": frozenset({"keep", *Modality}),
}


@dataclass(frozen=True, slots=True)
class PropertyInfo:
    """What the ontology says of a property, or of an act (`range` is "Act"): what stands in the place of an object that is not there.

    `domain` and `range` are local names of classes, or the IRI of a datatype; "Thing" where several are allowed. `inverse` and
    `opposite` are IRIs or "", `disjoint` those of properties that cannot hold of the same two things; `functional`: it has one value.
    `plover` is an event class of PLOVER and `mode` its mode, `cameo` a root code of CAMEO, "" where it belongs to none.
    `over` is the IRI of what holds once the property does so no longer ("held a position in"), "" where nothing is said of that.
    `stance` is 1 when the property shows its subject in favor of its object, -1 when against, else 0.
    """

    iri: str
    label: str
    comment: str
    domain: str
    range: str
    inverse: str = ""
    opposite: str = ""
    disjoint: tuple[str, ...] = ()
    symmetric: bool = False
    functional: bool = False
    plover: str = ""
    mode: str = ""
    cameo: str = ""
    stance: int = 0
    over: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class MappingRow:
    """One row of the mapping table: which words, between which classes, state which property.

    `lemma`, `particle`, `noun` and `preposition` are alternatives for the fields of a `Predicate`: "" is an empty
    field, "*" anything, "threaten to *" any chain that starts so, "* minister" any compound that ends so, and "be base"
    the passive of "base" without an agent; without a preposition the noun may be that of the object ("receive", "vote").
    `subject_types` and `object_types` are classes of what stands in the text as subject and object, () for those of the
    property. A claim of an "inverse" row swaps subject and object, one of a "flip" row has the other polarity, and
    `modality` replaces that of an actual proposition unless it is "keep".
    """

    id: str
    property: str
    lemma: tuple[str, ...]
    particle: tuple[str, ...]
    noun: tuple[str, ...]
    preposition: tuple[str, ...]
    subject_types: tuple[str, ...]
    object_types: tuple[str, ...]
    direction: str
    polarity: str
    modality: str
    example: str
    subject: str
    object: str


_COLUMNS = tuple(item.name for item in fields(MappingRow))
_Fitting: TypeAlias = tuple[tuple[int, ...], MappingRow]  # how well the words of a row fit, and the row


@dataclass(frozen=True)
class Ontology:
    """Classes, properties and mapping rows. Make it with `Ontology.load`."""

    properties: Mapping[str, PropertyInfo]
    labels: Mapping[str, str]  # of classes
    parents: Mapping[str, tuple[str, ...]]  # of classes
    rows: tuple[MappingRow, ...]
    versions: Mapping[str, str]  # IRI of an ontology -> its version

    @classmethod
    def load(cls, paths: Sequence[Path] = (), mapping: Path | None = None) -> Self:
        """The packaged ontology; with it the Turtle files `paths` and the rows of the table `mapping`, which win.

        Raises OntologyError, which names the file and the line or term, when something in them is wrong.
        """
        return cls._of([triples(path) for path in paths], mapping)

    @classmethod
    def of(cls, info: Mapping[str, str]) -> Self:
        """The ontology that a graph was built with, by the info of the graph: the user's files may be gone since."""
        own = ox.parse(info.get(OWN_TERMS, ""), format=ox.RdfFormat.N_TRIPLES)
        return cls._of([[quad.triple for quad in own]])

    @classmethod
    def _of(cls, own: Sequence[Sequence[ox.Triple]], mapping: Path | None = None) -> Self:
        graph = Statements.of([*(triples(path) for path in packaged()), *own])
        labels, parents = _classes(graph)
        known = {iri: _property(graph, iri) for kind in PROPERTY_KINDS for iri in graph.of_type(kind)}
        known |= {iri: replace(_property(graph, iri), range=ACT) for iri in graph.of_type(KG + ACT)}
        versions = {iri: graph.text(iri, OWL + "versionInfo") for iri in graph.of_type(OWL + "Ontology")}
        tables = ([mapping] if mapping else []) + [resource("ontologies/mapping.csv")]
        rows = tuple(row for table in tables for row in _rows(table, known, labels))
        _refuse_twice(rows)
        return cls(dict(sorted(known.items())), labels, parents, rows, versions)

    def property(self, iri: str) -> PropertyInfo:
        """What is known of a property. Raises OntologyError when it is not of this ontology."""
        try:
            return self.properties[iri]
        except KeyError:
            raise OntologyError("no such property", where=iri, hint="declare it in a Turtle file") from None

    def class_label(self, name: str) -> str:
        """Words for a class. Raises OntologyError when it is not of this ontology."""
        try:
            return self.labels[name]
        except KeyError:
            raise OntologyError("no such class", where=name, hint="declare it in a Turtle file") from None

    def ancestors(self, name: str) -> tuple[str, ...]:
        """All classes above `name`, the nearest first; () for one that is not known."""
        return self._ancestors.get(name, ())

    def is_a(self, name: str, ancestor: str) -> bool:
        """True when every `name` is an `ancestor`; a class is one of itself."""
        return name == ancestor or ancestor in self.ancestors(name)

    def rows_for(self, predicate: Predicate, grammar: Grammar, noun: str | None = None) -> tuple[MappingRow, ...]:
        """Rows whose words fit, the most specific first; `noun` in the place of the predicate's."""
        return tuple(row for _, row in self._fitting(predicate, grammar, noun))

    def match(
        self, predicate: Predicate, subject_type: str, object_type: str, grammar: Grammar, noun: str | None = None
    ) -> MappingRow | None:
        """The row whose words and classes fit best; words count before classes, and early rows before late ones.

        A class that is not known is `ANY`; a literal has its datatype. `grammar` is that of the language of the rows; `noun` stands in
        the place of the predicate's.
        """
        found = [
            ((fit, depth), row)
            for fit, row in self._fitting(predicate, grammar, noun)
            if (depth := self._type_fit(row, subject_type, object_type)) is not None
        ]
        return max(found, key=lambda item: item[0])[1] if found else None

    def allowed(self, row: MappingRow) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Classes that what stands as subject, and as object, in the text may have under `row`."""
        info = self.properties[row.property]
        ends = (info.domain, info.range) if row.direction == "forward" else (info.range, info.domain)
        return row.subject_types or (ends[0],), row.object_types or (ends[1],)

    def _fitting(self, predicate: Predicate, grammar: Grammar, noun: str | None) -> tuple[_Fitting, ...]:
        keys = tuple(key for key in _lemma_keys(predicate, grammar) if key in self._by_lemma)
        slots = (predicate.noun if noun is None else noun, predicate.preposition, predicate.particle)
        return self._by_words(keys, slots) if keys else ()

    @cached_property
    def _by_words(self) -> Callable[[tuple[str, ...], tuple[str, str, str]], tuple[_Fitting, ...]]:
        """The rows that fit are looked for once: few words are most of what texts say."""
        return lru_cache(maxsize=1 << 14)(partial(_rows_of_words, self._by_lemma))

    def _type_fit(self, row: MappingRow, subject_type: str, object_type: str) -> int | None:
        """How deep in the tree the fitting classes of `row` stand, both ends together; None when one does not fit."""
        total = 0
        for name, allowed in zip((subject_type, object_type), self.allowed(row), strict=True):
            depths = [len(self.ancestors(item)) for item in allowed if self.is_a(name, item)] if name != ANY else [0]
            if not depths:
                return None
            total += max(depths)
        return total

    @cached_property
    def version(self) -> str:
        """Names and versions of all parts, as in "kg 0.1.0, politics 0.1.0"."""
        return ", ".join(f"{local_name(iri)} {version}" for iri, version in sorted(self.versions.items()))

    @cached_property
    def _ancestors(self) -> dict[str, tuple[str, ...]]:
        return {name: tuple(_upwards(name, self.parents)) for name in self.parents}

    @cached_property
    def _by_lemma(self) -> dict[str, tuple[MappingRow, ...]]:
        index: defaultdict[str, list[MappingRow]] = defaultdict(list)
        for row in self.rows:
            for lemma in row.lemma:
                index[lemma].append(row)
        return {lemma: tuple(rows) for lemma, rows in index.items()}


# -- words -------------------------------------------------------------------------------------------------------------


def _lemma_keys(predicate: Predicate, grammar: Grammar) -> list[str]:
    """How a predicate's verb may be written in a row, the most specific way first."""
    if predicate.voice is Voice.AGENTLESS:  # its subject is the patient: only rows for that say something
        return [f"{grammar.copula} {predicate.lemma}"]
    first, chained, _ = predicate.lemma.partition(f" {grammar.infinitive_marker} ")
    return [predicate.lemma, first + chained + ANY] if chained else [predicate.lemma]


def _rows_of_words(
    by_lemma: Mapping[str, tuple[MappingRow, ...]], keys: tuple[str, ...], slots: tuple[str, str, str]
) -> tuple[_Fitting, ...]:
    """Rows whose words fit a verb, written as one of `keys`, and its noun, preposition and particle; the most specific first."""
    rows = ((key, row) for key in keys for row in by_lemma[key])
    found = ((fit, row) for key, row in rows if (fit := _fit(row, key, slots)) is not None)
    return tuple(sorted(found, key=lambda item: item[0], reverse=True))


def _fit(row: MappingRow, key: str, slots: tuple[str, str, str]) -> tuple[int, ...] | None:
    """How well the words of `row` fit: verb, noun, preposition, particle; None when one does not."""
    fits = [1 if key.endswith(ANY) else 2]
    for alternatives, word in zip((row.noun, row.preposition, row.particle), slots, strict=True):
        fit = _slot_fit(alternatives, word)
        if fit is None:
            return None
        fits.append(fit)
    return tuple(fits)


def _slot_fit(alternatives: tuple[str, ...], word: str) -> int | None:
    """2 for the word itself, 1 for the last word of a compound, 0 for anything; None when none fits."""
    if word in alternatives:
        return 2
    *_, last = word.split(" ")
    if last != word and f"{ANY} {last}" in alternatives:
        return 1
    return 0 if ANY in alternatives else None


# -- reading -----------------------------------------------------------------------------------------------------------


def _classes(graph: Statements) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Labels of the classes by local name, and the classes above each. A user's class of a name that is known is that class."""
    classes = graph.of_type(OWL + "Class")
    labels: dict[str, str] = {}
    parents: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for iri in classes:
        name = local_name(iri)
        labels.setdefault(name, graph.text(iri, RDFS + "label"))
        parents[name].update(dict.fromkeys(map(local_name, graph.values(iri, RDFS + "subClassOf"))))
    return {name: labels[name] for name in sorted(labels)}, {name: tuple(found) for name, found in parents.items()}


def _property(graph: Statements, iri: str) -> PropertyInfo:
    return PropertyInfo(
        iri=iri,
        label=graph.text(iri, RDFS + "label") or local_name(iri),
        comment=graph.text(iri, RDFS + "comment"),
        domain=_class_name(graph.values(iri, RDFS + "domain")),
        range=_class_name(graph.values(iri, RDFS + "range")),
        inverse=graph.text(iri, OWL + "inverseOf"),
        opposite=graph.text(iri, KG + "opposite"),
        disjoint=graph.values(iri, OWL + "propertyDisjointWith"),
        symmetric=OWL + "SymmetricProperty" in graph.values(iri, _TYPE),
        functional=OWL + "FunctionalProperty" in graph.values(iri, _TYPE),
        plover=_event_class(graph.text(iri, KG + "ploverClass"), iri),
        mode=graph.text(iri, KG + "ploverMode"),
        cameo=graph.text(iri, KG + "cameoRoot"),
        over=graph.text(iri, KG + "whenOver"),
        stance=_stance(graph.text(iri, KG + "stance"), iri),
        example=graph.text(iri, SKOS + "example"),
    )


def _stance(text: str, iri: str) -> int:
    if text not in ("", "-1", "0", "1"):
        raise OntologyError(f"{text!r} is no kg:stance", where=iri, hint="it is 1, 0 or -1")
    return int(text or 0)


def _event_class(text: str, iri: str) -> str:
    if text and text not in CLASSES:
        raise OntologyError(f"{text!r} is no kg:ploverClass", where=iri, hint="one of " + ", ".join(sorted(CLASSES)))
    return text


def _class_name(found: Sequence[str]) -> str:
    """Local name of a class; a datatype keeps its IRI, and no statement at all means any thing, as do several of which each will do."""
    if len(found) != 1:
        return "Thing"
    (iri,) = found
    return iri if "XMLSchema" in iri else local_name(iri)


def _upwards(name: str, parents: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Classes above `name`, breadth first, each once."""
    seen, layer = {name}, [name]
    while layer:
        layer = [parent for child in layer for parent in parents.get(child, ()) if parent not in seen]
        layer = list(dict.fromkeys(layer))
        seen.update(layer)
        yield from layer


def _rows(path: Path, known: Mapping[str, PropertyInfo], classes: Mapping[str, str]) -> Iterator[MappingRow]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if tuple(reader.fieldnames or ()) != _COLUMNS:
                raise OntologyError("wrong columns", where=f"{path}:1", hint="they are " + ",".join(_COLUMNS))
            for cells in reader:
                yield _row(cells, f"{path}:{reader.line_num}", known, classes)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise OntologyError("the mapping table cannot be read", where=str(path), hint=str(error)) from error


def _row(
    cells: dict[str, str], where: str, known: Mapping[str, PropertyInfo], classes: Mapping[str, str]
) -> MappingRow:
    if set(cells) != set(_COLUMNS) or None in cells.values():
        raise OntologyError("too few or too many cells", where=where, hint=f"a row has {len(_COLUMNS)} cells")
    prefix, _, name = cells["property"].partition(":")
    iri = _PREFIXES[prefix] + name if prefix in _PREFIXES else cells["property"]
    if iri not in known:
        raise OntologyError(f"no property {cells['property']!r}", where=where, hint="declare it in a Turtle file first")
    lists = {column: tuple(cells[column].split("|")) for column in _LEXICAL}
    types = {column: tuple(filter(None, cells[column].split("|"))) for column in ("subject_types", "object_types")}
    for name in (name for column in types.values() for name in column):
        if name not in classes:
            raise OntologyError(f"no class {name!r}", where=where, hint="see the classes of ontologies/kg.ttl")
    for column, choices in _CHOICES.items():
        if cells[column] not in choices:
            raise OntologyError(
                f"{cells[column]!r} is no {column}", where=where, hint="one of " + ", ".join(sorted(choices))
            )
    named = (cells["subject"], *([cells["object"]] if known[iri].range != ACT else ()))
    if not cells["id"] or not all(name and name in cells["example"] for name in named):
        raise OntologyError("id, or example with its subject and object, is missing", where=where, hint="add them")
    return MappingRow(**{**cells, **lists, **types, "property": iri})  # type: ignore[arg-type]


def _refuse_twice(rows: Sequence[MappingRow]) -> None:
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            raise OntologyError("two rows of the mapping table have this id", where=row.id, hint="rename one")
        seen.add(row.id)


# -- ontologies/README.md ----------------------------------------------------------------------------------------------

_README = """# The ontology

`kg.ttl` has the classes and the properties of a claim, `politics.ttl` the properties between actors, `news.ttl` what else happens in
the news, `mapping.csv` the words that lead to them, `shapes.ttl` what a graph must look like (SHACL), `queries/` questions to a graph.
This page is made by `python -m kg.resources.ontology > ontologies/README.md`. All examples are made up.

## Classes

| class | is a | label |
|---|---|---|
{classes}

## Properties of things

CAMEO and [PLOVER](https://github.com/openeventdata/PLOVER) are codings of political events. The stance is + when the
subject is for the object, - when against. "rows" counts the rows of `mapping.csv`.

| property | label | domain | range | PLOVER | CAMEO | stance | rows | example |
|---|---|---|---|---|---|---|---|---|
{things}

## Acts

What something does, or what is done to it, where nothing else takes part: an object of `kg:does`.

| act | label | of | PLOVER | CAMEO | rows | example |
|---|---|---|---|---|---|---|
{acts}

## Properties of claims

| property | says |
|---|---|
{claims}
"""


def readme(ontology: Ontology) -> str:
    """The text of ontologies/README.md: tables of all classes and properties."""
    classes = [
        _cells("kg:" + name, ", ".join(ontology.parents[name]), ontology.labels[name]) for name in ontology.labels
    ]
    used = Counter(row.property for row in ontology.rows)
    things, acts, claims = [], [], []
    for info in ontology.properties.values():
        if info.range == ACT:
            acts.append(_act_line(info, used[info.iri]))
        elif ontology.is_a(info.domain, "Thing"):
            things.append(_thing_line(info, used[info.iri]))
        else:
            claims.append(_cells(_curie(info.iri), info.comment))
    tables = {"classes": classes, "things": things, "acts": acts, "claims": claims}
    return _README.format(**{name: "\n".join(lines) for name, lines in tables.items()})


def _act_line(info: PropertyInfo, rows: int) -> str:
    return _cells(_curie(info.iri), info.label, info.domain, _plover(info), info.cameo, str(rows), info.example)


def _thing_line(info: PropertyInfo, rows: int) -> str:
    stance = {1: "+", -1: "-"}.get(info.stance, "")
    ends = info.domain, local_name(info.range)
    return _cells(_curie(info.iri), info.label, *ends, _plover(info), info.cameo, stance, str(rows), info.example)


def _plover(info: PropertyInfo) -> str:
    return " ".join(filter(None, (info.plover, info.mode)))


def _curie(iri: str) -> str:
    return next((f"{short}:{local_name(iri)}" for short, long in _PREFIXES.items() if iri.startswith(long)), iri)


def _cells(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    print(readme(Ontology.load()), end="")
