"""How well, how fast and in how much memory a spaCy pipeline reads: tags, trees, sentences, names, factuality of events.

`gold` is the folder of the corpora that `kg/training/config.toml` names: development treebanks, names, factuality. Of each treebank

- `gold sentences`: shares of words with the right tag, UPOS, lemma, head (UAS), head and label (LAS); words and sentences as annotated
- `own sentences`: the same LAS for annotated words that the pipeline cuts into sentences itself
- `raw text`: F1 of words, sentences, UAS and LAS from plain text, as in the CoNLL 2018 shared task (Zeman et al. 2018): a word or sentence
  is right when it covers the same characters

Punctuation counts. Names: exact spans and coarse types (Tjong Kim Sang and De Meulder 2003). Factuality: `kg.evaluation.factuality`.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.annotate.annotator import load
from kg.annotate.reader.conllu import Sentence, read_conllu
from kg.evaluation import factuality, speed
from kg.evaluation.scores import Figures, Task, prf, ratio

EDITED = ("news", "bio", "academic", "voyage")  # GUM's genres of edited prose
COARSE = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
POLITICS = {  # types of CrossNER politics
    "politician": "PER",
    "person": "PER",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "country": "LOC",
    "location": "LOC",
}
NAMES = {"ner/uner_ewt_test.jsonl": {}, "ner/crossner_politics_dev.jsonl": POLITICS}
EVENTS = "factuality/uds_dev.jsonl"


def score(task: Task) -> Figures:
    """Every figure of the pipeline of `task.settings` on the corpora under `task.gold`."""
    config = tomllib.loads(Path(__file__).parents[1].joinpath("training", "config.toml").read_text(encoding="utf-8"))
    nlp = load(task.settings.model)
    figures: Figures = {}
    for name in config["corpora"]["development"]:
        sentences = list(read_conllu(task.gold / name))
        figures |= {f"{Path(name).stem}, {part}": row for part, row in _treebank(nlp, sentences).items()}
        edited = [item for item in sentences if any(f"_{genre}_" in item.document for genre in EDITED)]
        if edited:
            figures[f"{Path(name).stem}, edited prose, raw text"] = raw(nlp, edited)
    for name, types in NAMES.items():
        figures[Path(name).stem] = names(nlp, task.gold / name, types)
    figures[Path(EVENTS).stem] = events(nlp, task.gold / EVENTS)
    return figures | speed.score(task)


def _treebank(nlp: Language, sentences: list[Sentence]) -> Figures:
    return {
        "gold sentences": words(nlp, sentences, True),
        "own sentences": words(nlp, sentences, False),
        "raw text": raw(nlp, sentences),
    }


def words(nlp: Language, sentences: list[Sentence], given: bool) -> dict[str, float | None]:
    """Shares of annotated words that are right; with the annotated sentences where `given`."""
    right = dict.fromkeys(("xpos", "upos", "lemma", "uas", "las"), 0)
    count = 0
    for members in _documents(sentences):
        starts: list[bool | int | None] = [index == 0 for item in members for index in range(len(item.words))]
        doc = Doc(nlp.vocab, [word for item in members for word in item.words], sent_starts=starts if given else None)
        doc = _through(nlp, doc)
        start = 0
        for sentence in members:
            _compare(doc, sentence, start, right)
            start += len(sentence.words)
        count += len(doc)
    return {**{name: ratio(value, count) for name, value in right.items()}, "words": count}


def _compare(doc: Doc, sentence: Sentence, start: int, right: dict[str, int]) -> None:
    for at in range(len(sentence.words)):
        token = doc[start + at]
        head = 0 if token.head.i == token.i else token.head.i - start + 1
        attached = head == sentence.heads[at]
        right["xpos"] += token.tag_ == sentence.xpos[at]
        right["upos"] += token.pos_ == sentence.upos[at]
        right["lemma"] += token.lemma_ == sentence.lemmas[at]
        right["uas"] += attached
        right["las"] += attached and _label(token.dep_) == sentence.labels[at]


def _label(name: str) -> str:
    return "root" if name == "ROOT" else name


def _documents(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    for _, members in groupby(sentences, key=lambda sentence: sentence.document):
        yield list(members)


def _through(nlp: Language, doc: Doc) -> Doc:
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def raw(nlp: Language, sentences: list[Sentence]) -> dict[str, float | None]:
    """F1 of words, sentences, heads and labels from the plain text of each document."""
    counts = dict.fromkeys(("words", "sentences", "uas", "las"), 0)
    found = dict.fromkeys(("words", "sentences"), 0)
    gold = dict(found)
    for members in _documents(sentences):
        text, arcs, spans = plain(members)
        doc = nlp(text)
        own = {(token.idx, token.idx + len(token)): token for token in doc if not token.is_space}
        for word, (head, label) in arcs.items():
            token = own.get(word)
            if token is None:
                continue
            counts["words"] += 1
            mine = None if token.head.i == token.i else (token.head.idx, token.head.idx + len(token.head))
            counts["uas"] += mine == head
            counts["las"] += mine == head and _label(token.dep_) == label
        sents = {_bounds(item) for item in doc.sents if not item.text.isspace()}
        counts["sentences"] += len(sents & spans)
        found = {"words": found["words"] + len(own), "sentences": found["sentences"] + len(sents)}
        gold = {"words": gold["words"] + len(arcs), "sentences": gold["sentences"] + len(spans)}
    whole = {name: found.get(name, found["words"]) + gold.get(name, gold["words"]) for name in counts}
    return {**{name: ratio(2 * value, whole[name]) for name, value in counts.items()}, "gold": gold["sentences"]}


def _bounds(sentence: Span) -> tuple[int, int]:
    inside = [token for token in sentence if not token.is_space]
    return inside[0].idx, inside[-1].idx + len(inside[-1])


Word = tuple[int, int]


def plain(sentences: list[Sentence]) -> tuple[str, dict[Word, tuple[Word | None, str]], set[Word]]:
    """The text of a document, its words by their characters with head (None: the root) and label, and its sentences."""
    text = ""
    arcs: dict[Word, tuple[Word | None, str]] = {}
    spans = set()
    for sentence in sentences:
        text += "\n\n" if sentence.paragraph and text else ""
        places = []
        for word, after in zip(sentence.words, sentence.after, strict=True):
            places.append((len(text), len(text) + len(word)))
            text += word + after
        for place, head, label in zip(places, sentence.heads, sentence.labels, strict=True):
            arcs[place] = (places[head - 1] if head else None, label)
        spans.add((places[0][0], places[-1][1]))
    return text, arcs, spans


def names(nlp: Language, path: Path, coarse: dict[str, str]) -> dict[str, float | None]:
    """Exact spans of PER, ORG and LOC; `coarse` says which types of the file they are."""
    both = found = gold = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        doc = _through(nlp, Doc(nlp.vocab, record["text"].split(" ")))
        own = {(span.start_char, span.end_char, COARSE[span.label_]) for span in doc.ents if span.label_ in COARSE}
        true = {
            (item["start"], item["end"], coarse.get(item["type"], item["type"]))
            for item in record["entities"]
            if coarse.get(item["type"], item["type"]) in ("PER", "ORG", "LOC")
        }
        both, found, gold = both + len(own & true), found + len(own), gold + len(true)
    return prf(both, found, gold)


def events(nlp: Language, path: Path) -> dict[str, float | None]:
    """The reader's own estimate of factuality, `token._.factuality`, of the events of UDS-IH2; its rows of `kg.evaluation.factuality`."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    predicted = {}
    for row in rows:
        parts = [row["text"][start:end] for start, end in row["tokens"]]
        starts: list[bool | int | None] = [index == 0 for index in range(len(parts))]
        doc = _through(nlp, Doc(nlp.vocab, parts, sent_starts=starts))
        labels = [{"token": event["token"], "label": doc[event["token"]]._.factuality} for event in row["events"]]
        predicted[str(row["id"])] = {"id": row["id"], "events": labels}
    return {name: value for part in factuality.score(rows, predicted).values() for name, value in part.items()}
