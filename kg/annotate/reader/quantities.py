"""Amounts of money, percentages and measures: numbers with their sign or unit, as OntoNotes names them (MONEY, PERCENT, QUANTITY).

No corpus of the reader's marks them, and words and tags are enough.
"""

from __future__ import annotations

from kg.lang.language import Language


def mark(words: list[str], pos: list[str], tags: list[str], language: Language) -> list[str]:
    """BIO tags of a sentence with amounts added, where no name is."""
    found = list(tags)
    at = 0
    while at < len(words):
        end = _numbers(words, pos, at)
        if end == at:
            at += 1
            continue
        start, stop, kind = _amount(words, at, end, language)
        if kind and all(tag == "O" for tag in found[start:stop]):
            found[start:stop] = [f"B-{kind}", *[f"I-{kind}"] * (stop - start - 1)]
        at = max(stop, end)
    return found


def _numbers(words: list[str], pos: list[str], start: int) -> int:
    """Where a run of numbers ends that begins at `start`: "1.5 million", "two hundred"."""
    end = start
    while end < len(words) and pos[end] == "NUM":
        end += 1
    return end


def _amount(words: list[str], start: int, end: int, language: Language) -> tuple[int, int, str]:
    """The amount around the numbers `[start, end)` and its type, "" for bare numbers."""
    known = language.measures
    if start > 0 and words[start - 1].lower() in known.currency_signs:
        return start - 1, end, "MONEY"
    unit = end
    while unit < len(words) and words[unit].lower() in known.between:
        unit += 1
    word = words[unit].lower() if unit < len(words) else ""
    if word in known.currencies or (word in known.currency_signs and unit == end):
        return start, unit + 1, "MONEY"
    if word in known.percent and unit == end:
        return start, end + 1, "PERCENT"
    if (word, *words[unit + 1 : unit + 2]) == known.per_cent:
        return start, end + 2, "PERCENT"
    followed = words[unit + 1 : unit + 2] == [language.grammar.genitive]  # of "20 tons of aid" the aid is what matters
    if word in known.units and not followed:
        return start, unit + 1, "QUANTITY"
    return start, end, ""
