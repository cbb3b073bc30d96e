"""Documents in the columns of GDELT's Global Knowledge Graph 2.1 (http://data.gdeltproject.org/documentation), a row a document.

Like it, not it: themes are the PLOVER classes of what the document asserts (`KG_SANCTION`), countries are ISO 3166-1 alpha-3, tone is
the mean score of its events, and `V2EXTRASXML` holds every claim with polarity, modality, sources, time and place, since the other
columns are bags of names that cannot say who did what. What kg does not look for (counts, emotions, images) is empty.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from kg.export.countries import Countries, coordinates
from kg.export.statements import Statement, statements
from kg.export.story import Story, stories
from kg.graph.content import GraphContent
from kg.graph.date_ranges import days
from kg.graph.sanitize import legal
from kg.model import Document, Entity
from kg.resources.plover import CLASSES

COLUMNS = (
    *("GKGRECORDID", "V2.1DATE", "V2SOURCECOLLECTIONIDENTIFIER", "V2SOURCECOMMONNAME", "V2DOCUMENTIDENTIFIER"),
    *("V1COUNTS", "V2.1COUNTS", "V1THEMES", "V2ENHANCEDTHEMES", "V1LOCATIONS", "V2ENHANCEDLOCATIONS"),
    *("V1PERSONS", "V2ENHANCEDPERSONS", "V1ORGANIZATIONS", "V2ENHANCEDORGANIZATIONS", "V1.5TONE"),
    *("V2.1ENHANCEDDATES", "V2GCAM", "V2.1SHARINGIMAGE", "V2.1RELATEDIMAGES", "V2.1SOCIALIMAGEEMBEDS"),
    *("V2.1SOCIALVIDEOEMBEDS", "V2.1QUOTATIONS", "V2.1ALLNAMES", "V2.1AMOUNTS", "V2.1TRANSLATIONINFO"),
    "V2EXTRASXML",
)
_WEB, _OTHER = "1", "2"  # where a document identifier comes from: an address of the web, or words that cite it
_SEPARATORS = str.maketrans(";,#|", "    ")  # of lists within a cell


def rows(graph: GraphContent) -> Iterator[tuple[str | float, ...]]:
    """Cells of the documents, by id, as `COLUMNS` names them."""
    told, countries = stories(graph), Countries.of(graph)
    said: defaultdict[str, list[Statement]] = defaultdict(list)
    for item in statements(graph):
        for key in item.documents:
            said[key].append(item)
    for key, document in graph.documents.items():
        yield _row(document, said[key], told[key], countries)


def _row(document: Document, said: list[Statement], story: Story, countries: Countries) -> tuple[str | float, ...]:
    day = days(document.published)
    stamp = day[0].replace("-", "") + "000000" if day else ""
    themes = Counter(f"KG_{item.claim.event}" for item in said if item.asserted and item.claim.event)
    people, organizations = (_names(group) for group in (story.people, story.organizations))
    places = ";".join(_location(item, countries) for item in story.places)
    return (
        *(legal(document.id), stamp, _WEB if document.url else _OTHER, legal(document.publisher)),
        *(legal(document.url or document.id), "", "", ";".join(sorted(themes))),
        ";".join(f"{name},{number}" for name, number in sorted(themes.items())),
        *(places, places, people, people, organizations, organizations, _tone(said)),
        *(
            ";".join(sorted({legal(item.claim.time).translate(_SEPARATORS) for item in said} - {""})),
            "",
            "",
            "",
            "",
            "",
        ),
        *("", _names((*story.people, *story.organizations, *story.places)), "", ""),
        "".join(map(_claim, said)),
    )


def _names(group: Iterable[Entity]) -> str:
    return ";".join(_word(item.label) for item in group)


def _word(text: str) -> str:
    return " ".join(legal(text).translate(_SEPARATORS).split())


def _location(item: Entity, countries: Countries) -> str:
    """Kind (1 a country, 4 a city of the world), name, country, no region, coordinates, no feature."""
    place = ("1" if item.type == "Country" else "4", _word(item.label), countries.code(item.id), "")
    return "#".join((*place, *map(str, coordinates(countries.graph, item.id) or ("", "")), ""))


def _tone(said: list[Statement]) -> str | float:
    scores = [CLASSES[item.claim.event].score for item in said if item.asserted and item.claim.event]
    return round(sum(scores) / len(scores), 2) if scores else ""


def _claim(item: Statement) -> str:
    known = {
        "id": item.id,
        "asserted": str(item.asserted).lower(),
        "polarity": item.claim.polarity.value,
        "modality": item.claim.modality.value,
        "sources": "; ".join(item.sources),
        "subject": item.subject_label,
        "relation": item.relation,
        "object": item.object_label,
        "time": item.claim.time,
        "place": item.place_label,
    }
    return "<CLAIM" + "".join(f" {name}={quoteattr(legal(text))}" for name, text in known.items() if text) + "/>"
