"""The event classes of PLOVER: whether each is in words or deeds, with or against somebody, how hostile it is, and its root in CAMEO.

Classes and quad classes are those of Halterman et al. (2023), "PLOVER and POLECAT", with YIELD beside its later halves CONCEDE and RETREAT.
The score of a class runs from -10 (most hostile) to 10, in the sense of Goldstein (1992), "A conflict-cooperation scale for WEIS
events data". The numbers are ours, one a class, and no copy of any published scale.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


class EventClass(NamedTuple):
    """A class of events. `cameo` is the root that most of its events have in CAMEO; a property may say a closer one."""

    quad: str
    score: float
    cameo: str


CLASSES: Mapping[str, EventClass] = {
    "AGREE": EventClass(QUADS[0], 3.0, "03"),
    "CONSULT": EventClass(QUADS[0], 1.0, "04"),
    "SUPPORT": EventClass(QUADS[0], 4.0, "05"),
    "CONCEDE": EventClass(QUADS[0], 5.0, "08"),
    "YIELD": EventClass(QUADS[1], 5.0, "08"),
    "RETREAT": EventClass(QUADS[1], 6.0, "08"),
    "COOPERATE": EventClass(QUADS[1], 6.0, "06"),
    "AID": EventClass(QUADS[1], 7.0, "07"),
    "REQUEST": EventClass(QUADS[2], -1.0, "10"),
    "ACCUSE": EventClass(QUADS[2], -3.0, "11"),
    "REJECT": EventClass(QUADS[2], -4.0, "12"),
    "THREATEN": EventClass(QUADS[2], -5.0, "13"),
    "PROTEST": EventClass(QUADS[3], -6.0, "14"),
    "SANCTION": EventClass(QUADS[3], -6.5, "16"),
    "MOBILIZE": EventClass(QUADS[3], -7.0, "15"),
    "COERCE": EventClass(QUADS[3], -8.0, "17"),
    "ASSAULT": EventClass(QUADS[3], -10.0, "18"),
}
