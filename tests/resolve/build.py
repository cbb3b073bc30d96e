"""Hand-built extracts: a marked text and clauses become what extraction would deliver.

Marks: `[Juan Guaidó|PERSON]` is a name with the reader's label, `[President [Nicolás Maduro|PERSON]|name]` a phrase around a
name, `[[Russian|NORP] troops|ns]` a plural noun phrase with a modifier (`n`: singular), `[he|p]` a pronoun, `[100|v]` a value,
`[[Russia|GPE] and [China|GPE]|and]` a coordination.

Clauses: "subject > verb.noun.preposition > object / role mention / ... +rule", before it "holder: " when somebody says it. A
mention is written as it stands in the text, with "#2" for its second occurrence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.iri import Minter
from kg.lang.en import ENGLISH
from kg.model import (
    Adjunct,
    Attribution,
    Document,
    Entity,
    Extract,
    Mention,
    MentionKind,
    Modality,
    Polarity,
    Predicate,
    Proposition,
    Span,
)
from kg.resolve import Resolved, resolve
from kg.resources.gazetteer import Gazetteer

GAZETTEER = Gazetteer.load(language=ENGLISH)
_HEAD = re.compile(r"[\w'’-]+(?= (?:of|in|to|for|from|on|at) |$)")


class Marked:
    """A text without its marks, and the mentions that they made."""

    def __init__(self, document_id: str, marked: str, published: str = "") -> None:
        self.document_id = document_id
        self.published = published
        self._plain = ""
        self.mentions: list[Mention] = []
        plain_of = re.sub(r"\[|\|\w*\]", "", marked)
        self.text = plain_of
        rest = self._read(marked, [])
        assert (rest, self._plain) == ("", plain_of), f"marks are not balanced in {marked!r}"

    def span(self, start: int, end: int) -> Span:
        """Characters of the text."""
        return Span(self.document_id, start, end, self.text[start:end])

    def _read(self, rest: str, inner: list[Mention]) -> str:
        while rest:
            if rest.startswith("["):
                start, children = len(self._plain), list[Mention]()
                rest = self._read(rest[1:], children)
                tag = re.match(r"\|(\w*)\]", rest)
                assert tag is not None, f"a mark is not closed before {rest!r}"
                rest = rest[tag.end() :]
                mention = self._mention(start, tag[1], children)
                inner.append(mention)
                self.mentions.append(mention)
            elif rest.startswith("|"):
                return rest
            else:
                self._plain += rest[0]
                rest = rest[1:]
        return rest

    def _mention(self, start: int, tag: str, inner: list[Mention]) -> Mention:
        span = self.span(start, len(self._plain))
        spans = tuple(item.span for item in inner)
        if tag == "and":
            return Mention(span, inner[0].head, MentionKind.NAMED, plural=True, parts=tuple(inner))
        if tag == "name":
            last = inner[-1]
            return Mention(span, last.span, MentionKind.NAMED, last.label, last.lemma, last.span, modifiers=spans[:-1])
        if tag in ("n", "ns"):
            match = _HEAD.search(span.text)
            assert match is not None
            head = self.span(start + match.start(), start + match.end())
            lemma = head.text.lower().removesuffix("s") if tag == "ns" else head.text.lower()
            return Mention(span, head, MentionKind.NOMINAL, "", lemma, plural=tag == "ns", modifiers=spans)
        if tag in ("p", "v"):
            kind = MentionKind.PRONOUN if tag == "p" else MentionKind.VALUE
            return Mention(
                span, span, kind, lemma=span.text.lower(), plural=span.text.lower() in ("they", "them", "we")
            )
        article = re.match(r"(?:the|an?) ", span.text, re.IGNORECASE)
        bare = self.span(start + article.end(), span.end) if article else span
        return Mention(span, bare, MentionKind.NAMED, tag, bare.text, bare, plural=bare.text.endswith("s"))

    def __getitem__(self, words: str) -> Mention:
        name, _, number = words.partition("#")
        found = sorted((item for item in self.mentions if item.span.text == name), key=lambda item: item.span)
        return found[int(number or 1) - 1]

    def clause(self, line: str, sentences: Sequence[Span]) -> Proposition:
        """A proposition from its line."""
        holder, _, rest = line.rpartition(": ")
        rest, _, rule = rest.partition(" +")
        main, *further = rest.split(" / ")
        subject, predicate, *thing = main.split(" > ")
        verb, noun, preposition = (*predicate.split("."), "", "")[:3]
        here = self[subject]
        return Proposition(
            subject=here,
            predicate=Predicate((), verb, noun=noun, preposition=preposition),
            object=self[thing[0]] if thing else None,
            adjuncts=tuple(
                Adjunct(role, self[words], self[words].span) for role, words in (item.split(" ", 1) for item in further)
            ),
            polarity=Polarity.AFFIRMED,
            modality=Modality.ACTUAL,
            attribution=(Attribution(self[holder], self[holder].span),) if holder else (),
            sentence=next(item for item in reversed(sentences) if item.start <= here.span.start),
            rules=(rule,) if rule else (),
            confidence=1.0,
        )

    def extract(self, clauses: Sequence[str] = ()) -> Extract:
        """The extract of the text with these clauses."""
        ends = [match.end() for match in re.finditer(r"[.!?]”?\"?(?=\s|$)|\Z", self.text)]
        starts = [0, *(end + 1 for end in ends)]
        sentences = [self.span(start, end) for start, end in zip(starts, ends, strict=False) if start < end]
        return Extract(
            Document(self.document_id, self.text, published=self.published),
            tuple(sentences),
            tuple(sorted(self.mentions, key=lambda item: item.span)),
            tuple(self.clause(line, sentences) for line in clauses),
        )


class Reading:
    """Documents d1, d2, ... after resolution; mentions are asked for as "Trump", "Trump#2" or "Trump@d2"."""

    def __init__(
        self,
        texts: Sequence[str],
        clauses: Sequence[Sequence[str]] = (),
        gazetteer: Gazetteer = GAZETTEER,
        published: str = "",
    ) -> None:
        self.marked = {
            f"d{number}": Marked(f"d{number}", text, published) for number, text in enumerate(texts, start=1)
        }
        lines = [*clauses, *[()] * len(texts)]
        self.extracts = [marked.extract(line) for marked, line in zip(self.marked.values(), lines, strict=False)]
        self.resolved: Resolved = resolve(self.extracts, gazetteer, Minter(), ENGLISH)
        self.entities = {entity.id: entity for entity in self.resolved.entities}

    def span(self, words: str) -> Span:
        """The span of a mention."""
        surface, _, document_id = words.partition("@")
        return self.marked[document_id or "d1"][surface].span

    def entity(self, words: str) -> Entity | None:
        """What a mention denotes."""
        link = self.resolved.links.get(self.span(words))
        return self.entities[link.entity] if link is not None else None

    def label(self, words: str) -> str:
        """Label of what a mention denotes, "?" when that is not known."""
        entity = self.entity(words)
        return entity.label if entity is not None else "?"

    def reason(self, words: str) -> str:
        """Why a mention was resolved, or why not."""
        span = self.span(words)
        link = self.resolved.links.get(span)
        return link.reason if link is not None else self.resolved.unresolved[span]
