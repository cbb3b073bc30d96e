"""How fast a graph is written: `python -m tests.benchmarks.saving [--exports] [CLAIMS ...]`.

The graph is made up by chance with a fixed seed and has the proportions of news: about twenty claims a document and two a sentence, a few
entities in most claims and many in one, every third claim with an open predicate, every ninth said by someone. All names and words are
invented. Printed are seconds of the processor and size of each file, in the order of writing (what several files share is counted with the
first), then of `save` as a whole with the quads on disk, and of `load`; with `--exports` those of every format of `kg export`, the files of
a folder together, where formats whose library is missing and those that read the documents again are named as left out.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from kg.errors import ExportError
from kg.export import EXPORTERS, export
from kg.graph.collector import uncollected
from kg.graph.pieces import Part, content
from kg.iri import KG, POL, Minter
from kg.knowledge_graph import KnowledgeGraph
from kg.model import (
    Claim,
    Document,
    Entity,
    Evidence,
    Match,
    Modality,
    Polarity,
    Property,
    Qualifier,
    Rejection,
    Resolution,
    Span,
    Value,
)

CLAIMS = 10_000
A_DOCUMENT, A_SENTENCE = 20, 2
_MINTER = Minter()
_TYPES = "Person Person Country Group Event GovernmentBody City Work Organization Company".split()
_VERBS = "supports meets visits sanctions warns accuses attacks agrees threatens aids".split()
_RULES = ("verb", "verb_preposition", "passive", "noun_of", "apposition", "participle")
_SYLLABLES = "ba do fi gor ka lem mi nor pel ra su tol ven wi zan".split()

Result = TypeVar("Result")


@dataclass
class News:
    """Documents of made-up sentences, and the claims that stand in them."""

    claims: int
    chance: random.Random = field(init=False)
    entities: list[Entity] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    found: list[Claim] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.claims)
        for number in range(self.claims * 2 // 5):
            name = f"{self._word().title()} {self._word().title()}"
            iri, kind = _MINTER.entity(name, str(number)), self.chance.choice(_TYPES)
            links = (f"http://www.wikidata.org/entity/Q{number}",) if number % 4 == 0 else ()
            self.entities.append(Entity(iri, name, kind, (name.upper(), name[:6]), links, "named"))
        self.named = len(self.entities)
        for number in range(self.claims // A_DOCUMENT):
            self._document(f"news/{number:05}.txt")

    def graph(self) -> KnowledgeGraph:
        """All of it as a graph, with what a corpus has besides: names that were compared, things that were not kept."""
        ids = [document.id for document in self.documents]
        refused = [
            Rejection("map", ids[number % len(ids)], f"{self._word()} {self._word()}", f"no row for '{self._word()}'")
            for number in range(self.claims // 3)
        ]
        ends = [self.chance.sample(self.entities[: self.named], 2) for _ in range(self.claims // 50)]
        matches = [
            Match(a.label, ids[0], a.id, b.label, ids[-1], b.id, 0.5, "the surnames are alike", False) for a, b in ends
        ]
        return KnowledgeGraph.of(self.entities, self.found, self.documents, refused, matches=matches)

    def _word(self) -> str:
        return "".join(self.chance.choices(_SYLLABLES, k=self.chance.randint(1, 3)))

    def _entity(self, document_id: str) -> Entity:
        """A few are in most claims; every third thing has no name and is of one document."""
        if self.chance.random() < 0.33:
            label = f"{self._word()} {self._word()}"
            self.entities.append(Entity(_MINTER.entity(label, document_id), label, "Concept", origin="described"))
            return self.entities[-1]
        return self.entities[min(int(self.chance.paretovariate(0.45)) - 1, self.named - 1)]

    def _document(self, document_id: str) -> None:
        text, drafts = "", []
        for _ in range(A_DOCUMENT // A_SENTENCE):
            start, parts = len(text), []
            for _ in range(A_SENTENCE):
                subject, target, verb = self._entity(document_id), self._entity(document_id), self._verb()
                fill = " ".join(self._word() for _ in range(6))
                words = f"{subject.label} {verb.label} {target.label} {fill}"
                parts.append((subject, verb, target, start, words))
                start += len(words) + 2
            text += ", ".join(words for *_, words in parts) + ". "
            drafts += [(*part, start - 1) for part in parts]
        self.documents.append(
            Document(document_id, text, f"Made up {document_id}", "", f"Herald {len(text) % 40}", "2019-03-28")
        )
        begin = 0
        for number, (subject, verb, target, start, words, end) in enumerate(drafts):
            begin = start if number % A_SENTENCE == 0 else begin
            sentence = Span(document_id, begin, end, text[begin:end])
            self.found.append(self._claim(sentence, subject, verb, target, start, words))

    def _verb(self) -> Property:
        if self.chance.random() < 0.31:
            words = f"{self._word()} {self.chance.choice(['with', 'on', 'to'])}"
            return Property(_MINTER.predicate(words), words, open=True)
        verb = self.chance.choice(_VERBS)
        return Property(POL + verb, verb)

    def _claim(self, sentence: Span, subject: Entity, verb: Property, target: Entity, start: int, words: str) -> Claim:
        spans = list(_spans(sentence.document_id, start, (subject.label, verb.label, target.label)))
        is_value, is_said = self.chance.random() < 0.2, self.chance.random() < 0.11
        names = [
            Resolution(span, entity.id, f"the full name '{entity.label}'")
            for span, entity in ((spans[0], subject), (spans[2], target))
        ]
        evidence = Evidence(
            sentence=sentence,
            subject=spans[0],
            predicate=(spans[1],),
            object=spans[2],
            cues=(spans[1],) if self.chance.random() < 0.3 else (),
            rules=tuple(self.chance.sample(_RULES, 2)),
            mapping_row="" if verb.open else f"{verb.label}-1",
            resolutions=tuple(names),
            confidence=round(self.chance.uniform(0.4, 1), 3),
        )
        place = self.chance.choice(self.entities[:20]).id if self.chance.random() < 0.03 else ""
        return Claim(
            subject=subject.id,
            property=Property(KG + "hasRole", "has role") if is_value else verb,
            object=Value(target.label) if is_value else target.id,
            polarity=Polarity.NEGATED if self.chance.random() < 0.05 else Polarity.AFFIRMED,
            modality=self.chance.choice(tuple(Modality)) if self.chance.random() < 0.2 else Modality.ACTUAL,
            sources=(self.chance.choice(self.entities[:200]).id,) if is_said else (),
            qualifiers=(Qualifier("in", words[-8:]),) if self.chance.random() < 0.32 else (),
            time=f"2019-{self.chance.randint(1, 12):02}" if self.chance.random() < 0.17 else "",
            place=place,
            evidence=(evidence,),
        )


def _spans(document_id: str, start: int, words: tuple[str, ...]) -> Iterator[Span]:
    for text in words:
        yield Span(document_id, start, start + len(text), text)
        start += len(text) + 1


def _timed(action: Callable[[], Result]) -> tuple[float, Result]:
    began = time.process_time()
    result = action()
    return time.process_time() - began, result


def _content(write: Callable[[], Iterable[Part]]) -> bytes:
    return b"".join(content(write()))


def measure(claims: int) -> Iterator[str]:
    """Lines of the table."""
    seconds, graph = _timed(News(claims).graph)
    yield f"{len(graph.claims):,} claims, {len(graph.facts):,} facts, {len(graph.entities):,} entities"
    yield f"{'made':20} {seconds:8.2f} s"
    with uncollected():
        for name, write in graph.writers().items():
            seconds, made = _timed(partial(_content, write))
            yield f"{name:20} {seconds:8.2f} s {len(made) / 1e6:8.1f} MB"
    with tempfile.TemporaryDirectory() as folder:
        graph = News(claims).graph()  # nothing made before
        began = time.perf_counter()
        seconds, _ = _timed(lambda: graph.save(folder))
        yield f"{'all files saved':20} {seconds:8.2f} s, {time.perf_counter() - began:.2f} s on the clock"
        seconds, loaded = _timed(lambda: KnowledgeGraph.load(folder))
        yield f"{'loaded':20} {seconds:8.2f} s"
        assert loaded == graph
        assert Path(folder, "graph.ttl").is_file()


def measure_exports(claims: int) -> Iterator[str]:
    """Lines of the table of formats."""
    graph = News(claims).graph()
    yield f"{len(graph.claims):,} claims, {len(graph.facts):,} facts, {len(graph.entities):,} entities"
    for name in EXPORTERS:
        try:
            seconds, made = _timed(partial(export, graph, name))
        except ExportError as error:
            yield f"{name:20} left out: {error}"
            continue
        size = len(made) if isinstance(made, bytes) else sum(map(len, made.values()))
        yield f"{name:20} {seconds:8.2f} s {size / 1e6:8.1f} MB"
    yield f"{'to_pandas':20} {_timed(graph.to_pandas)[0]:8.2f} s"


def main(arguments: list[str]) -> None:
    """Prints the table."""
    counts = [int(text) for text in arguments if text != "--exports"]
    table = measure_exports if "--exports" in arguments else measure
    for claims in counts or [CLAIMS]:
        for line in table(claims):
            print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
