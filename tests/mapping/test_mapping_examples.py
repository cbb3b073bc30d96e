"""The packaged reader and all stages on the example sentence of every mapping row, judged by their share."""

import re

import pytest

from kg.knowledge_graph import KnowledgeGraph
from kg.lang.en import ENGLISH
from kg.mapping.acts import DOES
from kg.model import Claim, Document, Modality, Polarity
from kg.pipeline import of_documents
from kg.resources.gazetteer import Gazetteer
from kg.resources.ontology import MappingRow, Ontology
from kg.settings import Settings

SHARE = 0.9  # of rows whose example gives exactly its claim


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load()


@pytest.fixture(scope="module")
def graph(ontology: Ontology) -> KnowledgeGraph:
    """A graph of one document a row."""
    return of_documents([Document(row.id, row.example) for row in ontology.rows], Settings())


def named(gazetteer: Gazetteer, words: str) -> str:
    """The label that an entity called `words` has."""
    rows = gazetteer.lookup(words)
    return rows[0].label if rows else re.sub(r"^(the|an?) ", "", words, flags=re.IGNORECASE)


def is_of(row: MappingRow, claim: Claim) -> bool:
    """True when a claim has the property, polarity and modality of a row."""
    polarity = Polarity.NEGATED if row.polarity == "flip" else Polarity.AFFIRMED
    modality = Modality.ACTUAL if row.modality == "keep" else Modality(row.modality)
    term = claim.object if claim.property == DOES else claim.property.iri
    return (term, claim.polarity, claim.modality) == (row.property, polarity, modality)


def test_examples_give_their_claims(ontology: Ontology, graph: KnowledgeGraph) -> None:
    """Most examples give the claim of their row: subject, property or act, object, polarity and modality."""
    gazetteer = Gazetteer.load(language=ENGLISH)
    made = {
        (evidence.document_id, graph.label(claim.subject), graph.label(claim.object) if claim.property != DOES else "")
        for row in ontology.rows
        for claim in graph.claims
        if is_of(row, claim)
        for evidence in claim.evidence
        if evidence.document_id == row.id
    }
    expected = {(row.id, named(gazetteer, row.subject), named(gazetteer, row.object)) for row in ontology.rows}
    missed = sorted(row_id for row_id, *_ in expected - made)
    assert len(expected) == len(ontology.rows)
    assert 1 - len(missed) / len(expected) >= SHARE, missed
