"""Clusters of spans: what the reader links, joined with what names and the gazetteer make one entity."""

from __future__ import annotations

from kg.model import Document, Extract, Mention, MentionKind, Reference, Resolution, Span
from kg.resolve.clusters import clusters

TEXT = "Ghana, which had waited, signed. It thanked Accra. The state was glad."


def span(text: str) -> Span:
    """A stretch of the text by its words."""
    start = TEXT.index(text)
    return Span("d", start, start + len(text), text)


def reference(text: str, head: str, antecedent: str | None = None) -> Reference:
    """What the reader says of a mention."""
    return Reference(span(text), span(head), span(antecedent) if antecedent else None, 0.9)


def found(references: list[Reference], mentions: list[Mention], links: dict[str, str]) -> list[list[str]]:
    """The words of each cluster, for links from words to entities."""
    extract = Extract(Document("d", TEXT), (), tuple(mentions), (), references=tuple(references))
    resolved = {span(text): Resolution(span(text), entity, "") for text, entity in links.items()}
    return [[one.text for one in cluster] for cluster in clusters(extract, resolved)]


FULL = "Ghana, which had waited"
READ = [
    reference(FULL, "Ghana"),
    reference("It", "It", FULL),
    reference("Accra", "Accra"),
    reference("The state", "state"),
]


def test_the_reader_alone() -> None:
    """Linked mentions are one cluster; what is linked to nothing is in none."""
    assert found(READ, [], {}) == [[FULL, "It"]]


def test_entities_join_clusters() -> None:
    """A name that both have joins them; one without its relative clause is the reader's by its head word."""
    names = [Mention(span(text), span(text), MentionKind.NAMED) for text in ("Ghana", "Accra")]
    assert found(READ, names, {"Ghana": "x", "Accra": "x"}) == [[FULL, "It", "Accra"]]


def test_descriptions_are_left_to_the_reader() -> None:
    """What an entity makes of a description joins nothing where there is a reader."""
    name = Mention(span("Accra"), span("Accra"), MentionKind.NAMED)
    state = Mention(span("The state"), span("state"), MentionKind.NOMINAL)
    assert found(READ, [name, state], {"Accra": "x", "The state": "x"}) == [[FULL, "It"]]


def test_peoples_are_left_to_the_reader() -> None:
    """The adjective of a country, or its people, is not the country."""
    names = [
        Mention(span("Ghana"), span("Ghana"), MentionKind.NAMED, "GPE"),
        Mention(span("Accra"), span("Accra"), MentionKind.NAMED, "NORP"),
    ]
    assert found(READ, names, {"Ghana": "x", "Accra": "x"}) == [[FULL, "It"]]


def test_what_the_reader_does_not_take_for_a_mention_is_left_out() -> None:
    """Where the reader says what mentions are, an entity adds none."""
    names = [Mention(span(text), span(text), MentionKind.NAMED) for text in ("Ghana", "Accra")]
    assert found(READ[:2], names, {"Ghana": "x", "Accra": "x"}) == [[FULL, "It"]]


def test_without_a_reader() -> None:
    """Other pipelines say nothing of mentions: entities are the clusters; of a phrase and a name in it, the phrase."""
    assert found([], [], {FULL: "x", "Ghana": "x", "Accra": "x", "It": "y"}) == [[FULL, "Accra"]]


def test_one_name_does_not_join_what_many_keep_apart() -> None:
    """ "Accra" that once stands for the government of Ghana makes not all of them Ghana; where there are few, it does."""
    for times, expected in ((4, 2), (3, 1)):
        text = "Accra " * (times + 1) + "Ghana Ghana"
        spans = [Span("d", start, start + 5, text[start : start + 5]) for start in range(0, len(text), 6)]
        accra, ghana = spans[:-2], spans[-2:]
        references = [
            Reference(one, one, before, 0.9)
            for same in (accra, ghana)
            for before, one in zip([None, *same], same, strict=False)
        ]
        names = tuple(Mention(one, one, MentionKind.NAMED, "GPE") for one in spans)
        extract = Extract(Document("d", text), (), names, (), references=tuple(references))
        links = {one: Resolution(one, "accra", "") for one in accra[1:]}
        links |= {one: Resolution(one, "ghana", "") for one in (accra[0], *ghana)}
        assert len(clusters(extract, links)) == expected, times
