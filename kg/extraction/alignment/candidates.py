"""Stretches of a sentence that may be a thing of a class."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from kg.extraction.alignment.argument_types import Looks
from kg.lang.en import argument_types as en
from kg.lang.en.reference import PERSON_NOUNS

_INSIDE = frozenset("amod compound nmod:desc".split())
_APPOSED = frozenset({"appos", "compound", "flat", "nmod:desc"})
_JOINED = frozenset("amod compound flat nmod:desc nummod".split())
_NO_NAME = frozenset({"PERSON", "PER", "DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "MONEY", "PERCENT"})
_PERSON_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "ess")
_NOT_TERMS = frozenset("major several such other many various certain own same new first second last main".split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens that may be a thing of a class; `exact` when its words show the class, and not only that it has a name."""

    tokens: Span
    looks: Looks
    exact: bool = False
    value: bool = False  # says itself what it is, and has no name: a rank, an idea

    @property
    def head(self) -> Token:
        """The word that governs the others."""
        root: Token = self.tokens.root
        return root


def candidates(sentence: Span, looks: Looks) -> list[Candidate]:
    """All that may be of the class, in text order, no two of the same words."""
    listed = [one for words in (*looks.members, *looks.examples) for one in _phrase(sentence, words, looks)]
    taken = {token.i for one in listed for token in one.tokens}
    sought = _SEEKERS.get(looks.sort, _names)(sentence, looks)
    others = [one for one in sought if not any(token.i in taken for token in one.tokens)]
    found: dict[tuple[int, int], Candidate] = {}
    for one in (*listed, *others):
        key = one.tokens.start, one.tokens.end
        if key not in found or one.exact:
            found[key] = one
    return [found[key] for key in sorted(found) if not any(_within(key, other) for other in found)]


def pronouns(sentence: Span, looks: Looks) -> list[Candidate]:
    """ "he", "she" as subjects, where people are looked for: who that is, is found out later."""
    if looks.sort != "person":
        return []
    heads = (token for token in sentence if token.lower_ in ("he", "she") and token.dep_.startswith("nsubj"))
    return [Candidate(token.doc[token.i : token.i + 1], looks) for token in heads]


def _within(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one != other and other[0] <= one[0] and one[1] <= other[1]


def _phrase(sentence: Span, words: str, looks: Looks) -> Iterator[Candidate]:
    for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", sentence.text, re.IGNORECASE):
        tokens = sentence.char_span(match.start(), match.end())
        if tokens is not None:
            yield Candidate(tokens, looks, exact=True, value=not any(token.ent_type_ for token in tokens))


def _names(sentence: Span, looks: Looks) -> Iterator[Candidate]:
    labels = en.LABELS[looks.sort]
    for entity in sentence.ents:
        shown = any(token.lower_ in looks.nouns for token in entity) or _described(entity, looks)
        if entity[-1].lower_ in en.DECIDED - looks.nouns:
            shown = False
        if not looks.numbered and any(token.like_num or token.text[:1].isdigit() for token in entity):
            shown = False
        if entity[-1].lower_.endswith(en.IDEA_ENDINGS) or _is_word(entity):
            continue
        if entity.label_ in labels or (shown and entity.label_ not in _NO_NAME):
            tokens = _trimmed(entity)
            if not _is_aside(entity):
                yield Candidate(tokens, looks, exact=shown)
    if looks.sort == "organization" and looks.nouns:
        yield from _unseen(sentence, looks)
    if looks.sort in ("artifact", "work", "event", "thing"):
        yield from _topic(sentence, looks)


def _unseen(sentence: Span, looks: Looks) -> Iterator[Candidate]:
    """What a noun of the class and the names before it make, where the reader saw no name: "the Venetian navy"."""
    for token in sentence:
        if token.lower_ not in looks.nouns or token.ent_type_ in ("ORG", "GPE", "PERSON"):
            continue
        start = token.i
        while start > sentence.start and _names_it(token.doc[start - 1]):
            start -= 1
        if start < token.i and (token.is_title or token.doc[start].ent_type_ == "NORP"):
            yield Candidate(token.doc[start : token.i + 1], looks, exact=True)


def _names_it(word: Token) -> bool:
    return word.dep_ in _INSIDE and word.is_title and word.ent_type_ in ("", "NORP", "ORG", "MISC")


def _is_word(entity: Span) -> bool:
    """A noun for a person that the reader took for a name ("President")."""
    return len(entity) == 1 and entity[0].lower_ in en.ROLES | PERSON_NOUNS


def _trimmed(entity: Span) -> Span:
    """Without an article, without letters of honor after a comma, and without what a name cannot end in."""
    start, end = entity.start, entity.end
    comma = next((token.i for token in entity if token.text == ","), end)
    honors = entity.label_ == "PERSON" and all(token.is_upper or token.is_punct for token in entity.doc[comma:end])
    end = comma if honors else end
    while end - start > 1 and (entity.doc[end - 1].is_punct or entity.doc[end - 1].pos_ == "ADP"):
        end -= 1
    if end - start > 1 and entity[0].lower_ == "the":
        start += 1
    return entity.doc[start:end]


def _is_aside(entity: Span) -> bool:
    """A name in brackets: short for the one before, or how it sounds or is spelled elsewhere. A place or date tells something else."""
    if entity.label_ in ("DATE", "GPE", "LOC"):
        return False
    before = entity.doc[entity.sent.start : entity.start]
    return sum(token.text in "([" for token in before) > sum(token.text in ")]" for token in before)


def _described(entity: Span, looks: Looks) -> bool:
    """ "the rock band Blue Stones", "Blue Stones, a rock band", "Blue Stones is a rock band"."""
    head = entity.root
    near = [child for child in head.children if child.dep_ in _APPOSED]
    if head.dep_ in ("appos", "compound", "nmod:desc") or (head.dep_ == "nsubj" and head.head.pos_ == "NOUN"):
        near.append(head.head)
    return any(token.lemma_.lower() in looks.nouns for token in near)


def _topic(sentence: Span, looks: Looks) -> Iterator[Candidate]:
    """What the sentence is about: a name that the reader did not see, or of which it saw only a part."""
    for token in sentence.root.lefts:
        if (
            not token.dep_.startswith("nsubj")
            or token.pos_ not in ("NOUN", "PROPN", "NUM")
            or token.ent_type_ in _NO_NAME - {"QUANTITY"}
        ):
            continue
        start, end = token.i, token.i + 1
        while start > sentence.start and (_joined(token.doc[start - 1], token) or token.doc[start - 1].text == "-"):
            start -= 1
        while end < sentence.end and (_joined(token.doc[end], token) or token.doc[end].text in ("-", "/")):
            end += 1
        if any(char.isupper() or char.isdigit() for char in token.doc[start:end].text):
            yield Candidate(token.doc[start:end], looks)


def _joined(word: Token, head: Token) -> bool:
    """Part of the name that `head` is the head of."""
    return word.dep_ in _JOINED and (word.head == head or _joined(word.head, head))


def _roles(sentence: Span, looks: Looks) -> Iterator[Candidate]:
    """ "President of Peru", "Minister for Trade"."""
    nouns = looks.nouns or en.ROLES
    for token in sentence:
        if token.lemma_.lower() not in nouns or token.pos_ not in ("NOUN", "PROPN"):
            continue
        before = [child for child in token.lefts if child.dep_ in ("compound", "nmod:desc")]
        if looks.nouns and any(child.i == token.i - 1 for child in before):
            continue  # "vice president" is another office
        for child in token.rights:
            if child.dep_ == "nmod" and any(case.lower_ in ("of", "for") for case in child.lefts):
                start = min([token.i, *(one.i for one in before)])
                yield Candidate(token.doc[start : _end(child)], looks, exact=True, value=True)
                break


def _end(head: Token) -> int:
    """Where the name that `head` stands in ends, or the words joined to it."""
    entity = next((one for one in head.doc.ents if one.start <= head.i < one.end), None)
    joined = [child.i for child in head.rights if child.dep_ == "flat"]
    return max([head.i + 1, *(at + 1 for at in joined), entity.end if entity is not None else 0])


def _ranks(sentence: Span, looks: Looks) -> Iterator[Candidate]:
    for token in sentence:
        after = token.nbor() if token.i + 1 < sentence.end else None
        known = _is_rank(token)
        if not known or (after is not None and after.lower_ in en.RANKS):
            continue
        start = token.i
        while start > sentence.start and _is_part_of_rank(token.doc[start - 1]):
            start -= 1
        alone = start == token.i and after is not None and after.lower_ in ("of", "-", "in")
        office = token.lower_ in en.RANKS_OR_OFFICES and alone
        before = token.doc[start - 1] if start > sentence.start else None
        other = before is not None and before.pos_ in ("NOUN", "PROPN") and before.is_title and not before.ent_type_
        joined = token.doc[start].text == "-"  # "secretary-general"
        if not office and not other and not joined and not (token.dep_ == "amod" or _is_part_of_name(token)):
            yield Candidate(token.doc[start : token.i + 1], looks, exact=True, value=True)


def _is_rank(token: Token) -> bool:
    before = token.nbor(-1).lower_ if token.i > token.sent.start else ""
    word = token.lemma_.lower()
    return word in en.RANKS or before in en.RANKS_BEHIND.get(word, ()) or token.lower_.endswith(en.RANK_ENDINGS)


def _is_part_of_rank(word: Token) -> bool:
    ordered = word.lower_ in ("first", "second") and word.nbor().lower_ in en.RANKS_IN_ORDER
    return ordered or word.lower_ == "-" or word.lower_ in en.RANK_PARTS


def _ideas(sentence: Span, looks: Looks) -> Iterator[Candidate]:
    for token in sentence:
        word = token.lower_
        inside = [child for child in token.lefts if child.dep_ in _INSIDE and child.lower_ not in _NOT_TERMS]
        named = word.endswith(en.IDEA_ENDINGS) or (word in en.IDEA_NOUNS and inside)
        if not named or token.pos_ not in ("NOUN", "PROPN", "ADJ") or _is_part_of_name(token):
            continue
        start = token.i
        while start > sentence.start and (token.doc[start - 1] in inside or token.doc[start - 1].text == "-"):
            start -= 1
        yield Candidate(token.doc[start : token.i + 1], looks, exact=True, value=True)


def _is_part_of_name(token: Token) -> bool:
    entity = next((one for one in token.doc.ents if one.start <= token.i < one.end), None)
    return entity is not None and entity.label_ in ("ORG", "GPE", "PERSON") and len(entity) > 1


def _citizens(sentence: Span, looks: Looks) -> Iterator[Candidate]:
    """ "Danish" in "a Danish writer": a word for a people beside a noun for a person."""
    for entity in sentence.ents:
        noun = entity.root.head
        person = noun.pos_ == "NOUN" and (noun.lemma_.lower() in PERSON_NOUNS or noun.lower_.endswith(_PERSON_ENDINGS))
        if entity.label_ == "NORP" and entity.root.dep_ == "amod" and person:
            yield Candidate(entity, looks, exact=True)


def _statuses(sentence: Span, looks: Looks) -> Iterator[Candidate]:
    for status in en.STATUSES:
        yield from _phrase(sentence, status, looks)


_SEEKERS = {"citizens": _citizens, "role": _roles, "rank": _ranks, "idea": _ideas, "status": _statuses}
