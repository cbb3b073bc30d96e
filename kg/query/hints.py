"""Why a question found nothing: it names what stands nowhere in the graph, a misspelt property or class; and what is near to it.

Asked only when there is no answer, of the same store and by the same worker.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher, get_close_matches

from kg.iri import XSD, is_safe, local_name

Ask = Callable[[str], list[str]]  # a SELECT of one variable -> its values

# the terms that a question can go by: declared ones, and whatever else is said of anything
TERMS = """SELECT DISTINCT ?term WHERE {
    { ?term a ?kind VALUES ?kind { owl:Class owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty rdf:Property kg:Act } }
    UNION { SELECT DISTINCT ?term WHERE { ?thing ?term ?value } } UNION { SELECT DISTINCT ?term WHERE { ?thing a ?term } } }"""
_UNKNOWN = """{{ BIND({iri} AS ?term) FILTER NOT EXISTS {{ {iri} ?p1 ?o1 }} FILTER NOT EXISTS {{ ?s2 {iri} ?o2 }}
    FILTER NOT EXISTS {{ ?s3 ?p3 {iri} }} FILTER NOT EXISTS {{ GRAPH ?g4 {{ ?s4 {iri} ?o4 }} }}
    FILTER NOT EXISTS {{ GRAPH {iri} {{ ?s5 ?p5 ?o5 }} }} }}"""
_TEXT = (
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|'
    + r"'''(?:[^'\\]|\\.|'(?!''))*'''|"
    + r'"(?:[^"\\\n]|\\.)*"|'
    + r"'(?:[^'\\\n]|\\.)*'"
)
_TOKEN = re.compile(
    rf"(?P<text>{_TEXT})|<(?P<iri>[^<>\"{{}}|^`\\\s]*)>|(?P<comment>\#[^\n]*)|(?P<prefix>[A-Za-z][\w.-]*)?:(?P<name>[A-Za-z_][\w.-]*)?",
    re.DOTALL,
)
_PREFIX = re.compile(r"\bPREFIX\s+([\w.-]*):\s*<([^<>\s]*)>", re.IGNORECASE)
_CLAIMS = re.compile(r"\bGRAPH\s+(?:kg:claims\b|<https://kg\.invalid/ns/kg#claims>)(?=\s*\{)", re.IGNORECASE)
_APART = re.compile(r"\b(?:GRAPH|FROM)\b", re.IGNORECASE)
_NEAR = 3


def plain(query: str) -> str:
    """`query` as the store takes it: claims stand in its default graph, where files have them in `kg:claims`."""
    return _CLAIMS.sub(
        lambda found: re.sub(r"\S", " ", found[0]), query
    )  # as long as before, so that errors have their place


def hints(query: str, prefixes: Mapping[str, str], ask: Ask) -> Iterator[str]:
    """What may be the reason that `query` finds nothing, in words."""
    known = {**prefixes, **dict(_PREFIX.findall(query))}
    named = dict.fromkeys(_named(query, known))
    parts = " UNION ".join(_UNKNOWN.format(iri=f"<{iri}>") for iri in named)
    unknown = ask(f"SELECT ?term WHERE {{ {parts} }}") if parts else []
    terms = ask(TERMS) if unknown else []
    for iri in sorted(unknown):
        near = ", ".join(_short(term, known) for term in _nearest(iri, terms))
        yield f"{_short(iri, known)} stands nowhere in the graph" + (f"; near it: {near}" if near else "")
    if _APART.search(_TOKEN.sub(lambda found: found[0] if found["prefix"] else "", query)):
        yield "facts, claims and evidence stand in the default graph, what was inferred in kg:inferred: ask without GRAPH or FROM"


def _named(query: str, prefixes: Mapping[str, str]) -> Iterator[str]:
    """IRIs of things, properties and classes in a query."""
    for found in _TOKEN.finditer(_PREFIX.sub("", query)):
        iri = found["iri"] or prefixes.get(found["prefix"] or "", "") + (found["name"] or "").rstrip(".")
        if found["text"] is None and found["comment"] is None and is_safe(iri) and not iri.startswith(XSD):
            yield iri


def _nearest(iri: str, terms: Iterable[str]) -> list[str]:
    """Terms that are called nearly like `iri`, the nearest first; of equals those of its own namespace."""
    wanted, space = local_name(iri).casefold(), iri.removesuffix(local_name(iri))
    names = {term: local_name(term).casefold() for term in terms}
    close = get_close_matches(wanted, set(names.values()), n=_NEAR)
    likeness = {name: SequenceMatcher(None, wanted, name).ratio() for name in close}
    found = sorted((-likeness[name], not term.startswith(space), term) for term, name in names.items() if name in close)
    return [term for *_, term in found[:_NEAR]]


def _short(iri: str, prefixes: Mapping[str, str]) -> str:
    return next(
        (f"{name}:{iri[len(start) :]}" for name, start in prefixes.items() if iri.startswith(start)), f"<{iri}>"
    )
