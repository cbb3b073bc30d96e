"""Corpora -> `Sentence`s with one label space, each task's labels or None where a corpus does not have them.

Entity corpora disagree on what they mark, so that a word's entity label is a *set* of allowed tags and the loss is the
probability of the set (partial labels): WikiGold's LOC may be our GPE, LOC or FAC; a word outside EWT's names may still be a date.
"""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.annotate.reader.conllu import Sentence
from kg.lang.en.names import TITLES

ENTITY_TYPES = ("PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT", "NORP", "MISC", "DATE")
ENTITY_TAGS = ("O", *(f"{prefix}-{kind}" for kind in ENTITY_TYPES for prefix in "BI"))
PLACES = ("GPE", "LOC", "FAC")

# source label -> our types
WIKIGOLD = {"PER": ("PERSON",), "ORG": ("ORG",), "LOC": PLACES, "MISC": ("NORP", "EVENT", "MISC")}
UNER = {"PER": ("PERSON",), "ORG": ("ORG",), "LOC": PLACES}
CROSSNER = {
    "politician": ("PERSON",),
    "person": ("PERSON",),
    "organisation": ("ORG",),
    "politicalparty": ("ORG",),
    "election": ("EVENT",),
    "event": ("EVENT",),
    "country": ("GPE",),
    "location": PLACES,
    "misc": ("NORP", "EVENT", "MISC"),
}
OPEN: tuple[str, ...] = ()  # terms that may be names or not: nothing is said of their words
CROSSNER_DOMAINS = (
    CROSSNER
    | dict.fromkeys(("scientist", "researcher", "writer", "musicalartist"), ("PERSON",))
    | dict.fromkeys(("university", "band"), ("ORG",))
    | dict.fromkeys(("award", "album", "book", "poem", "song", "product", "programlang"), ("MISC",))
    | dict.fromkeys(("academicjournal", "magazine"), ("ORG", "MISC"))
    | {"conference": ("EVENT", "ORG"), "astronomicalobject": ("LOC", "MISC")}
    | dict.fromkeys(("algorithm", "chemicalcompound", "chemicalelement", "discipline", "enzyme", "field"), OPEN)
    | dict.fromkeys(("literarygenre", "metrics", "musicalinstrument", "musicgenre", "protein", "task", "theory"), OPEN)
)
GUM = {"person": ("PERSON",), "organization": ("ORG",), "place": PLACES, "event": ("EVENT",), "time": ("DATE",)}
# what a word outside all marked names may still be, by corpus
OUTSIDE = {
    "wikigold": ("O", "DATE"),
    "uner": ("O", "DATE", "NORP", "EVENT", "MISC"),
    "crossner": ("O", "DATE"),
    "crossner_domains": ("O", "DATE"),
    "broad_twitter": ("O", "DATE", "NORP", "EVENT", "MISC"),
    "gum": ("O", "NORP"),
    "ewt": ("O", "DATE"),
}
SCHEMES = {
    "wikigold": WIKIGOLD,
    "uner": UNER,
    "crossner": CROSSNER,
    "crossner_domains": CROSSNER_DOMAINS,
    "broad_twitter": UNER,
}
MARKS = ("@", "#", "http", "RT")  # what a post has and prose does not


@dataclass
class Labels:
    """The label inventories, in the order of the network's outputs."""

    xpos: list[str]
    upos: list[str]
    lemma: list[str]
    label: list[str]
    entity: list[str]
    forms: list[str]  # lemmas that the treebanks know, see `lemma_forms`

    @classmethod
    def of(cls, sentences: list[Sentence]) -> Labels:
        """Every label of the treebanks; lemma scripts seen at least three times."""
        scripts = Counter(
            lemma_script(word, lemma)
            for sentence in sentences
            for word, lemma in zip(sentence.words, sentence.lemmas, strict=True)
        )
        return cls(
            xpos=sorted({tag for sentence in sentences for tag in sentence.xpos}),
            upos=sorted({tag for sentence in sentences for tag in sentence.upos}),
            lemma=sorted(script for script, count in scripts.items() if count >= 3),
            label=sorted({label for sentence in sentences for label in sentence.labels}),
            entity=list(ENTITY_TAGS),
            forms=lemma_forms(sentences),
        )

    @cached_property
    def index(self) -> dict[str, dict[str, int]]:
        """The place of each label, by task."""
        return {
            task: {value: at for at, value in enumerate(getattr(self, task))}
            for task in ("xpos", "upos", "lemma", "label", "entity")
        }

    @property
    def sizes(self) -> dict[str, int]:
        """Outputs of each linear head of the network."""
        return {task: len(getattr(self, task)) for task in ("xpos", "upos", "lemma", "entity")} | {
            "start": 2,
            "factuality": 1,
        }


@dataclass(frozen=True)
class Names:
    """Country names and demonyms, to tell states and nationalities from other names."""

    countries: frozenset[tuple[str, ...]]
    demonyms: frozenset[str]

    @classmethod
    def load(cls, path: Path) -> Names:
        """Names from the table of countries; capitals count as geopolitical too."""
        countries: set[tuple[str, ...]] = {("U.S.",), ("US",), ("U.K.",), ("UK",)}
        demonyms: set[str] = set()
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                names = [row["name"], row["official_name"], row["capital"], *row["alternative_names"].split("|")]
                countries.update(tuple(name.split()) for name in names if name)
                demonyms.update(row[key] for key in ("demonym_m", "demonym_f") if row[key])
        demonyms.update([f"{word}s" for word in demonyms if word.endswith("n")])
        return cls(frozenset(countries), frozenset(demonyms))

    def refine(self, words: list[str], kinds: tuple[str, ...]) -> tuple[str, ...]:
        """The kinds narrowed down by what the table knows."""
        if "GPE" in kinds and tuple(words) in self.countries:
            return ("GPE",)
        if "NORP" in kinds and " ".join(words) in self.demonyms:
            return ("NORP",)
        return kinds


def spread(start: int, end: int, kinds: tuple[str, ...], into: list[tuple[str, ...] | None]) -> None:
    """Write the tags of a name over words `[start, end)`."""
    for index in range(start, end):
        prefix = "B" if index == start else "I"
        into[index] = tuple(f"{prefix}-{kind}" for kind in kinds)


def titles(words: list[str]) -> int:
    """How many words at the front of a person's name are titles; the last word never is."""
    count = 0
    while count < len(words) - 1 and words[count].lower().rstrip(".") in TITLES:
        count += 1
    return count


def outside(corpus: str) -> tuple[str, ...]:
    """Tags that a word outside all names of `corpus` may have."""
    return tuple(tag for tag in ENTITY_TAGS if tag.split("-")[-1] in OUTSIDE[corpus])


def read_names(path: Path, corpus: str, names: Names) -> Iterator[Sentence]:
    """Sentences of a JSONL corpus of names: text of space-separated words, `entities` by character."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        words = record["text"].split(" ")
        if any(word.startswith(MARKS) for word in words):
            continue
        starts, position = {}, 0
        for index, word in enumerate(words):
            starts[position] = index
            position += len(word) + 1
        tags: list[tuple[str, ...] | None] = [outside(corpus)] * len(words)
        for entity in record["entities"]:
            first = starts[entity["start"]]
            last = first + len(entity["text"].split(" "))
            kinds = names.refine(words[first:last], SCHEMES[corpus][entity["type"]])
            if kinds == ("PERSON",):
                first += titles(words[first:last])
            if kinds:
                spread(first, last, kinds, tags)
            else:
                tags[first:last] = [None] * (last - first)
        yield Sentence(document=f"{corpus}/{record['id']}", words=words, entities=tags)


def label_treebank(sentence: Sentence, names: Names) -> None:
    """Entity tags for a treebank sentence: GUM's own entity layer, countries and nationalities by name elsewhere."""
    corpus = "gum" if "gum" in sentence.document else "ewt"
    tags: list[tuple[str, ...] | None] = [outside(corpus)] * len(sentence.words)
    if corpus == "ewt":
        tags = [None if tag == "PROPN" else allowed for tag, allowed in zip(sentence.upos, tags, strict=True)]
    for start, end, kinds in sorted(_gum_names(sentence, names), key=lambda name: name[0] - name[1], reverse=True):
        spread(start, end, kinds, tags)
    _known_names(sentence, names, tags)
    sentence.entities = tags


def _known_names(sentence: Sentence, names: Names, tags: list[tuple[str, ...] | None]) -> None:
    for start, word in enumerate(sentence.words):
        if word in names.demonyms and sentence.upos[start] in ("ADJ", "PROPN", "NOUN"):
            if tags[start] is None or "O" in (tags[start] or ()):
                spread(start, start + 1, ("NORP",), tags)
            continue
        if tags[start] is not None or word[:1].islower():
            continue
        for size in (4, 3, 2, 1):
            end = start + size
            known = tuple(sentence.words[start:end]) in names.countries
            alone = end >= len(tags) or sentence.upos[end] != "PROPN"
            if known and alone and (start == 0 or sentence.upos[start - 1] != "PROPN"):
                spread(start, min(end, len(tags)), ("GPE",), tags)
                break


def _gum_names(sentence: Sentence, names: Names) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    for start, end, kind in _gum_mentions(sentence):
        head = _head(sentence, start, end)
        if kind == "time" and end - start <= 5:
            first = start + (sentence.upos[start] == "DET")
            yield first, end, ("DATE",)
        elif sentence.upos[head] == "PROPN":
            first, last = _name_span(sentence, head, start, end, kind)
            kinds = GUM.get(kind, ("MISC",))
            if kind == "person" and sentence.xpos[head] == "NNPS":
                kinds = ("NORP", "PERSON")
            if kinds == ("PERSON",):
                first += titles(sentence.words[first:last])
            yield first, last, names.refine(sentence.words[first:last], kinds)


def _gum_mentions(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """Mentions of GUM's `Entity=` brackets that open and close in the sentence: start, end, type."""
    opened: list[tuple[str, int, str]] = []
    for index, misc in enumerate(sentence.misc):
        value = next((item[7:] for item in misc.split("|") if item.startswith("Entity=")), "")
        for piece in value.replace("(", " (").replace(")", ") ").split():
            if piece.startswith("("):
                parts = piece.strip("()").split("-")
                if len(parts) > 1:
                    opened.append((parts[0], index, parts[1]))
            if piece.endswith(")"):
                group = piece.strip("()").split("-")[0]
                for position in range(len(opened) - 1, -1, -1):
                    if opened[position][0] == group:
                        _, start, kind = opened.pop(position)
                        yield start, index + 1, kind
                        break


def _head(sentence: Sentence, start: int, end: int) -> int:
    for index in range(start, end):
        if not start <= sentence.heads[index] - 1 < end:
            return index
    return start


def _name_span(sentence: Sentence, head: int, start: int, end: int, kind: str) -> tuple[int, int]:
    """The name inside a mention: the head with its flat and compound words, "of" and proper adjectives in names of other things."""
    person = kind == "person"
    inside = {head}
    grown = True
    while grown:
        grown = False
        for index in range(start, end):
            label, parent = sentence.labels[index], sentence.heads[index] - 1
            proper = sentence.upos[index] == "PROPN"
            joins = label in ("flat", "goeswith", "fixed") or (label == "compound" and proper)
            if not person and sentence.words[index][:1].isupper():
                joins = joins or label in ("amod", "compound", "nmod", "nummod", "obl")
            if not person and label == "nummod":
                joins = True
            if index not in inside and parent in inside and joins:
                inside.add(index)
                grown = True
    return min(inside), max(inside) + 1


def add_factuality(sentences: list[Sentence], path: Path) -> int:
    """Event factuality of UDS (-3 to 3) joined to treebank sentences by their words; returns how many were joined."""
    events = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        events[record["text"]] = {event["token"]: event["label"] for event in record["events"]}
    joined = 0
    for sentence in sentences:
        found = events.get(" ".join(sentence.words))
        if found:
            sentence.factuality = [found.get(index) for index in range(len(sentence.words))]
            joined += 1
    return joined


def lemma_script(word: str, lemma: str) -> str:
    """How to get from a word's lower-case form to its lemma: "cut|add", or "=lemma" for an irregular whole."""
    form, target = word.lower(), lemma.lower()
    common = 0
    while common < min(len(form), len(target)) and form[common] == target[common]:
        common += 1
    if common == 0 or (common < 2 and len(form) > 2):
        return f"={target}"
    return f"{len(form) - common}|{target[common:]}"


def lemma_forms(sentences: list[Sentence]) -> list[str]:
    """ "POS form lemma" of every lower-case form of the treebanks that has one clear lemma: what needs no guess."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word, lemma, pos in zip(sentence.words, sentence.lemmas, sentence.upos, strict=True):
            if word.isalpha() and pos in ("VERB", "AUX", "NOUN", "ADJ", "ADV"):
                counts[pos, word.lower()][lemma.lower()] += 1
    found = []
    for (pos, form), lemmas in sorted(counts.items()):
        (lemma, count), total = lemmas.most_common(1)[0], sum(lemmas.values())
        if lemma != form and " " not in lemma and count >= 0.8 * total:
            found.append(f"{pos} {form} {lemma}")
    return found
