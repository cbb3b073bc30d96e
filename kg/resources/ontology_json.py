"""An ontology as a plain list of classes and relations in JSON, as Text2KGBench has it (Mihindukulasooriya et al. 2023), as RDF triples.

    {"concepts": [{"qid": "Q5", "label": "human"}],
     "relations": [{"pid": "P19", "label": "place of birth", "domain": "Q5", "range": "Q486972"}]}

A relation may also have "altLabels", "comment" and "examples" (texts as in profiles.py). Ids that Wikidata could have become its IRIs,
others terms under `OWN`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from kg.iri import OWL, RDF, RDFS, SKOS, WD, slug

OWN = "https://kg.invalid/ns/own#"
_TEXTS = {
    "label": RDFS + "label",
    "comment": RDFS + "comment",
    "altLabels": SKOS + "altLabel",
    "examples": SKOS + "example",
}


def triples(text: str) -> tuple[ox.Triple, ...]:
    """Classes and properties of the file. Raises ValueError when it is something else."""
    try:
        data = json.loads(text)
        return (*_terms(data["concepts"], "qid", "Class"), *_terms(data["relations"], "pid", "ObjectProperty"))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError('not an object with "concepts" and "relations"') from error


def _terms(items: Iterable[Mapping[str, Any]], key: str, kind: str) -> Iterator[ox.Triple]:
    for item in items:
        node = _node(item.get(key) or item["label"])
        yield ox.Triple(node, ox.NamedNode(RDF + "type"), ox.NamedNode(OWL + kind))
        for name, predicate in _TEXTS.items():
            for value in [item[name]] if isinstance(item.get(name), str) else item.get(name, ()):
                yield ox.Triple(node, ox.NamedNode(predicate), ox.Literal(value))
        for name in ("domain", "range"):
            if item.get(name):
                yield ox.Triple(node, ox.NamedNode(RDFS + name), _node(item[name]))


def _node(name: str) -> ox.NamedNode:
    return ox.NamedNode((WD if re.fullmatch(r"[QP]\d+", name) else OWN) + slug(name))
