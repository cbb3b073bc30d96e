"""The only place where an IRI string is made: namespaces, slugs, and CURIEs (https://www.w3.org/TR/curie/).

IRIs are percent-encoded ASCII. Text of a document never gets into one unescaped: names are transliterated to
letters, digits, `_`, `-` and `.`, or hashed where nothing is left.
The default base lies under `.invalid` (RFC 2606): it can clash with nobody's and is never fetched. Set your own in kg.toml.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

from anyascii import anyascii

from kg.errors import SettingsError

DEFAULT_BASE = "https://kg.invalid/"
KG = "https://kg.invalid/ns/kg#"  # our upper ontology
NEWS = "https://kg.invalid/ns/news#"  # predicates and acts of other news
POL = "https://kg.invalid/ns/politics#"  # political predicates
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
SCHEMA = "https://schema.org/"
PROV = "http://www.w3.org/ns/prov#"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
WD = "http://www.wikidata.org/entity/"
GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"  # latitude and longitude
GEOSPARQL = "http://www.opengis.net/ont/geosparql#"
GEONAMES = "https://sws.geonames.org/"

# RFC 3986 without IPv6 hosts: ASCII only, `%` followed by two hex digits, at most one `#`.
_PLAIN = r"[!$&'()*+,\-.0-9;=A-Z_a-z~]|%[0-9A-Fa-f]{2}"
_PART = rf"(?:{_PLAIN}|[/:?@])"
_AUTHORITY = rf"//(?:(?:{_PLAIN}|:)*@)?(?:{_PLAIN})*(?::[0-9]*)?(?=[/?#]|\Z)"
_SAFE_IRI = re.compile(rf"[a-z][a-z0-9+.-]*:(?=[^#])(?:{_AUTHORITY}|(?!//)){_PART}*(?:#{_PART}*)?")


def is_safe(iri: str) -> bool:
    """True when `iri` is an absolute ASCII IRI that every RDF syntax can hold."""
    return _SAFE_IRI.fullmatch(iri) is not None


def of_service(space: str, identifier: object) -> str:
    """IRI of what another service calls `identifier` in its `space`; "" when they make none that is http and safe."""
    if not isinstance(identifier, str) or not 0 < len(identifier) <= 200 or len(space) > 500:
        return ""
    found = space + quote(identifier, safe="/:._~-")
    return found if found.startswith(("http://", "https://")) and is_safe(found) else ""


def slug(text: str, limit: int = 80) -> str:
    """Letters, digits, `-`, `_` and `.` of `text`, transliterated; a hash when nothing is left or it was cut."""
    plain = text if text.isascii() else anyascii(unicodedata.normalize("NFC", text))
    joined = re.sub(r"[^A-Za-z0-9]+", "_", plain.replace("'", "")).strip("_")
    if not joined:
        return "x" + _hash(text, 10)
    if len(joined) > limit:
        return joined[:limit].rstrip("_") + "_" + _hash(text, 8)
    return joined


def _hash(text: str, digits: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:digits]


_called = lru_cache(maxsize=1024)(slug)  # few things have most labels


@lru_cache(maxsize=1024)  # every thing of a document asks again
def _marked(discriminator: str) -> str:
    return _hash(discriminator, 8)


@lru_cache(maxsize=1024)  # every span of a document asks again
def _quoted(text: str) -> str:
    return quote(text, safe="")


class Minter:
    """Makes the IRIs of one graph under one base."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        if not is_safe(base) or not base.endswith(("/", "#")):
            raise SettingsError(f"{base!r} cannot be the base of IRIs", hint="use an absolute IRI that ends in / or #")
        self.base = base

    def entity(self, label: str, discriminator: str = "") -> str:
        """IRI of an entity; `discriminator` keeps two things of one name apart (a document id, a type)."""
        tail = f"-{_marked(discriminator)}" if discriminator else ""
        return f"{self.base}entity/{_called(label)}{tail}"

    def geometry(self, entity: str) -> str:
        """IRI of the point at which the place of an IRI lies."""
        return f"{entity}-point"

    def predicate(self, key: str) -> str:
        """IRI of an open predicate from its normalised words."""
        return f"{self.base}predicate/{slug(key)}"

    def claim(self, claim_id: str) -> str:
        """IRI of a claim node from `Claim.id`."""
        return f"{self.base}claim/{slug(claim_id)}"

    def nanopublication(self, claim_id: str, part: str = "") -> str:
        """IRI of the nanopublication of a claim, or of one of the graphs that it consists of."""
        return f"{self.base}nanopub/{slug(claim_id)}" + (f"#{part}" if part else "")

    def stream(self) -> str:
        """IRI of the stream of all claims."""
        return f"{self.base}claims"

    def inference(self, digest: str) -> str:
        """IRI of the statement that says what an inferred triple follows from."""
        return f"{self.base}inference/{slug(digest)}"

    def qualifier(self, claim_id: str, number: int) -> str:
        """IRI of the `number`th further role of a claim, counted from 1."""
        return f"{self.claim(claim_id)}-q{number}"

    def evidence(self, claim: str, content: str) -> str:
        """IRI of one place that the claim of an IRI rests on, from what is known of it: it stays when others come and go."""
        return f"{claim}-e{_hash(content, 8)}"

    def document(self, document_id: str) -> str:
        """IRI of a document."""
        return f"{self.base}document/{_quoted(document_id)}"

    def characters(self, document_id: str, start: int, end: int) -> str:
        """IRI of characters of a document (RFC 5147 text/plain fragment)."""
        return f"{self.document(document_id)}#char={start},{end}"

    def prefixes(self) -> dict[str, str]:
        """Prefixes for Turtle and SPARQL, in the order they are written."""
        return {
            "ent": f"{self.base}entity/",
            "pred": f"{self.base}predicate/",
            "claim": f"{self.base}claim/",
            "doc": f"{self.base}document/",
            "kg": KG,
            "pol": POL,
            "news": NEWS,
            "rdf": RDF,
            "rdfs": RDFS,
            "owl": OWL,
            "xsd": XSD,
            "skos": SKOS,
            "dcterms": DCTERMS,
            "schema": SCHEMA,
            "prov": PROV,
            "nif": NIF,
            "wd": WD,
            "geo": GEO,
            "geosparql": GEOSPARQL,
        }


def local_name(iri: str) -> str:
    """What follows the last `#` or `/`."""
    return re.split(r"[#/]", iri)[-1]
