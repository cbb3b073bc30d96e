"""The curated table of names and the sample documents are what CONTRIBUTING.md says they are."""

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from kg.lang.en import ENGLISH
from kg.model import Document
from kg.read import read
from kg.resources.gazetteer import Gazetteer, Row
from kg.resources.ontology import Ontology
from kg.settings import Settings, resource

NEWS = Path(__file__).parent.parent / "seeds" / "news"
STATES = "Afghanistan Brazil Comoros Denmark Eswatini Fiji Ghana Haiti Iceland Japan Kiribati Lesotho".split()

DEPENDENT = ("territory of", "part of", "commonwealth of", "crown dependency of", "in free association")


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return list(Gazetteer.load().by_id.values())


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    found = list(read([NEWS], Settings()))
    assert all(isinstance(item, Document) for item in found), found
    return [item for item in found if isinstance(item, Document)]


def test_all_countries_and_territories(rows: list[Row]) -> None:
    """There is one row for each of the 249 codes of ISO 3166-1, each with a Wikidata item."""
    coded = [row for row in rows if row.iso3]
    assert len(coded) == len({row.iso3 for row in coded}) == 249
    assert [row.id for row in coded if not row.wikidata] == []
    assert {row.type for row in coded} == {"Country", "Region"}
    assert set(STATES) <= {row.id for row in coded}


def test_countries_have_demonyms(rows: list[Row]) -> None:
    """Of the countries, only some territories and those that leave it to a neighbor lack an adjective."""
    without = sorted(row.id for row in rows if row.iso3 and row.type == "Country" and not row.adjectives)
    noted = [row.id for row in rows if row.id in without and row.note]
    assert without == noted


def test_countries_have_capitals(rows: list[Row]) -> None:
    """Every sovereign country is represented by a city, but for city states, whose name it is."""
    represented = {row.represents for row in rows if row.type == "City"}
    states = [row for row in rows if row.iso3 and row.type == "Country" and not row.note.startswith(DEPENDENT)]
    missing = sorted(row.id for row in states if row.id not in represented)
    assert missing == [
        "Belgium",
        "Djibouti",
        "Luxembourg",
        "Monaco",
        "San_Marino",
        "Singapore",
        "Vatican_City",
        "Western_Sahara",
    ]


def test_file_is_sorted_and_plain() -> None:
    """Rows are sorted by id, without spaces at the edges of cells, and no cell starts like a formula."""
    with resource("entities.csv").open(encoding="utf-8", newline="") as file:
        cells = list(csv.reader(file))
    ids = [row[0] for row in cells[1:]]
    assert ids == sorted(ids)
    assert [
        cell for row in cells for cell in row if cell != cell.strip() or cell.startswith(("=", "+", "-", "@"))
    ] == []


def test_a_name_belongs_to_one_row(rows: list[Row]) -> None:
    """No name leads to two rows, unless each of them has a note that says why."""
    gazetteer = Gazetteer.of(rows, ENGLISH)
    shared = {
        name: [found.id for found in gazetteer.lookup(name)]
        for row in rows
        for name in row.names
        if len(gazetteer.lookup(name)) > 1 and not all(found.note for found in gazetteer.lookup(name))
    }
    assert shared == {}


def test_every_name_finds_its_row(rows: list[Row]) -> None:
    """Whatever name the table has, as it has it, is found again."""
    gazetteer = Gazetteer.of(rows, ENGLISH)
    lost = [name for row in rows for name in row.names if row not in gazetteer.lookup(name)]
    assert lost == []


def test_an_adjective_belongs_to_one_row(rows: list[Row]) -> None:
    """No adjective stands in two rows, and each begins with a capital."""
    counted = Counter(word for row in rows for word in row.adjectives)
    assert [word for word, times in counted.items() if times > 1] == []
    assert [word for word in counted if not word[0].isupper()] == []


def test_wikidata_items_are_used_once(rows: list[Row]) -> None:
    """Two rows with one item would be one thing."""
    used: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        used[row.wikidata].append(row.id)
    assert {item: ids for item, ids in used.items() if item and len(ids) > 1} == {}


def test_types_are_classes(rows: list[Row]) -> None:
    """Every type is a class of the ontology below kg:Thing, and people are left to the documents."""
    ontology = Ontology.load()
    assert [row.id for row in rows if not ontology.is_a(row.type, "Thing")] == []
    assert [row.id for row in rows if row.type == "Person"] == []


def test_only_offices_and_capitals_represent(rows: list[Row]) -> None:
    """A country or the European Union is represented, by one of its bodies or a city that lies in it or beside it."""
    by_id = {row.id: row for row in rows}
    kinds = {(row.type, by_id[row.represents].type) for row in rows if row.represents}
    assert kinds == {
        ("City", "Country"),
        ("City", "IntergovernmentalOrganization"),
        ("GovernmentBody", "Country"),
        ("IntergovernmentalOrganization", "IntergovernmentalOrganization"),
    }
    elsewhere = [row.id for row in rows if row.represents and row.located_in not in ("", row.represents)]
    assert elsewhere == ["Brussels"]


@pytest.mark.parametrize(
    "category", ["GovernmentBody", "IntergovernmentalOrganization", "MediaOrganization", "ArmedGroup"]
)
def test_categories_are_filled(rows: list[Row], category: str) -> None:
    """Each kind of actor that acts in the news has more than fifty rows."""
    assert sum(row.type == category for row in rows) > 50


def test_sample_documents_are_read(documents: list[Document]) -> None:
    """There are twelve documents in three formats, nothing of them is refused, and each has title and date."""
    assert len(documents) == 12
    assert {Path(document.id.partition("#")[0]).suffix for document in documents} == {".md", ".html", ".jsonl"}
    assert [document.id for document in documents if not (document.title and document.published)] == []


def test_sample_documents_are_ours(documents: list[Document]) -> None:
    """Publishers are invented and say so; addresses are empty or lead nowhere (RFC 2606)."""
    assert [document.id for document in documents if not document.publisher.endswith(" (invented)")] == []
    assert [item.id for item in documents if item.url and not item.url.startswith("https://news.invalid/")] == []


def test_sample_documents_are_short_and_varied(documents: list[Document]) -> None:
    """Each has 150 to 300 words; they are of four decades."""
    lengths = {document.id: len(document.text.split()) for document in documents}
    assert {name: length for name, length in lengths.items() if not 150 <= length <= 300} == {}
    assert {document.published[:3] for document in documents} == {"199", "200", "201", "202"}


def test_page_is_cleaned(documents: list[Document]) -> None:
    """Of the web page only the article is read: no menu, banner, list of other articles, footer or script."""
    page = next(document for document in documents if document.id.endswith(".html"))
    assert page.text.startswith("Finland joins NATO\n\nFinland joined NATO on Tuesday")
    assert [
        word for word in ("Subscribe", "cookies", "Chess", "Copyright", "tracking", "nobody") if word in page.text
    ] == []


BODIES = (
    "UN EU NATO AU ASEAN OPEC Mercosur OAS IMF WHO ICC ICJ OPCW IAEA OSCE GCC BRICS G7 G20 WTO UNESCO UNICEF UNHCR WFP FAO ILO "
    "IOM ITU ICAO IMO WIPO UNODC UNFPA UNAIDS UNCTAD UNIDO UNOPS UNDP UNEP OHCHR OCHA UNRWA UNIFIL ECOSOC OECD ECB EIB EBRD ECHR "
    "ECJ EFTA SCO CSTO CIS EAEU ECOWAS SADC IGAD COMESA ECCAS EAC SAARC APEC CELAC UNASUR ALBA CARICOM SICA OIC IRENA CERN KFOR"
).split()


def test_well_known_organizations_are_found(rows: list[Row]) -> None:
    """Each acronym that news use without its long form is one organization."""
    gazetteer = Gazetteer.of(rows, ENGLISH)
    unknown = [
        name for name in BODIES if [row.type for row in gazetteer.lookup(name)] != ["IntergovernmentalOrganization"]
    ]
    assert unknown == []
    assert len(BODIES) == 72
