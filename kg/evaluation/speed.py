"""How fast a pipeline reads, how long it takes to load, how much memory and disk it needs; beside a CNN pipeline of spaCy's own make.

Loading and memory are taken in a process of their own. The CNN (tok2vec, tagger, parser, names; Honnibal's hash embeddings, 96 wide,
4 layers, as in spaCy's small English pipelines) is made here and learns from a few sentences only: a measure of speed, not of quality.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from kg.annotate.annotator import PACKAGED, load
from kg.annotate.reader.conllu import Sentence, read_conllu
from kg.evaluation.scores import Figures, Task, ratio

WORDS = 100_000
DOCUMENT = 40  # sentences of a text
LESSONS = 256  # sentences that the CNN learns from

# What the process held at most: of /proc, since what getrusage says begins with what its parent held.
_ALONE = """
import json, resource, sys, time
from pathlib import Path
began = time.perf_counter()
from kg.annotate.annotator import load
nlp = load(sys.argv[1])
doc = nlp("Peru left.")
loaded = time.perf_counter() - began
for text in json.load(sys.stdin):
    nlp(text)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
status = Path("/proc/self/status")
if status.exists():
    peak = int(next(line for line in status.read_text().splitlines() if line.startswith("VmHWM")).split()[1])
print(json.dumps([loaded, peak / 1024]))
"""


def score(task: Task) -> Figures:
    """Words a second of the pipeline and of the CNN with their ratio; seconds to load, resident megabytes at most, megabytes on disk."""
    sentences = list(read_conllu(task.gold / "treebanks/en_ewt-dev.conllu"))
    texts = list(_texts(sentences, WORDS))
    alone = subprocess.run(  # noqa: S603  our own program, and the name of a pipeline as an argument
        [sys.executable, "-c", _ALONE, task.settings.model],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    loaded, memory = json.loads(alone.stdout)
    folder = Path(task.settings.model) if task.settings.model else PACKAGED
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) if folder.is_dir() else None
    cost = {
        "load_seconds": loaded,
        "memory_mb": memory,
        "package_mb": None if size is None else size / 1e6,
    }
    own, other = rate(load(task.settings.model), texts), rate(cnn(sentences[:LESSONS]), texts)
    return {
        "cost": cost,
        "words per second": {"pipeline": own, "spacy_cnn": other, "ratio": ratio(own, other)},
    }


def rate(nlp: Language, texts: list[str]) -> float:
    """Words a second from raw text, tokenizer included, blanks not counted."""
    list(nlp.pipe(texts[:2]))
    began = time.perf_counter()
    words = sum(sum(not token.is_space for token in doc) for doc in nlp.pipe(texts))
    return words / (time.perf_counter() - began)


def cnn(sentences: list[Sentence]) -> Language:
    """A pipeline as spaCy's own small ones are built, after one pass over `sentences`."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec")
    for name in ("tagger", "parser"):
        nlp.add_pipe(name, config={"model": {"tok2vec": LISTENER}})
    nlp.add_pipe("ner")
    lessons = [_lesson(nlp, sentence) for sentence in sentences]
    nlp.initialize(lambda: lessons)
    for start in range(0, len(lessons), 32):
        nlp.update(lessons[start : start + 32])
    return nlp


LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96}


def _lesson(nlp: Language, sentence: Sentence) -> Example:
    heads = [head - 1 if head else at for at, head in enumerate(sentence.heads)]
    gold = Doc(
        nlp.vocab,
        sentence.words,
        tags=sentence.xpos,
        heads=heads,
        deps=["ROOT" if label == "root" else label for label in sentence.labels],
        ents=[f"B-{'ORG' if at % 2 else 'PERSON'}" if tag == "NNP" else "O" for at, tag in enumerate(sentence.xpos)],
    )
    return Example(Doc(nlp.vocab, sentence.words), gold)


def _texts(sentences: list[Sentence], words: int) -> Iterator[str]:
    """Texts of DOCUMENT sentences, over and over until there are `words`."""
    told = 0
    while told < words:
        rest = iter(sentences)
        while told < words and (members := list(islice(rest, DOCUMENT))):
            told += sum(len(item.words) for item in members)
            yield "".join(word + after for item in members for word, after in zip(item.words, item.after, strict=True))
