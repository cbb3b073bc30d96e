"""Repairs of names: a name is the maximal run of its words, also across hyphens ("Anne-Sophie Lenoir")."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from kg.lang.language import Language, Words
from kg.lang.reference_parts import Names

_JOINED = frozenset({"PERSON", "ORG"})
_KEPT = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC"})  # labels that a name keeps throughout a text
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "nmod:poss"})
_SHORTEST = 3  # letters
_LONGEST_TITLE = 12  # tokens


def join_names(doc: Doc, language: Language) -> None:
    """Put names that a hyphen or the tree joins into one, and outside of them days, ranks before a person and letters behind one.

    The label is that of a person where one part has it, else the first part's.
    """
    found: list[Span] = []
    words = language.words
    for name in _without_days(_whole(doc, words), language):
        before = found[-1] if found else None
        if before is not None and _is_one(doc, before, name):
            found[-1] = Span(doc, before.start, max(before.end, name.end), label=_label(before, name))
        else:
            found.append(name)
    people = [_bare(name, language.names) if name.label_ == "PERSON" else name for name in found]
    found = _with_titles(doc, list(_numbered(doc, _one_by_one(people))), words)
    found = sorted([*found, *_again(doc, found)], key=lambda name: name.start)
    if [(name.start, name.end, name.label) for name in found] != [
        (name.start, name.end, name.label) for name in doc.ents
    ]:
        doc.set_ents(found)


def _without_days(names: Iterator[Span], language: Language) -> list[Span]:
    """Names but for a word taken for a day that is the surname of somebody named in full, and does or undergoes something: "Day left"."""
    known, times = list(names), language.times
    calendar = {word.title() for word in (*times.months, *times.weekdays)}
    surnames = {name[-1].text for name in known if name.label_ == "PERSON" and len(name) > 1} - calendar
    return [
        name
        for name in known
        if name.label_ != "DATE" or len(name) > 1 or name.text not in surnames or name.root.dep_ not in _ARGUMENTS
    ]


def _again(doc: Doc, names: list[Span]) -> Iterator[Span]:
    """Names that the text has elsewhere, and surnames of people whom it names in full: "the charges against Fields"."""
    labels = {tuple(word.text for word in name): name.label_ for name in reversed(names) if name.label_ in _KEPT}
    labels |= {(name[-1].text,): "PERSON" for name in names if name.label_ == "PERSON" and len(name) > 1}
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for known in sorted(labels, key=len, reverse=True):
        by_first.setdefault(known[0], []).append(known)
    taken = {at for name in names for at in range(name.start, name.end)}
    for word in doc:
        for known in by_first.get(word.text, ()):
            name = Span(doc, word.i, min(word.i + len(known), len(doc)), label=labels[known])
            if [one.text for one in name] == [*known] and _stands_alone(name, taken):
                taken.update(range(name.start, name.end))
                name.root.pos_, name.root.tag_, name.root.lemma_ = "PROPN", "NNP", name.root.text
                yield name
                break


def _stands_alone(name: Span, taken: set[int]) -> bool:
    """No word of a longer name, nor one that only opens its sentence with a capital."""
    doc = name.doc
    beside = (doc[at] for at in (name.start - 1, name.end) if 0 <= at < len(doc))
    longer = any(word.text[:1].isupper() or word.i in taken for word in beside if word.is_alpha)
    plain = name[0].is_sent_start and name[0].pos_ != "PROPN"
    free = taken.isdisjoint(range(name.start, name.end)) and len(name[-1].text) >= _SHORTEST
    return name[0].text[:1].isupper() and free and not (longer or plain)


def _bare(name: Span, known: Names) -> Span:
    """A person's name without a rank in another language before it, and without letters of honor behind it: "Aluf Ada Bell GCB"."""
    start, end = name.start, name.end
    letters = end
    while letters - start > 2 and (name.doc[letters - 1].text == "," or _is_capitals(name.doc[letters - 1])):
        letters -= 1
    if any(word.lower_ in known.degrees for word in name.doc[letters:end]):
        end = letters
    while end - start > 1 and name.doc[start].lower_ in known.ranks_abroad:
        start += 1
    if (
        end - start > 2
        and name.doc[start].lower_ in known.rank_parts_abroad
        and name.doc[start + 1].lower_ in known.ranks_abroad
    ):
        start += 2
    return Span(name.doc, start, end, label=name.label_) if end - start < len(name) else name


def _is_capitals(word: Token) -> bool:
    return word.text.isupper() and len(word) > 1


def _one_by_one(names: list[Span]) -> Iterator[Span]:
    """Names but for the second half of what is two: "the Democratic and *Republican Parties*"."""
    for name in names:
        first, root = name[0], name.root
        several = root.tag_ == "NNPS" and first.dep_ == "conj" and first.head.head == root and first.head.i < name.start
        if several:
            root.pos_, root.tag_ = "NOUN", "NNS"
        else:
            yield name


def _numbered(doc: Doc, names: Iterator[Span]) -> Iterator[Span]:
    """Names with the number that belongs to them: "Category 5", "Route 2"."""
    kept = {at: name for name in names for at in range(name.start, name.end)}
    for number in doc[1:]:
        noun = _numbered_noun(number)
        joined = number.dep_ == "flat" and number.head == noun and number.text.isdigit() and number.i not in kept
        named = not noun.is_sent_start or noun.i < number.i - 1
        if joined and named and noun.pos_ in ("PROPN", "NOUN") and noun.text[:1].isupper():
            name = kept.get(noun.i, doc[noun.i : number.i])
            if name.label_ not in ("PERSON", "NORP", "DATE"):
                longer = Span(doc, name.start, number.i + 1, label=name.label_ or "MISC")
                kept.update(dict.fromkeys(range(longer.start, longer.end), longer))
    yield from dict.fromkeys(kept[at] for at in sorted(kept))


def _numbered_noun(number: Token) -> Token:
    """The word before a number, or before its "No."."""
    marked = (
        number.i > 2
        and number.nbor(-1).text == "."
        and number.nbor(-2).dep_ == "flat"
        and number.head == number.nbor(-3)
    )
    return number.nbor(-3 if marked else -1)


def _with_titles(doc: Doc, names: list[Span], words: Words) -> list[Span]:
    """What something is entitled is the name of a work, whatever else bears that name: "a film entitled Georgia"."""
    titles = [title for verb in doc[:-1] if verb.lemma_ in words.entitling for title in _title(doc, verb.i + 1, names)]
    taken = {at for title in titles for at in range(title.start, title.end)}
    others = [name for name in names if taken.isdisjoint(range(name.start, name.end))]
    return sorted([*others, *titles], key=lambda name: name.start) if titles else names


def _title(doc: Doc, start: int, names: list[Span]) -> Iterator[Span]:
    """The title that starts at a token: what stands in quotation marks there, or the name."""
    if doc[start].is_quote:
        end = next((at for at in range(start + 2, min(start + _LONGEST_TITLE, len(doc))) if doc[at].is_quote), None)
        if end is not None:
            yield Span(doc, start + 1, end, label="WORK_OF_ART")
    else:
        yield from (Span(doc, start, name.end, label="WORK_OF_ART") for name in names if name.start == start)


def _whole(doc: Doc, words: Words) -> Iterator[Span]:
    """The names of a Doc, each with the words behind it that its tree counts to it, and the number that a hyphen joins to it."""
    joined = {name.start - 2 for name in doc.ents if _after_number(doc, name.start)}
    names = (_closed(name) for name in doc.ents if name.end - 1 not in joined)
    whole = (_of_ship(_before_day(name, words), words) for name in names)
    for name in (_with_courtesy(name, words) for name in whole):
        if name.start - 2 in joined:  # "2019-nCoV"
            name = Span(doc, name.start - 2, name.end, label=name.label_)
        end = _behind_nickname(doc, name.end) if name.label_ == "PERSON" else name.end
        while (
            name.label_ in _JOINED
            and (after := _past_hyphen(doc, end)) < len(doc)
            and _belongs(doc[after], name, words)
        ):
            end = after + 1
        yield Span(doc, name.start, end, label=name.label_) if end > name.end else name


def _behind_nickname(doc: Doc, end: int) -> int:
    """The end of a person's name that goes on behind a word in quotation marks: "Ana \"Nina\" Ruiz"; `end` where it does not."""
    closing = next((at for at in range(end + 2, min(end + 4, len(doc) - 1)) if doc[at].is_quote), end)
    if closing == end or not doc[end].is_quote or not all(word.is_alpha for word in doc[end + 1 : closing]):
        return end
    last = closing + 1
    while last < len(doc) and doc[last].pos_ == "PROPN" and doc[last].text[:1].isupper() and doc[last - 1].whitespace_:
        last += 1
    return last if last > closing + 1 else end


def _after_number(doc: Doc, index: int) -> bool:
    """A number and a hyphen stand before a token, without blanks."""
    if index < 2 or doc[index - 1].text != "-" or doc[index].like_num:
        return False
    return doc[index - 2].text.isdigit() and not doc[index - 2].whitespace_ and not doc[index - 1].whitespace_


def _closed(name: Span) -> Span:
    """A name without the preposition at its end: "Tenth Amendment | to" the constitution."""
    end = name.end
    while end - name.start > 1 and name.doc[end - 1].pos_ == "ADP" and name.doc[end - 1].text.islower():
        end -= 1
    return name if end == name.end else Span(name.doc, name.start, end, label=name.label_)


def _before_day(name: Span, words: Words) -> Span:
    """A name without the day that its sentence has behind it: "Blue Harbor on Sunday renamed its ship"."""
    days = (word.i for word in name[2:] if word.lower_ in words.days and word.nbor(-1).pos_ == "ADP")
    day = next(days, None)
    return name if day is None else Span(name.doc, name.start, day - 1, label=name.label_)


def _of_ship(name: Span, words: Words) -> Span:
    """A ship's name with the letters that ships have before theirs: "MV Ana Ruiz", "MV Professor Ana Ruiz" is nobody's."""
    for at in range(name.end - 2, max(name.start - 3, -1), -1):
        word = name.doc[at]
        if word.text.isupper() and word.lower_.replace(".", "") in words.ship_prefixes:
            return Span(name.doc, at, name.end, label="MISC")
        if word.pos_ != "PROPN":
            break
    return name


def _with_courtesy(name: Span, words: Words) -> Span:
    """No place is called mister or miss: "Miss Peru" is something else, with that name."""
    before = name.doc[name.start - 1] if name.start else None
    joined = before is not None and name.label_ in ("GPE", "LOC") and before.text.istitle() and not before.ent_type_
    if not joined or before is None or before.lower_.rstrip(".") not in words.courtesies:
        return name
    return Span(name.doc, name.start - 1, name.end, label="MISC")


def _is_one(doc: Doc, one: Span, other: Span) -> bool:
    """Parts of one name, with a hyphen between or words in common; "Ankara-Moscow" are two places."""
    person = "PERSON" in (one.label_, other.label_) or (one.label_ == other.label_ == "ORG")
    joined = one.end < other.start == _past_hyphen(doc, one.end)
    bodies = one.label_ == other.label_ == "ORG" and one.end == other.start and one.root.dep_ in ("compound", "amod")
    return other.start < one.end or (person and joined) or (bodies and one.root.head == other.root)


def _belongs(word: Token, name: Span, words: Words) -> bool:
    """A proper noun that is `flat` below a word of the name, and no name of its own kind; what a hyphen joins, too: "Kim Yong-su"."""
    if word.text[:1].islower() and word.nbor(-1).text == "-":
        return name.label_ == "PERSON" and not word.ent_type_
    joined = word.dep_ == "flat" and word.lower_ not in words.days and name.start <= word.head.i < name.end
    return joined and word.pos_ == "PROPN" and word.ent_type_ in ("", name.label_)


def _past_hyphen(doc: Doc, index: int) -> int:
    """`index`, or the word of a name behind a hyphen that stands there without blanks."""
    tight = 0 < index < len(doc) - 1 and doc[index].text == "-"
    tight = tight and not doc[index].whitespace_ and not doc[index - 1].whitespace_
    after = doc[index + 1] if tight else doc[index - 1]
    named = after.text[:1].isupper() or after.pos_ == "PROPN" or after.dep_ == "flat"
    return index + 1 if tight and named else index


def _label(one: Span, other: Span) -> str:
    return "PERSON" if "PERSON" in (one.label_, other.label_) else one.label_
