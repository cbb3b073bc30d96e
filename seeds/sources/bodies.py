"""Adds to seeds/entities.csv ministries, central banks, agencies, media, companies and universities by their usual names.

    python seeds/sources/bodies.py

Source: common knowledge, written down in the tables below: a country and what it has. Ministries are named as newspapers do, by the
adjective of the country ("French Finance Ministry"); left out are states whose press names them otherwise, and those without an army.
"""

from collections.abc import Iterator
from pathlib import Path

from table import Table

from kg.resources.gazetteer import Row

_DEPENDENT = ("territory of", "part of", "commonwealth of", "crown dependency of", "in free association")
_DEPARTMENTS = "USA GBR VAT AUS CAN IRL PHL CHE HKG".split()  # have departments, offices, secretariats
_WITHOUT_ARMY = "AND CRI DMA GRD ISL KIR KNA LCA LIE MCO MHL FSM NRU PAN PLW SLB SMR TUV VCT VUT WSM MUS HTI".split()
_INTERIOR = (
    "FRA DEU ITA ESP AUT POL CZE SVK HUN ROU BGR GRC HRV SRB SVN MKD ALB MNE CYP TUR RUS UKR BLR MDA GEO ARM AZE KAZ KGZ TJK UZB TKM "
    "EST LVA LTU FIN LUX BEL EGY LBY TUN DZA MAR SDN IRQ IRN SYR LBN JOR SAU KWT BHR QAT OMN ARE YEM AFG PAK THA CHL PER ECU COL VEN "
    "PRY URY CUB KEN GHA NGA SEN CIV CMR GAB BEN GIN MRT MEX ISR PSE"
).split()
_HOME = "IND MYS BGD NPL".split()
_JUSTICE = (
    "FRA DEU ITA ESP AUT POL CZE SVK HUN ROU BGR GRC HRV SRB SVN MKD ALB MNE CYP TUR RUS UKR BLR MDA GEO ARM AZE KAZ KGZ TJK UZB EST "
    "LVA LTU FIN LUX BEL NLD PRT SWE DNK NOR ISL JPN KOR CHN VNM IDN EGY LBY TUN DZA MAR SDN IRQ IRN SYR LBN JOR SAU KWT BHR QAT ARE "
    "YEM AFG PAK THA CHL PER COL PRY CUB BRA ARG NGA SEN CIV CMR GAB BEN GIN MRT ISR PSE TWN"
).split()
_KINDS = {"banks": "GovernmentBody", "agencies": "GovernmentBody", "media": "MediaOrganization", "companies": "Company"}
_KINDS |= {"universities": "Organization", "groups": "Organization"}


def main() -> None:
    """Writes the table."""
    table = Table("usual names")
    table.write([*_ministries(table), *_named(table)])


def _ministries(table: Table) -> Iterator[Row]:
    for code, country in table.by_code.items():
        dependent = country.type != "Country" or country.note.startswith(_DEPENDENT) or not country.adjectives
        for field, has in _fields(code).items():
            label = f"{country.adjectives[0] if country.adjectives else ''} {field} Ministry"
            if has and not dependent and not table.known.lookup(label):
                yield Row(**_values(table, label) | {"represents": country.id, "located_in": country.id})


def _fields(code: str) -> dict[str, bool]:
    """What a state has a ministry of."""
    usual = code not in _DEPARTMENTS
    return {
        "Foreign": usual,
        "Finance": usual,
        "Health": usual,
        "Defense": usual and code not in _WITHOUT_ARMY,
        "Interior": code in _INTERIOR,
        "Home": code in _HOME,
        "Justice": code in _JUSTICE,
    }


def _values(table: Table, label: str) -> dict[str, object]:
    row = table.row(label, "GovernmentBody")
    return {"id": row.id, "label": row.label, "type": row.type, "note": row.note}


def _named(table: Table) -> Iterator[Row]:
    """Rows of the file beside this one: a kind in brackets, then a line for each country, with names divided by ";", others by "|"."""
    kind = ""
    for line in Path(__file__).with_name("bodies.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            kind = _KINDS[line.strip("[]")]
            continue
        where, colon, names = line.partition(": ")
        country = next((row for row in table.known.lookup(where) if row.type == "Country"), None)
        if colon and country is None and where != "world":
            raise ValueError(f"no country {where!r}")
        for name in filter(None, names.split("; ")):
            label, *aliases = name.split("|")
            if not any(map(table.known.lookup, (label, *aliases))):
                yield table.row(label, kind, aliases, country.id if country is not None else "")


if __name__ == "__main__":
    main()
