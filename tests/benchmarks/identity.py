"""How well and how fast names of many documents are joined: `python -m tests.benchmarks.identity [MENTIONS ...]`.

The corpus is made up by chance with a fixed seed: people of invented names, several of one surname, fathers and sons, written with
accents or without, with middle names, initials, titles and the surname alone; firms with and without their legal form. Ten names
a document. Precision and recall are of pairs of mentions that are one thing. Printed are seconds of the processor, time a mention,
and the highest memory of the process; seconds and memory grow about as fast as the mentions do.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator

from kg.iri import Minter
from kg.lang.en import ENGLISH
from kg.model import Document, Extract, Mention, MentionKind, Span
from kg.resolve import resolve
from kg.resources.gazetteer import Gazetteer

SIZES = (1_000, 10_000, 100_000)
A_DOCUMENT = 10
_GIVEN = (
    "Tomás Nikolai Sergei Mohammed William Viktor Jürgen Yusuf Zoë Inés Ana Elena Kwame Lindiwe Aroha Pieter".split()
)
_VARIANTS = {"Sergei": "Sergey", "Nikolai": "Nikolay", "Mohammed": "Muhammad", "Jürgen": "Juergen", "Yusuf": "Youssef"}
_PLAIN = str.maketrans("áéíóúëü", "aeioueu")


class Corpus:
    """Documents of made-up names, and what each mention truly is."""

    def __init__(self, mentions: int) -> None:
        self.chance = random.Random(mentions)
        self.truth: dict[Span, int] = {}
        self._things = [self._thing(number) for number in range(max(10, mentions // 20))]
        self.extracts = [self._document(number) for number in range(mentions // A_DOCUMENT)]

    def _word(self) -> str:
        syllables = (
            self.chance.choice("b d f g k l m n p r s t v z br dr kr st".split()) + self.chance.choice("aeiou")
            for _ in range(3)
        )
        return "".join(syllables).capitalize() + self.chance.choice(["", "n", "s", "rd"])

    def _thing(self, number: int) -> tuple[str, tuple[str, ...]]:
        """Label of the reader and the names that a thing is called by."""
        if number % 5 == 0:
            name = f"{self._word()} {self._word()}"
            return "ORG", (name, f"{name} Inc.", name.upper())
        surname = self._word() if number % 3 else self._things_surname
        self._things_surname = surname
        given, middle = _GIVEN[number % len(_GIVEN)], self._word()  # no two have one full name
        suffix = " Jr." if number % 17 == 0 else ""
        forms = [f"{given} {surname}", f"{given} {middle} {surname}", f"{given} {middle[0]}. {surname}"]
        forms += [forms[0].translate(_PLAIN), f"{_VARIANTS.get(given, given)} {surname}", f"Dr. {forms[0]}"]
        return "PERSON", tuple(form + suffix for form in forms)

    _things_surname = "Reed"

    def _document(self, number: int) -> Extract:
        document_id, text, mentions = f"d{number:06}", "", list[Mention]()
        for _ in range(A_DOCUMENT):
            index = min(int(self.chance.expovariate(3) * len(self._things)), len(self._things) - 1)
            label, forms = self._things[index]
            name = self.chance.choice(forms)
            text += "Then "
            span = Span(document_id, len(text), len(text) + len(name), name)
            text += f"{name} spoke. "
            mentions.append(Mention(span, span, MentionKind.NAMED, label, name, span))
            self.truth[span] = index
        return Extract(Document(document_id, text), tuple(_sentences(document_id, text)), tuple(mentions), ())


def _sentences(document_id: str, text: str) -> Iterator[Span]:
    start = 0
    while (end := text.find("spoke. ", start)) >= 0:
        yield Span(document_id, start, end + 6, text[start : end + 6])
        start = end + 7


def _pairs(counts: Counter[object]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())


def measure(mentions: int, gazetteer: Gazetteer) -> str:
    """One line of the table."""
    corpus = Corpus(mentions)
    began = time.process_time()
    resolved = resolve(corpus.extracts, gazetteer, Minter(), ENGLISH)
    seconds = time.process_time() - began
    found = {span: resolved.links[span].entity for span in corpus.truth if span in resolved.links}
    right = _pairs(Counter((corpus.truth[span], entity) for span, entity in found.items()))
    precision = right / max(1, _pairs(Counter(found.values())))
    recall = right / max(1, _pairs(Counter(corpus.truth.values())))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{mentions:9,} {len(set(corpus.truth.values())):8,} {len(resolved.entities):8,} {precision:9.4f} {recall:7.4f} "
        f"{seconds:8.2f} {1000 * seconds / mentions:10.3f} {memory:10.0f}"
    )


def main(arguments: list[str]) -> None:
    """Prints the table."""
    print(" mentions   things entities precision  recall  seconds ms/mention memory MiB")
    gazetteer = Gazetteer.load(language=ENGLISH)
    for mentions in map(int, arguments or SIZES):
        print(measure(mentions, gazetteer), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
