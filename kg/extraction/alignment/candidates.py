"""Stretches of a sentence that may be a thing of a class."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.alignment.argument_types import Looks
from kg.parse import Token, Tokens

_INSIDE = frozenset("amod compound nmod:desc".split())
_APPOSED = frozenset({"appos", "compound", "flat", "nmod:desc"})
_JOINED = frozenset("amod compound flat nmod:desc nummod".split())
_NO_NAME = frozenset({"PERSON", "PER", "DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "MONEY", "PERCENT"})
_TOPICS = frozenset({"artifact", "work", "event", "thing"})
_ACRONYM = 4  # letters, at least
_NO_PLACE = frozenset({"DATE", "TIME", "CARDINAL", "QUANTITY"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens that may be a thing of a class; `exact` when its words show the class, and not only that it has a name."""

    tokens: Tokens
    looks: Looks
    exact: bool = False
    value: bool = False  # says itself what it is, and has no name: a rank, an idea

    @property
    def head(self) -> Token:
        """The word that governs the others."""
        root: Token = self.tokens.root
        return root


def candidates(sentence: Tokens, looks: Looks) -> list[Candidate]:
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


def pronouns(sentence: Tokens, looks: Looks) -> list[Candidate]:
    """ "he", "she" as subjects, where people are looked for: who that is, is found out later."""
    if looks.sort != "person":
        return []
    persons = sentence.language.argument_types.person_subjects
    heads = (token for token in sentence if token.lower in persons and token.dep.startswith("nsubj"))
    return [Candidate(token.parse[token.i : token.i + 1], looks) for token in heads]


def _within(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one != other and other[0] <= one[0] and one[1] <= other[1]


def _phrase(sentence: Tokens, words: str, looks: Looks) -> Iterator[Candidate]:
    for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", sentence.text, re.IGNORECASE):
        start = sentence.start_char
        tokens = sentence.parse.between(start + match.start(), start + match.end())
        if tokens is not None:
            yield Candidate(tokens, looks, exact=True, value=not any(token.ent_type for token in tokens))


def _names(sentence: Tokens, looks: Looks) -> Iterator[Candidate]:
    for entity in sentence.names:
        name = _extended(_trimmed(entity, looks), looks)
        shown = _shown(name, looks) or _shown(entity, looks)
        if _may_be(entity, looks, shown) and not _is_aside(entity):
            yield Candidate(name, looks, exact=shown)
    if looks.sort == "organization" and looks.nouns:
        yield from _unseen(sentence, looks)
    if looks.sort in _TOPICS:
        yield from _topic(sentence, looks)


def _extended(name: Tokens, looks: Looks) -> Tokens:
    """A name with the words before it that the reader left outside: "the Imperial *Northland Army*"."""
    start = name.start
    sought = name[-1].lower in looks.nouns and name[0].dep == "amod"
    while (
        sought
        and start > name.sentence.start
        and _names_it(name.parse[start - 1])
        and name.parse[start - 1].head in name
    ):
        start -= 1
    return name.parse[start : name.end]


def _shown(entity: Tokens, looks: Looks) -> bool:
    """The words of a name, or beside it, say that it is of the class."""
    types = entity.language.argument_types
    if entity[-1].lower in types.decided - looks.nouns:
        return False
    if not looks.numbered and any(_is_numeral(token) for token in entity):
        return False
    return any(token.lower in looks.nouns for token in _heads(entity)) or _described(entity, looks)


def _heads(entity: Tokens) -> Iterator[Token]:
    """Words of a name that can say what it is: "Green Party of Northland", "Northland Navy"."""
    yield entity.root
    yield entity[-1]
    yield from (token.nbor(-1) for token in list(entity)[1:] if token.lower == token.grammar.genitive)


def _is_numeral(token: Token) -> bool:
    return token.pos == "NUM" or token.text[:1].isdigit() or token.lower in token.language.times.ordinals


def _may_be(entity: Tokens, looks: Looks, shown: bool) -> bool:
    types = entity.language.argument_types
    if entity[-1].lower.endswith(types.idea_endings) or _is_word(entity):
        return False
    given = any(token.lower in types.given for token in _heads(entity))
    if looks.sort == "organization" and (given or _is_acronym(entity)):
        return not given
    if looks.sort == "artifact" and entity[-1].lower in types.decided:
        return False
    return entity.label in types.labels[looks.sort] or (shown and entity.label not in _NO_NAME)


def _is_acronym(entity: Tokens) -> bool:
    """One word in capitals among others that are not: no person is written so by surname alone."""
    word = entity[0]
    if len(entity) > 1 or entity.label != "PERSON" or len(word.text) < _ACRONYM or not word.text.isupper():
        return False
    return any(token.text.islower() and len(token.text) >= _ACRONYM for token in entity.sentence)


def _unseen(sentence: Tokens, looks: Looks) -> Iterator[Candidate]:
    """What a noun of the class and the names before it make, where the reader saw no name: "the Venetian navy"."""
    for token in sentence:
        if token.lower not in looks.nouns or token.ent_type in ("ORG", "GPE", "PERSON"):
            continue
        start = token.i
        while start > sentence.start and _names_it(token.parse[start - 1]):
            start -= 1
        if start < token.i and (token.text.istitle() or token.parse[start].ent_type in ("NORP", "ORG")):
            yield Candidate(token.parse[start : token.i + 1], looks, exact=True)


def _names_it(word: Token) -> bool:
    return word.dep in _INSIDE and word.text.istitle() and word.ent_type in ("", "NORP", "ORG", "MISC")


def _is_word(entity: Tokens) -> bool:
    """A noun for a person that the reader took for a name ("President")."""
    return (len(entity) == 1 and entity[0].lower in entity.language.argument_types.personal_roles) or _is_all_rank(
        entity
    )


def _is_all_rank(entity: Tokens) -> bool:
    """A rank in another language that the reader took for a name: "shang jiang"."""
    return all(_is_rank(token) or _is_part_of_rank(token) for token in entity)


def _trimmed(entity: Tokens, looks: Looks) -> Tokens:
    """A name without what it is not: an article, letters of honor, somebody in it, what it is where it says so already, a loose end."""
    start, end = entity.start, entity.end
    comma = next((token.i for token in entity if token.text == "," and token.i > start), end)
    honors = entity.label == "PERSON" and all(
        token.text.isupper() or token.is_punct for token in entity.parse[comma:end]
    )
    end = comma if honors else end
    if looks.sort == "organization":
        start, end = _without_member(entity.parse[start:end])
        end = _without_noun(entity.parse[start:end])
    while end - start > 1 and (entity.parse[end - 1].is_punct or entity.parse[end - 1].pos in ("ADP", "CCONJ")):
        end -= 1
    first = entity.parse[start]
    own = first.text[:1].isupper() and first.i > entity.sentence.start  # "the band The Stones"
    if end - start > 1 and first.lower == first.grammar.definite_article and not own:
        start += 1
    return entity.parse[start:end]


def _without_member(name: Tokens) -> tuple[int, int]:
    """Where a name starts and ends without who is in it: "Fellow of the Blue Society", "Blue Society Fellow"."""
    start, end = name.start, name.end
    somebody = name.language.argument_types.in_organizations
    before = [
        token.i
        for token in list(name)[1:-1]
        if token.lower == token.grammar.genitive and token.nbor(-1).lower in somebody
    ]
    start = before[0] + 1 if before and before[0] - start <= 2 else start
    if end - start > 1 and name.parse[end - 1].lower in somebody:
        end -= 1
    return start, end


def _without_noun(name: Tokens) -> int:
    """Where a name ends without common nouns behind it, where it says what it is without them: "Blue League party", but "Blue party"."""
    end = name.end
    while end - name.start > 1 and name.parse[end - 1].text.islower():
        end -= 1
    says = any(token.lower in name.language.names.head_types for token in name.parse[name.start : end])
    return end if says else name.end


def _is_aside(entity: Tokens) -> bool:
    """A name in brackets: short for the one before, or how it sounds or is spelled elsewhere. A place or date tells something else."""
    if entity.label in ("DATE", "GPE", "LOC"):
        return False
    before = entity.parse[entity.sentence.start : entity.start]
    return sum(token.text in "([" for token in before) > sum(token.text in ")]" for token in before)


def _described(entity: Tokens, looks: Looks) -> bool:
    """ "the rock band Blue Stones", "Blue Stones, a rock band", "Blue Stones is a rock band"."""
    head = entity.root
    near = [child for child in head.children if child.dep in _APPOSED]
    above = head.head
    if (head.dep in ("appos", "compound", "nmod:desc") and not above.ent_type) or (
        head.dep == "nsubj" and above.pos == "NOUN"
    ):
        near.append(above)
    return any(token.lower_lemma in looks.nouns for token in near)


def _topic(sentence: Tokens, looks: Looks) -> Iterator[Candidate]:
    """What the sentence is about: a name that the reader did not see, or of which it saw only a part."""
    for token in sentence.root.lefts:
        if (
            not token.dep.startswith("nsubj")
            or token.pos not in ("NOUN", "PROPN", "NUM")
            or token.ent_type in _NO_NAME - {"QUANTITY"}
        ):
            continue
        start, end = token.i, token.i + 1
        while start > sentence.start and (_joined(token.parse[start - 1], token) or token.parse[start - 1].text == "-"):
            start -= 1
        while end < sentence.end and (_joined(token.parse[end], token) or token.parse[end].text in ("-", "/")):
            end += 1
        if any(char.isupper() or char.isdigit() for char in token.parse[start:end].text):
            yield Candidate(token.parse[start:end], looks)


def _joined(word: Token, head: Token) -> bool:
    """Part of the name that `head` is the head of."""
    return word.dep in _JOINED and (word.head == head or _joined(word.head, head))


def _roles(sentence: Tokens, looks: Looks) -> Iterator[Candidate]:
    """ "President of Peru", "Minister for Trade"."""
    nouns = looks.nouns or sentence.language.argument_types.roles
    for token in sentence:
        if token.lower_lemma not in nouns or token.pos not in ("NOUN", "PROPN"):
            continue
        before = [child for child in token.lefts if child.dep in ("compound", "nmod:desc")]
        if looks.nouns and any(child.i == token.i - 1 for child in before):
            continue  # "vice president" is another office
        for child in token.rights:
            if child.dep == "nmod" and any(
                case.lower in sentence.language.argument_types.role_prepositions for case in child.lefts
            ):
                if child.ent_type in _NO_PLACE or any(one.dep == "nummod" for one in child.children):
                    continue  # "president for ten years"
                start = min([token.i, *(one.i for one in before)])
                yield Candidate(token.parse[start : _end(child)], looks, exact=True, value=True)
                break


def _end(head: Token) -> int:
    """Where the name that `head` stands in ends, or the words joined to it."""
    entity = next((one for one in head.parse.names if one.start <= head.i < one.end), None)
    joined = [child.i for child in head.rights if child.dep == "flat"]
    below = [child for child in head.rights if child.dep == "nmod" and child.ent_type and entity is None]
    if below and below[0].lefts and below[0].lefts[0].lower == head.grammar.genitive:
        return _end(below[0])  # "president of the island of Northland"
    return max([head.i + 1, *(at + 1 for at in joined), entity.end if entity is not None else 0])


def _ranks(sentence: Tokens, looks: Looks) -> Iterator[Candidate]:
    found: list[Tokens] = []
    for token in sentence:
        after = token.nbor() if token.i + 1 < sentence.end else None
        if token.is_plural or not _is_rank(token) or (after is not None and _is_rank(after)):
            continue
        start = token.i
        while start > sentence.start and _is_part_of_rank(token.parse[start - 1]):
            start -= 1
        if not _is_office(token, start, after) and not _is_other_noun(sentence, token, start):
            _add_rank(found, token.parse[start : token.i + 1])
    yield from (Candidate(tokens, looks, exact=True, value=True) for tokens in found)


def _add_rank(found: list[Tokens], rank: Tokens) -> None:
    """Of a rank and one in brackets that renders it, that in the language of the armed forces: "Vizeadmiral (vice admiral)"."""
    before = found[-1] if found else None
    bracket = before is not None and before.end + 1 == rank.start and rank.parse[before.end].is_bracket
    if before is None or not bracket:
        found.append(rank)
    elif _is_abroad(rank) and not _is_abroad(before):
        found[-1] = rank


def _is_abroad(rank: Tokens) -> bool:
    types = rank.language.argument_types
    known = types.ranks | types.rank_parts
    return any(token.lower not in known and token.lower_lemma not in known for token in rank)


def _is_office(token: Token, start: int, after: Token | None) -> bool:
    """ "commander of the garrison", "naval commander", "Lieutenant Governor"."""
    types = token.language.argument_types
    if after is not None and token.head == after and after.lower_lemma in types.roles:
        return True
    grades = all(part.lower in types.rank_grades for part in token.parse[start : token.i])
    if not grades or token.lower not in types.ranks_or_offices:
        return False
    before = [child for child in token.lefts if child.dep in _INSIDE and child.text.islower()]
    return (after is not None and after.lower in types.office_followers) or any(
        child.lower not in types.before_ranks for child in before
    )


def _is_other_noun(sentence: Tokens, token: Token, start: int) -> bool:
    """A part of another name or noun: "secretary-general", "General Staff", "the Surgeon General"."""
    before = token.parse[start - 1] if start > sentence.start else None
    other = before is not None and before.pos in ("NOUN", "PROPN") and before.text.istitle() and not before.ent_type
    joined = token.parse[start].text == "-"
    return other or joined or token.dep == "amod" or _is_part_of_name(token)


def _is_rank(token: Token) -> bool:
    before = token.nbor(-1).lower if token.i > token.sentence.start else ""
    word = token.lower_lemma
    types = token.language.argument_types
    return (
        word in types.ranks
        or token.lower in token.language.names.ranks_abroad
        or before in types.ranks_behind.get(word, ())
        or token.lower.endswith(types.rank_endings)
    )


def _is_part_of_rank(word: Token) -> bool:
    types = word.language.argument_types
    after = word.nbor().lower if word.i + 1 < word.sentence.end else ""
    ordered = word.lower in types.rank_ordinals and after in types.ranks_in_order
    return ordered or word.lower == "-" or word.lower in types.rank_parts | word.language.names.rank_parts_abroad


def _ideas(sentence: Tokens, looks: Looks) -> Iterator[Candidate]:
    types = sentence.language.argument_types
    for token in sentence:
        word = token.lower
        near = (child for child in token.lefts if child.dep in _INSIDE and child.pos != "VERB")
        inside = [child for child in near if child.lower not in types.no_idea]
        named = word.endswith(types.idea_endings) or (word in types.idea_nouns and inside)
        if not named or token.pos not in ("NOUN", "PROPN", "ADJ") or _is_part_of_name(token):
            continue
        start = token.i
        while start > sentence.start and (token.parse[start - 1] in inside or token.parse[start - 1].text == "-"):
            start -= 1
        start += token.parse[start].text == "-"  # "now-dissolved nationalism"
        yield Candidate(token.parse[start : token.i + 1], looks, exact=True, value=True)


def _is_part_of_name(token: Token) -> bool:
    entity = next((one for one in token.parse.names if one.start <= token.i < one.end), None)
    named = entity is not None and entity.label in ("ORG", "GPE", "PERSON") and len(entity) > 1
    return named and entity is not None and not _is_all_rank(entity)


def _citizens(sentence: Tokens, looks: Looks) -> Iterator[Candidate]:
    """ "Danish" in "a Danish writer": a word for a people beside a noun for a person."""
    endings = sentence.language.argument_types.people_endings
    for entity in sentence.names:
        noun = entity.root.head
        person = noun.pos == "NOUN" and (
            noun.lower_lemma in sentence.language.reference.person_nouns or noun.lower.endswith(endings)
        )
        if entity.label == "NORP" and entity.root.dep == "amod" and person:
            yield Candidate(entity, looks, exact=True)


def _statuses(sentence: Tokens, looks: Looks) -> Iterator[Candidate]:
    for status in sentence.language.argument_types.statuses:
        yield from _phrase(sentence, status, looks)


_SEEKERS = {
    "citizens": _citizens,
    "idea": _ideas,
    "rank": _ranks,
    "role": _roles,
    "status": _statuses,
}
