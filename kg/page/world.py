"""Where countries and cities of the gazetteer lie, and the coasts around them, for the map of the page.

`world.json` holds facts of the public domain, most from Natural Earth (naturalearthdata.com): of a country the middle of its largest part,
to a tenth of a degree, and coasts to half a degree. The folder has it all: a page asks no server for a map.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from kg.iri import local_name

KINDS = frozenset({"Country", "City"})


def place(iri: str, kind: str) -> tuple[float, float] | None:
    """Longitude and latitude, in degrees, of an entity of the gazetteer that is a country or city; None for all else."""
    found = _world()["places"].get(local_name(iri)) if kind in KINDS else None
    return (found[0], found[1]) if found else None


def outline() -> str:
    """The coasts as a path of SVG: x is longitude, y latitude from north to south, one unit is half a degree."""
    return str(_world()["outline"])


@cache
def _world() -> Any:
    return json.loads((Path(__file__).parent / "world.json").read_text(encoding="utf-8"))
