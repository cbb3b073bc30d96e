"""What must come out of two real articles about Russia and Venezuela in 2019, which lie beside the checkout and are not part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.knowledge_graph import KnowledgeGraph
from kg.model import Claim, Modality, Polarity, Value
from kg.pipeline import build
from kg.settings import Settings

ARTICLES = Path(__file__).resolve().parents[2] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(
    not ARTICLES.is_dir(), reason="the two articles are not here: ../shared/seeds is absent"
)


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    """The graph of both articles."""
    return build([ARTICLES], None, Settings())


def triple(graph: KnowledgeGraph, claim: Claim) -> tuple[str, str, str]:
    """A claim in labels."""
    target = claim.object.text if isinstance(claim.object, Value) else graph.label(claim.object)
    return graph.label(claim.subject), claim.property.label, target


def claims(graph: KnowledgeGraph, subject: str, relation: str, target: str) -> list[Claim]:
    """Claims with these labels."""
    return [claim for claim in graph.claims if triple(graph, claim) == (subject, relation, target)]


@pytest.mark.parametrize(
    ("subject", "relation", "target"),
    [
        ("United States", "recognizes", "Juan Guaidó"),
        ("Russia", "supports", "Nicolás Maduro"),
        ("Maria Zakharova", "is a spokesperson for", "Russian Foreign Ministry"),
        ("Mike Pence", "has role", "Vice President"),
        ("Vladimir Putin", "leads", "Russia"),
    ],
)
def test_facts(graph: KnowledgeGraph, subject: str, relation: str, target: str) -> None:
    """These stand as facts."""
    assert any(claim.asserted for claim in claims(graph, subject, relation, target))


def test_support_is_found_in_both_articles(graph: KnowledgeGraph) -> None:
    """Two phrases of support, one in each article, are one fact with two pieces of evidence."""
    found = [claim for claim in claims(graph, "Russia", "supports", "Nicolás Maduro") if claim.asserted]
    assert len({item.document_id for claim in found for item in claim.evidence}) == 2


@pytest.mark.parametrize(
    ("subject", "relation", "target", "polarity", "modality", "holder"),
    [
        ("Russia", "threatens", "anyone", Polarity.NEGATED, Modality.ACTUAL, "Maria Zakharova"),
        (
            "Russians",
            "takes part in",
            "military operations",
            Polarity.NEGATED,
            Modality.PLANNED,
            "Jose Rafael Torrealba Perez",
        ),
        (
            "Vladimir Padrino Lopez",
            "visits",
            "Moscow",
            Polarity.AFFIRMED,
            Modality.PLANNED,
            "Jose Rafael Torrealba Perez",
        ),
        ("Juan Guaidó", "overthrows", "Nicolás Maduro", Polarity.AFFIRMED, Modality.PLANNED, ""),
        ("Brazil", "joins", "NATO", Polarity.AFFIRMED, Modality.HYPOTHETICAL, "Maria Zakharova"),
    ],
)
def test_claims_that_are_no_facts(
    graph: KnowledgeGraph, subject: str, relation: str, target: str, polarity: Polarity, modality: Modality, holder: str
) -> None:
    """These are claims with their polarity, modality and holder, and never facts."""
    found = claims(graph, subject, relation, target)
    assert not any(claim.asserted for claim in found)
    holders = [{graph.label(iri) for iri in claim.sources} for claim in found]
    assert any(
        (claim.polarity, claim.modality) == (polarity, modality) and (not holder or holder in named)
        for claim, named in zip(found, holders, strict=True)
    )


def test_nobody_threatens(graph: KnowledgeGraph) -> None:
    """No threat stands as a fact."""
    assert not [claim for claim in graph.claims if claim.asserted and claim.property.label == "threatens"]


def test_one_node_each(graph: KnowledgeGraph) -> None:
    """States and people named in several ways are one node each."""
    labels = [entity.label for entity in graph.entities.values()]
    for label in (
        "Russia",
        "United States",
        "Venezuela",
        "Juan Guaidó",
        "Nicolás Maduro",
        "Donald Trump",
        "Maria Zakharova",
    ):
        assert labels.count(label) == 1
    assert not {"Trump", "Guaido", "Guaidó", "Maduro", "Zakharova", "U.S.", "US"} & set(labels)
