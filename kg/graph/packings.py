"""How entities are packed for `kg.graph.on_disk`: as JSON in ASCII."""

from __future__ import annotations

import json
from dataclasses import astuple
from sys import intern

from kg.graph.on_disk import Packing
from kg.model import Entity, Location

_JSON = json.JSONEncoder(separators=(",", ":"))
_read = json.JSONDecoder().raw_decode


def _entity(iri: str, data: str) -> Entity:
    label, kind, aliases, same_as, origin, *where = _read(data)[0]
    location = Location(*where) if where else None
    return Entity(iri, label, intern(kind), tuple(aliases), tuple(same_as), intern(origin), location)


def _packed_entity(entity: Entity) -> str:
    where = astuple(entity.location) if entity.location is not None else ()
    return _JSON.encode((entity.label, entity.type, entity.aliases, entity.same_as, entity.origin, *where))


ENTITIES = Packing("entities", 20_000, _packed_entity, _entity)
