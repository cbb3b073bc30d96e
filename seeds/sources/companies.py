"""Adds to seeds/entities.csv the companies of large stock indices and where they have their seat.

    pip install pytickersymbols==1.17.10
    python seeds/sources/companies.py

Source: the package pytickersymbols (MIT), which keeps the members of indices with name and seat. Kept are names of two words and more that
mean one thing, and single words that are none of English, no place and no one's name; first names before a surname ("Ralph Lauren") are
left to the documents.
"""

import re
from collections.abc import Iterator
from typing import Any

from pytickersymbols import PyTickerSymbols
from table import Table

from kg.lang.en import ENGLISH
from kg.resources.gazetteer import Row

_SMALL = ("S&P 600", "SDAX")  # indices of companies that newspapers seldom name
_FORM = re.compile(
    r",? (?:(?:Inc|Corp|Ltd|Co|plc|PLC|Limited|Corporation|Incorporated|Company Ltd|AG|SE|SA|AB|ASA|NV|KGaA|S\.A|N\.V|SE & Co\. KGaA)\.?)$"
)
_NAME = re.compile(r"[A-Z][\w'’.&+ -]*[\w.]")
_HOLDING = re.compile(r" (?:Group|Holdings?)$")


def main() -> None:
    """Writes the table."""
    table = Table("stock indices 2026")
    symbols = PyTickerSymbols()
    stocks = {
        stock["name"]: stock
        for index in symbols.get_all_indices()
        if index not in _SMALL
        for stock in symbols.get_stocks_by_index(index)
    }
    table.write(row for name in sorted(stocks) for row in _company(stocks[name], table))


def _company(stock: dict[str, Any], table: Table) -> Iterator[Row]:
    full = re.sub(r" ?\(.*\)", "", stock["name"]).strip().removeprefix("The ")
    name = _FORM.sub("", full)
    short = _HOLDING.sub("", name)
    known = any(map(table.known.lookup, (name, full, short)))
    if known or not _NAME.fullmatch(full) or not _is_name(name, table):
        return
    aliases = [item for item in (full, short) if item != name and _is_name(item, table)]
    yield table.row(name, "Company", aliases, _country(stock.get("country") or "", table))


def _is_name(name: str, table: Table) -> bool:
    words = name.split()
    if len(words) == 1:
        return table.is_own_word(name) and not (name.isupper() and len(name) < 6)
    given = ENGLISH.names.male_names | ENGLISH.names.female_names
    return table.means_one_thing(name) and words[0].casefold() not in given and not table.places.find(name)


def _country(seat: str, table: Table) -> str:
    """The id of the country in "Japan", "Dublin, Ireland" or "Houston, Texas"."""
    city, _, last = (part.strip() for part in seat.rpartition(","))
    for name in (seat, *([ENGLISH.names.state_of.format(last)] if city else []), last):
        for row in table.known.lookup(name):
            above = table.known.by_id.get(row.located_in) if row.type in ("Region", "City") else row
            if above is not None and above.type == "Country":
                return above.id
    return ""


if __name__ == "__main__":
    main()
