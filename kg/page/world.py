"""The coasts of the world, for the map of the page; where places lie the graph says itself (`Entity.location`).

`world.json` holds facts of the public domain from Natural Earth (naturalearthdata.com): coasts to half a degree. A page asks no server
for a map.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path


@cache
def outline() -> str:
    """The coasts as a path of SVG: x is longitude, y latitude from north to south, one unit is half a degree."""
    return str(json.loads((Path(__file__).parent / "world.json").read_text(encoding="utf-8"))["outline"])
