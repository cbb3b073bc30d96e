"""Whom claims are between, and who says them, in a temporary file: what is said of an entity, and whom it has to do with, is counted there.

connections = Connections(graph)
connections.add(claim_id, claim)        each claim, in order
connections.best(25_000)                ids of the claims between those that most is said of
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, takewhile
from typing import NamedTuple

from kg.graph.content import DESCRIBED, GraphContent
from kg.graph.temporary import opened, written
from kg.model import Claim

_TABLES = """
CREATE TABLE claims (number INTEGER PRIMARY KEY, id TEXT, places INTEGER);
CREATE TABLE about (claim INTEGER, entity TEXT, is_end INTEGER, named INTEGER);
"""
_CACHE = 6  # megabytes
_TOGETHER = 20_000  # rows that are written at once
_RANKS = """
CREATE TABLE ranks AS
    SELECT entity, ROW_NUMBER() OVER (ORDER BY COUNT(*) DESC, entity) AS rank FROM about GROUP BY entity;
CREATE INDEX ranked ON ranks (entity);
"""
_BEST = """
SELECT id, places FROM claims JOIN (SELECT claim, MAX(rank) AS last FROM about JOIN ranks USING (entity) GROUP BY claim)
ON claim = number ORDER BY last, number
"""  # a claim is as well connected as the last of those it is about
_PAIRS = """
SELECT one.entity, COUNT(DISTINCT other.entity), COUNT(DISTINCT one.claim)
FROM about one LEFT JOIN about other ON other.claim = one.claim AND other.entity != one.entity AND other.is_end
WHERE one.is_end AND one.named GROUP BY one.entity
"""


class Neighbors(NamedTuple):
    """Of an entity with a name, how many others it has a statement with, and the number of its claims."""

    iri: str
    others: int
    claims: int


class Connections:
    """The entities of claims, which are given one after the other; `places` of the texts are those that they rest on."""

    def __init__(self, graph: GraphContent) -> None:
        self.places = 0
        self._graph = graph
        self._database = opened(self, _TABLES, _CACHE)
        self._count = 0
        self._claims: list[tuple[int, str, int]] = []
        self._about: list[tuple[int, str, bool, bool]] = []

    def add(self, claim_id: str, claim: Claim) -> None:
        """Takes a claim into account."""
        at, entities, ends = self._count, self._graph.entities, self._graph.ends(claim.subject, claim.object)
        self._count += 1
        self.places += len(claim.evidence)
        self._claims.append((at, claim_id, len(claim.evidence)))
        self._about += [(at, iri, True, entities[iri].origin != DESCRIBED) for iri in ends]
        self._about += [(at, iri, False, True) for iri in {*claim.sources} - ends]
        if len(self._about) > _TOGETHER:
            self._write()

    def _write(self) -> None:
        with written("connections"):
            self._database.executemany("INSERT INTO claims VALUES (?, ?, ?)", self._claims)
            self._database.executemany("INSERT INTO about VALUES (?, ?, ?, ?)", self._about)
        self._claims, self._about = [], []

    def best(self, most: int) -> list[str]:
        """The ids of the claims between the entities that most is said of and by, as many as rest on `most` places; in order."""
        self._write()
        with written("connections"):
            self._database.executescript(f"DROP TABLE IF EXISTS ranks; {_RANKS}")
            sums = accumulate(self._database.execute(_BEST), lambda sum, row: (row[0], sum[1] + row[1]))
            ids = [claim_id for claim_id, _ in takewhile(lambda row: row[1] <= most, sums)]
        return sorted(ids)

    def neighbors(self) -> Iterator[Neighbors]:
        """Those of every entity with a name that has any."""
        self._write()
        with written("connections"):
            self._database.execute("CREATE INDEX IF NOT EXISTS of_claim ON about (claim)")
            for row in self._database.execute(_PAIRS):
                if row[1]:
                    yield Neighbors(*row)


def connections(graph: GraphContent) -> Connections:
    """Those of all claims of a graph."""
    found = Connections(graph)
    for claim_id, claim in graph.claims_by_id.items():
        found.add(claim_id, claim)
    return found
