"""How a build grows with its corpus: `python -m tests.benchmarks.growth [DOCUMENTS ...] [--jobs N]`, by default of 200 and 1,000.

The documents are made up by a seeded generator: 300 words each, by one of many sources, of people, firms and towns with made-up names (a
few in most documents, most in one) and acts of news. Printed for each size, and beside it as a ratio to the smallest: seconds on the
clock and of the processor a document, peak memory of the building process, bytes of the folder a claim; then what it takes to
add one more document, and to build again what is read already.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from kg import pipeline
from kg.knowledge_graph import KnowledgeGraph
from kg.settings import Settings

SENTENCES, A_PARAGRAPH = 24, 4
_SYLLABLES = "ba bri do fen gor hal ka lem mi nor pel quo ra sten su tol ven wi xan zo".split()
_ROLES = ("President", "Foreign Minister", "the economist", "General", "the lawyer", "Senator", "the trader")
_ACTS = (
    "{a} met {b} in {place} on {day}.",
    "{a} accused {b} of breaking the agreement on {thing}.",
    "{a} said that {org} had signed a contract on {thing} with {other}.",
    "{org} did not buy {other}, {a} told reporters in {place}.",
    "{a} will visit {place} next week to discuss {thing} with {b}.",
    "Police in {place} arrested {b} after a protest against {org}.",
    "{org}, a company from {place}, opened a factory for {thing}.",
    "The government of {country} imposed sanctions on {org} because of {thing}.",
    "{country} and {land} agreed to extend the treaty on {thing}.",
    "According to {a}, {land} may lift its ban on {thing} before {day}.",
    "{b} criticised the plan, and his party refused to support it.",
    "If {country} withdraws its troops, {a} hopes to reopen the border near {place}.",
)
_COUNTRIES = "Canada Norway Ghana Chile Kenya Peru Poland Japan Mexico Egypt India Brazil".split()
_THINGS = "grain fishing water steel migration medicine trade energy railways timber data copper".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


class News:
    """A corpus of made-up documents; the same for the same number of them."""

    def __init__(self, documents: int) -> None:
        self.documents = documents
        self._chance = random.Random(documents)
        self._people = [f"{self._word(2)} {self._word(3)}" for _ in range(2 * documents)]
        self._firms = [
            f"{self._word(2)} {self._chance.choice(('Steel', 'Bank', 'Motors', 'Foods'))}" for _ in range(documents)
        ]
        self._towns = [self._word(3) for _ in range(max(20, documents // 4))]

    def write(self, folder: Path) -> None:
        """A file a document."""
        for number in range(self.documents):
            (folder / f"{number:07}.md").write_text(self.document(number), "utf-8")

    def document(self, number: int) -> str:
        """One document with its heading."""
        day, month = 1 + number % 28, 1 + number // 28 % 12
        head = f"title: {self._sentence()}\npublisher: {self._some(self._firms)} Herald\npublished: 2018-{month:02}-{day:02}"
        parts = (" ".join(self._sentence() for _ in range(A_PARAGRAPH)) for _ in range(SENTENCES // A_PARAGRAPH))
        return f"---\n{head}\n---\n\n" + "\n\n".join(parts) + "\n"

    def _sentence(self) -> str:
        pick = self._chance.choice
        person = self._some(self._people)
        text = pick(_ACTS).format(
            a=f"{pick(_ROLES)} {person}" if self._chance.random() < 0.5 else person,
            b=self._some(self._people),
            org=self._some(self._firms),
            other=self._some(self._firms),
            place=self._some(self._towns),
            country=pick(_COUNTRIES),
            land=pick(_COUNTRIES),
            thing=pick(_THINGS),
            day=pick(_DAYS),
        )
        return text[0].upper() + text[1:]

    def _some(self, names: Sequence[str]) -> str:
        """A few names are in most documents, most are in one."""
        return names[min(int(self._chance.paretovariate(0.4)) - 1, len(names) - 1)]

    def _word(self, most: int) -> str:
        return "".join(self._chance.choices(_SYLLABLES, k=self._chance.randint(2, most))).title()


class Cost(NamedTuple):
    """What a step took: seconds on the clock, seconds of the processor in all processes, peak megabytes of the main one."""

    clock: float
    processor: float
    megabytes: float


def _measured(action: Callable[[], object]) -> Cost:
    began, used = time.perf_counter(), _used()
    action()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    return Cost(time.perf_counter() - began, _used() - used, peak)


def _used() -> float:
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(found.ru_utime + found.ru_stime for found in map(resource.getrusage, who))


def build(inputs: Path, out: Path, settings: Settings) -> Cost:
    """A build of a folder."""
    return _measured(lambda: pipeline.build([inputs], out, settings))


def add(inputs: Path, out: Path, settings: Settings) -> Cost:
    """What is added to a graph."""
    return _measured(lambda: pipeline.add([inputs], out, settings))


def _alone(step: Callable[[Path, Path, Settings], Cost], inputs: Path, out: Path, settings: Settings) -> Cost:
    """What a step costs in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(step, inputs, out, settings).result()


def measure(documents: int, settings: Settings) -> dict[str, float]:
    """The figures of one size, by name."""
    with tempfile.TemporaryDirectory() as place:
        texts, more, out = (Path(place) / name for name in ("texts", "more", "out"))
        texts.mkdir()
        News(documents).write(texts)
        more.with_suffix(".md").write_text(News(documents + 1).document(0), "utf-8")
        first, again = (_alone(build, texts, out, settings) for _ in range(2))
        further = _alone(add, more.with_suffix(".md"), out, settings)
        claims = len(KnowledgeGraph.load(out).claims)
        size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    return {
        "seconds": first.clock,
        "seconds a document": first.clock / documents,
        "processor seconds a document": first.processor / documents,
        "peak MB": first.megabytes,
        "claims a document": claims / documents,
        "kB of out/ a claim": size / claims / 1000,
        "seconds to build again": again.clock,
        "seconds to add one": further.clock,
        "processor seconds to add one": further.processor,
        "peak MB of adding one": further.megabytes,
    }


def report(sizes: Sequence[int], settings: Settings) -> Iterator[str]:
    """The lines of the table, a size a block."""
    smallest: dict[str, float] = {}
    for documents in sizes:
        found = measure(documents, settings)
        smallest = smallest or found
        yield f"{documents:,} documents, {settings.jobs or 'a core each'} jobs"
        for name, value in found.items():
            yield f"  {name:30} {value:10.3f}   {value / smallest[name]:6.2f} times that of {min(sizes):,}"


def main(given: Sequence[str] | None = None) -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.growth", description=__doc__.split("\n")[0])
    parser.add_argument("documents", type=int, nargs="*", default=[200, 1000], help="sizes of the corpus")
    parser.add_argument("--jobs", type=int, default=0, help="processes that read; 0 for one a core")
    chosen = parser.parse_args(given)
    for line in report(sorted(chosen.documents), Settings(jobs=chosen.jobs)):
        print(line, flush=True)


if __name__ == "__main__":
    main()
