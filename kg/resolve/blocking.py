"""Blocking: values of referents. Only referents that share one can be the same thing, or tell what another one is.

So the referents of a corpus fall into components, those that values connect, and who is who in one of them does not depend on the
others. A value that too many names share is not compared, and connects nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.resolve.comparison import joined, short_forms, spelled
from kg.resolve.discourse import Referent
from kg.resolve.names import PersonName, in_plain_letters, parse_person

Block = tuple[str, ...]
_SAME = 5_000  # names that documents repeat
NAME = "name "  # with which names are known that are no person's


class Handle(NamedTuple):
    """A value of a referent, and the name for which it has it, where that counts: `crowded` are values of too many names."""

    block: Block
    name: PersonName | None = None


def named(referent: Referent) -> bool:
    """Whether anything of another document could be it."""
    return referent.row is not None or bool(referent.names) or referent.known_as != ""


def handles(referent: Referent) -> Iterator[Handle]:
    """All values that connect a referent with others."""
    if referent.row is not None:
        yield Handle(("row", referent.row.id))
    for word in (referent.known_as, *referent.acronyms):
        if word:
            yield Handle(("known", word.removeprefix(NAME)))
    full = full_name(referent)
    if full is not None:
        yield Handle(("person", *full.parts, f".{full.suffix}"))
    if referent.names:
        name = max(referent.names, key=fullness)
        alone = referent.row is None and (full is not None or not referent.known_as)  # a node has its name
        of_names = _of_names(name, frozenset(written(referent, name)))
        yield from (Handle(block, name if alone else None) for block in of_names)
        if name.parts:
            yield Handle(surname_block(name), name if alone and name.full else None)


@lru_cache(maxsize=_SAME)
def _of_names(name: PersonName, others: frozenset[PersonName]) -> frozenset[Block]:
    return frozenset(blocks(name, others) | ({initial_block(name)} if name.parts else set()))


def blocks(name: PersonName, others: Iterable[PersonName]) -> set[Block]:
    """Values of which two names that can be one person's share at least one; `others` are other ways to write it."""
    found: set[Block] = set()
    for one in (name, *others):
        if not one.full:
            continue
        for loose in (False, True):
            parts = spelled(one, loose).parts
            found |= {("joined", "".join(parts)), ("joined", joined(one, loose))}
            found |= {("ends", *sorted((parts[0], parts[-1]))), ("ends", *sorted((parts[0], parts[1])))}
        given, *_ = parts = spelled(one, False).parts
        found |= {("short", form, parts[-1]) for form in short_forms(spelled(one, False))}
        found |= {("second", given, part) for part in (parts[1:], parts[-2:-1])[len(parts) > 2]}
    return found


def initial_block(name: PersonName) -> Block:
    """What a name shares with those of which only an initial is given."""
    return "initial", name.parts[0][0], spelled(name, False).parts[-1]


def surname_block(name: PersonName) -> Block:
    """What a full name shares with its surname alone."""
    return "surname", name.parts[-1]


def full_name(referent: Referent) -> PersonName | None:
    """The fullest name of somebody who has one; "J. Bolton" alone may be many."""
    names = [name for name in referent.names if name.full]
    known = any(len(name.parts[0]) > 1 or len(name.parts) > 2 for name in names)
    if referent.row is not None or not known or len(names) != len(referent.names):
        return None
    return max(names, key=fullness)


def fullness(name: PersonName) -> tuple[int, int, PersonName]:
    """The order of names by how much they say."""
    return len(name.parts), len(name.parts[0]), name


def written(referent: Referent, name: PersonName) -> set[PersonName]:
    """How its names are written without special letters, where that is not `name`."""
    special = {form for form in referent.forms if not form.isascii()}
    plain = (in_plain_letters(form, name.language) for form in special)
    return {parse_person(form, name.language).name for form in plain} - {name}
