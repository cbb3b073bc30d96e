"""Figures of a packaged pipeline as users get it: int8, its own sentences; gold tokens, so that words can be compared.

`python -m kg.training measure --data DATA --to kg/models/en_kg_reader`
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate import load
from kg.training.corpora import Sentence, read_conllu

COARSE = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
EXPLAINED = (
    "Percent of words; gold tokens, the pipeline's own sentences; punctuation counts. "
    "Entities: exact spans of PER, ORG and LOC (GPE, LOC, FAC)."
)
POLITICS = {
    "politician": "PER",
    "person": "PER",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "country": "LOC",
    "location": "LOC",
}


def measure(data: Path, model: Path, config: dict[str, Any]) -> None:
    """Print the figures of the pipeline folder `model`, and write them into its card."""
    nlp = load(str(model))
    trees = {Path(name).stem: list(read_conllu(data / name)) for name in config["corpora"]["development"]}
    syntax_figures = {name: syntax(nlp, sentences) for name, sentences in trees.items()}
    entity_figures = {
        "uner_ewt_test": entities(nlp, data / "ner/uner_ewt_test.jsonl", {}),
        "crossner_politics_dev": entities(nlp, data / "ner/crossner_politics_dev.jsonl", POLITICS),
    }
    rate = speed(nlp, next(iter(trees.values())))
    print(json.dumps(syntax_figures | entity_figures | {"speed": rate}, indent=1))
    card = model / "README.md"
    before, _, after = card.read_text(encoding="utf-8").partition("## Figures\n")
    rest = after[after.index("\n## ") :]
    text = f"{before}## Figures\n\n{EXPLAINED}\n\n{_table(syntax_figures)}\n\n{_table(entity_figures)}\n{rest}"
    card.write_text(text, encoding="utf-8")


def _table(figures: dict[str, dict[str, float]]) -> str:
    """Rows a corpus, columns a figure, as Markdown."""
    names = list(next(iter(figures.values())))
    head = f"| corpus | {' | '.join(names)} |\n|---|{'---|' * len(names)}"
    return "\n".join(
        [head, *(f"| {corpus} | {' | '.join(str(row[name]) for name in names)} |" for corpus, row in figures.items())]
    )


def syntax(nlp: Language, sentences: list[Sentence]) -> dict[str, float]:
    """Percent of words with right tag, UPOS, lemma, head, head and label; F1 of sentence starts, by document."""
    right = dict.fromkeys(("xpos", "upos", "lemma", "uas", "las"), 0)
    words = shared = found = gold = 0
    for _, group in groupby(sentences, key=lambda sentence: sentence.document):
        members = list(group)
        doc = _read(nlp, [word for sentence in members for word in sentence.words])
        start = 0
        starts = set()
        for sentence in members:
            starts.add(start)
            _compare(doc, sentence, start, right)
            start += len(sentence.words)
        own = {span.start for span in doc.sents}
        words, shared, found, gold = words + start, shared + len(own & starts), found + len(own), gold + len(starts)
    figures = {name: round(100 * value / words, 2) for name, value in right.items()}
    return figures | {"sentences": round(200 * shared / (found + gold), 2), "words": words}


def _read(nlp: Language, words: list[str]) -> Doc:
    doc = Doc(nlp.vocab, words=words)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def _compare(doc: Doc, sentence: Sentence, start: int, right: dict[str, int]) -> None:
    for at in range(len(sentence.words)):
        token = doc[start + at]
        head = 0 if token.head.i == token.i else token.head.i - start + 1
        attached = head == sentence.heads[at]
        right["xpos"] += token.tag_ == sentence.xpos[at]
        right["upos"] += token.pos_ == sentence.upos[at]
        right["lemma"] += token.lemma_ == sentence.lemmas[at]
        right["uas"] += attached
        right["las"] += attached and ("root" if token.dep_ == "ROOT" else token.dep_) == sentence.labels[at]


def entities(nlp: Language, path: Path, coarse: dict[str, str]) -> dict[str, float]:
    """Exact spans of PER, ORG and LOC: precision, recall, F1; "the" and a possessive at the edges do not count."""
    both = found = gold = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        words = record["text"].split(" ")
        doc = _read(nlp, words)
        own = {(span.start_char, span.end_char, COARSE[span.label_]) for span in doc.ents if span.label_ in COARSE}
        true = {
            (item["start"], item["end"], coarse.get(item["type"], item["type"]))
            for item in record["entities"]
            if coarse.get(item["type"], item["type"]) in ("PER", "ORG", "LOC")
        }
        both, found, gold = both + len(own & true), found + len(own), gold + len(true)
    precision, recall = both / max(found, 1), both / max(gold, 1)
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * both / max(found + gold, 1), 4),
        "gold": gold,
    }


def speed(nlp: Language, sentences: list[Sentence]) -> dict[str, float]:
    """Words a second from raw text, tokenizer included, on documents of about 500 words."""
    texts = list(_texts(sentences))
    nlp(texts[0])
    began = time.perf_counter()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    return {"words": words, "words_per_second": round(words / (time.perf_counter() - began))}


def _texts(sentences: list[Sentence], size: int = 25) -> Iterator[str]:
    for start in range(0, len(sentences), size):
        yield " ".join(" ".join(sentence.words) for sentence in sentences[start : start + size])
