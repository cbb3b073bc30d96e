"""Whose country a thing is of, by the gazetteer and by what facts tell of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from kg.graph.content import GraphContent
from kg.iri import KG, POL, WD
from kg.model import Entity, Value
from kg.resources.gazetteer import Gazetteer, Row

# how what one is tells whose one is; the first that a fact has counts
_BELONGING = (
    *(POL + name for name in ("citizenOf", "leads", "holdsPositionIn", "spokespersonFor", "memberOf", "worksFor")),
    *(KG + name for name in ("partOf", "locatedIn", "affiliatedWith")),
    POL + "capitalOf",
)
_STEPS = 2  # Ana Ruiz leads the ministry, which is part of Peru


def coordinates(graph: GraphContent, iri: str) -> tuple[float, float] | None:
    """Degrees north and east of a place (WGS 84), None where they are not known, or nothing in the graph says where places lie."""
    location = entity.location if (entity := graph.entities.get(iri)) is not None else None
    return (location.latitude, location.longitude) if location is not None else None


@dataclass(frozen=True)
class Countries:
    """Looks up the countries of the entities of a graph."""

    graph: GraphContent
    gazetteer: Gazetteer

    @classmethod
    def of(cls, graph: GraphContent) -> Countries:
        """By the packaged gazetteer."""
        return cls(graph, Gazetteer.load())

    def code(self, iri: str, steps: int = _STEPS) -> str:
        """The country that an entity is, lies in or belongs to, as ISO 3166-1 alpha-3; "" where none or several are known."""
        entity = self.graph.entities.get(iri)
        if entity is None:
            return ""
        row = self.row(entity)
        code = self._code(row) if row is not None else self._by_adjective(entity)
        code = code or (entity.location.country if entity.location is not None else "")
        if code or not steps:
            return code
        for relation in _BELONGING:
            codes = {self.code(other, steps - 1) for other in self._related.get((iri, relation), ())} - {""}
            if codes:
                return codes.pop() if len(codes) == 1 else ""
        return ""

    def row(self, entity: Entity) -> Row | None:
        """The gazetteer's row of an entity: one with its Wikidata item, or with its name and class."""
        rows = self.gazetteer.lookup(entity.label)
        same = (row for row in rows if WD + row.wikidata in entity.same_as or row.type == entity.type)
        return next(same, None)

    def _code(self, row: Row) -> str:
        """Its ISO code, or that of the country that it stands for or lies in."""
        seen: set[str] = set()
        while not row.iso3 and row.id not in seen:
            seen.add(row.id)
            above = self.gazetteer.by_id.get(row.represents or row.located_in)
            if above is None:
                return ""
            row = above
        return row.iso3

    def _by_adjective(self, entity: Entity) -> str:
        """ "Chilean troops" are of Chile."""
        if entity.origin == "gazetteer" or entity.type == "Person":
            return ""
        row = self.gazetteer.adjective(entity.label.split()[0]) if entity.label.split() else None
        return self._code(row) if row is not None else ""

    @cached_property
    def _related(self) -> dict[tuple[str, str], tuple[str, ...]]:
        found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for subject, relation, target in self.graph.facts:
            if relation in _BELONGING and not isinstance(target, Value):
                found[subject, relation].append(target)
        return {key: tuple(targets) for key, targets in found.items()}
