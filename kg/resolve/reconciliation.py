"""Items for names that the gazetteer has none for, from a service that the user names; off by default.

The service speaks the Reconciliation Service API 0.2 (https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/),
as OpenRefine uses it: a manifest by GET, then batches of queries by POST. A candidate is taken when the service says `match`, for it
alone, with a score of at least `LEAST_SCORE`. What it answers is the text of a stranger: nothing but a checked IRI, a short name and a
number is kept. Answers are kept with the graph, so that the next build asks nothing twice and gives the same bytes.
"""

from __future__ import annotations

import http.client
import json
import time
import urllib.request
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode, urlsplit

from kg.iri import of_service
from kg.model import Entity, Rejection

LEAST_SCORE = 80.0  # of 100, as most services count
_BATCH, _CANDIDATES = 50, 3
_SECONDS, _ALL_SECONDS = 10.0, 300.0  # for an answer, and for all of them
_MOST_BYTES = 5_000_000
_LONGEST = 200  # characters of a name
_NEVER = frozenset({"Concept", "Thing", "Group"})  # classes whose names say too little


@dataclass(frozen=True, slots=True)
class Item:
    """What a service knows a name as."""

    iri: str
    name: str
    score: float


@dataclass
class Reconciled:
    """Items by the IRI of their entity; `answers` to keep with the graph; `rejections` say what the service did wrong."""

    items: dict[str, Item] = field(default_factory=dict)
    answers: dict[str, list[Item]] = field(default_factory=dict)
    rejections: list[Rejection] = field(default_factory=list)

    def stored(self, url: str) -> str:
        """The answers as JSON."""
        plain = {name: [[item.iri, item.name, item.score] for item in found] for name, found in self.answers.items()}
        return json.dumps({"url": url, "answers": plain}, ensure_ascii=False, sort_keys=True)


def reconcile(entities: Iterable[Entity], url: str, stored: str = "") -> Reconciled:
    """Asks the service at `url` for what `stored` answers do not say yet. What goes wrong is reported and never raised."""
    found = Reconciled(answers=_restored(stored, url))
    asked = _asked(entities)
    missing = sorted(set(asked) - found.answers.keys())
    try:
        for name, items in Service(url).answers(missing) if missing else ():
            found.answers[name] = items
    except (OSError, ValueError, RecursionError, http.client.HTTPException) as error:
        reason = f"the service did not answer as it should: {_harmless(str(error))}; names stay without items"
        found.rejections.append(Rejection("reconcile", "", url, reason))
    found.answers = {name: items for name, items in found.answers.items() if name in asked}
    found.items = {asked[name]: items[0] for name, items in found.answers.items() if len(items) == 1}
    return found


def _asked(entities: Iterable[Entity]) -> dict[str, str]:
    """Names with their entities; not what has an item, what several entities are called, or a surname alone."""
    wanted = [
        entity
        for entity in entities
        if entity.origin != "described"
        and not entity.same_as
        and entity.type not in _NEVER
        and (entity.type != "Person" or " " in entity.label)
        and 1 < len(entity.label) <= _LONGEST
    ]
    often = Counter(entity.label.casefold() for entity in wanted)
    return {entity.label: entity.id for entity in wanted if often[entity.label.casefold()] == 1}


def _restored(stored: str, url: str) -> dict[str, list[Item]]:
    content = json.loads(stored) if stored else {}
    if content.get("url") != url:
        return {}
    return {name: [Item(*item) for item in items] for name, items in content["answers"].items()}


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The user named one address; no answer may lead to another one."""

    def redirect_request(self, *_: object, **__: object) -> None:
        """Follows nothing."""


class Service:
    """A reconciliation service. Raises OSError or ValueError when it cannot be reached or answers otherwise than it should."""

    def __init__(self, url: str) -> None:
        if urlsplit(url).scheme not in ("http", "https"):
            raise ValueError("its address must begin with http:// or https://")
        self.url = url
        self._opener = urllib.request.build_opener(_NoRedirect)
        self._opener.addheaders = [("User-Agent", "kg"), ("Accept", "application/json")]
        self._end = time.monotonic() + _ALL_SECONDS

    def answers(self, names: Sequence[str]) -> Iterator[tuple[str, list[Item]]]:
        """Each name with the items that it surely is: none, one, or several when the service cannot choose."""
        manifest = self._json(urllib.request.Request(self.url))  # noqa: S310  the scheme is checked above
        space = manifest.get("identifierSpace")
        if not isinstance(space, str) or not of_service(space, "Q1"):
            raise ValueError("its manifest has no identifierSpace that makes IRIs")
        size = manifest.get("batchSize")
        step = min(size, _BATCH) if isinstance(size, int) and size > 0 else _BATCH
        for start in range(0, len(names), step):
            batch = names[start : start + step]
            queries = {f"q{number}": {"query": name, "limit": _CANDIDATES} for number, name in enumerate(batch)}
            body = urlencode({"queries": json.dumps(queries)}).encode()
            answer = self._json(urllib.request.Request(self.url, data=body))  # noqa: S310
            if not all(isinstance(answer.get(key), dict) for key in queries):  # else kept as if it knew none of them
                raise ValueError("an answer lacks results of names that were asked")
            for number, name in enumerate(batch):
                yield name, list(_items(answer[f"q{number}"], space))

    def _json(self, request: urllib.request.Request) -> dict[str, Any]:
        with self._opener.open(request, timeout=_SECONDS) as response:
            content = b"".join(self._pieces(response))
        found = json.loads(content)
        if not isinstance(found, dict):
            raise ValueError("an answer is no JSON object")
        return found

    def _pieces(self, response: http.client.HTTPResponse) -> Iterator[bytes]:
        """The answer as it comes: neither too long nor, drop by drop, too late."""
        length = 0
        while piece := response.read1(65_536):
            length += len(piece)
            if length > _MOST_BYTES or time.monotonic() > self._end:
                raise ValueError(f"it is longer than {_MOST_BYTES} bytes, or took more than {_ALL_SECONDS:.0f} seconds")
            yield piece


def _items(answer: Mapping[str, Any], space: str) -> Iterator[Item]:
    """The candidates that are surely meant; whatever has another shape than the standard says is none."""
    results = answer.get("result")
    for candidate in results if isinstance(results, list) else ():
        if not isinstance(candidate, dict) or candidate.get("match") is not True:
            continue
        name, score = candidate.get("name"), candidate.get("score")
        iri = of_service(space, candidate.get("id"))
        if iri and isinstance(name, str) and isinstance(score, int | float) and LEAST_SCORE <= score <= 1e6:
            yield Item(iri, _harmless(name), round(float(score), 2))


def reason(item: Item, url: str) -> str:
    """Words for `explain`."""
    return f"{urlsplit(url).hostname} knows it as '{item.name}', {item.iri} (score {item.score:g})"


def with_items(entities: Iterable[Entity], items: Mapping[str, Item]) -> Iterator[Entity]:
    """The entities, those with an item with its IRI."""
    for entity in entities:
        item = items.get(entity.id)
        yield entity if item is None else replace(entity, same_as=(item.iri,))


def _harmless(text: str) -> str:
    """Short and printable."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text[:_LONGEST])
