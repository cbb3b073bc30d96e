"""What every export says of a claim: its parts in plain values, made in one place, so that no format leaves out what another one has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.graph.content import GraphContent, phrase, status
from kg.graph.date_ranges import bounds, dated, days, latest
from kg.graph.sanitize import legal
from kg.model import Claim, Modality, Value

UNNAMED = "unnamed"  # a source that the text does not name ("reportedly")


@dataclass(frozen=True)
class Statement:
    """A claim of a graph in words and values. Texts hold no character that XML cannot hold; "" and () are for what is not known."""

    graph: GraphContent
    id: str
    claim: Claim

    @property
    def asserted(self) -> bool:
        """True for a fact."""
        return self.claim.asserted

    @property
    def status(self) -> str:
        """ "fact", "denied", "claimed" or a modality."""
        return status(self.claim)

    @property
    def subject_label(self) -> str:
        """The subject by its label."""
        return legal(self.graph.label(self.claim.subject))

    @property
    def subject_type(self) -> str:
        """The class of the subject."""
        return self.graph.entities[self.claim.subject].type

    @property
    def is_act(self) -> bool:
        """True when it has no object: "Ada Quill died"."""
        return self.graph.is_act(self.claim.object)

    @property
    def target(self) -> str:
        """The IRI of the thing that is its object, "" for a value or none."""
        item = self.claim.object
        return "" if isinstance(item, Value) or self.is_act else item

    @property
    def relation(self) -> str:
        """The relation in words; of an act the act."""
        words, _ = self.graph.told(self.claim.property.iri, self.claim.object, self.claim)
        return legal(words)

    @property
    def object_label(self) -> str:
        """The object in words, "" when there is none."""
        return "" if self.is_act else legal(self.graph.label(self.claim.object))

    @property
    def object_type(self) -> str:
        """The class of the object, or the IRI of the datatype of a value."""
        item = self.claim.object
        return item.datatype if isinstance(item, Value) else self.graph.entities[item].type

    @property
    def phrase(self) -> str:
        """The words of the text that state the relation."""
        return legal(phrase(self.claim.evidence[0]))

    @property
    def told(self) -> str:
        """Subject, relation and object as a short sentence, without a word of whether it is so."""
        return " ".join(filter(None, (self.subject_label, self.relation, self.object_label)))

    @property
    def sources(self) -> tuple[str, ...]:
        """Who says so, by label; () when it is the document itself."""
        named = [legal(self.graph.label(source)) for source in self.claim.sources]
        return (*named, *([UNNAMED] if self.claim.source_unnamed else []))

    @property
    def title(self) -> str:
        """The short sentence behind how far it is so and who says so: "denied, says Bo Reed: Northland threatens anyone"."""
        said = f", says {', '.join(self.sources)}" if self.sources else ""
        far = (
            f" ({self.claim.modality})"
            if self.status == "denied" and self.claim.modality is not Modality.ACTUAL
            else ""
        )
        return f"{self.status}{far}{said}: {self.told}"

    @cached_property
    def days(self) -> tuple[str, str]:
        """First and last day of the time that it names, "" where that is open or not known."""
        return bounds(self.claim.time)

    @property
    def day(self) -> str:
        """The first day that is known of it: of its own time, else the day on which it was first published; "" for none."""
        times = [found[0] for item in self.claim.evidence if (found := days(dated(self.graph, self.claim, item)))]
        return self.days[0] or min((day for day in times if day > "0000-01-01"), default="")

    @property
    def latest(self) -> str:
        """The last day on which it can have come to be so, where it names no time; "" for none."""
        return latest(self.graph, self.claim)

    @property
    def place_label(self) -> str:
        """Where it is said to be so."""
        return legal(self.graph.label(self.claim.place)) if self.claim.place else ""

    @property
    def qualifiers(self) -> tuple[str, ...]:
        """Further roles: "as: harbor master"."""
        return tuple(legal(f"{item.role}: {item.label}") for item in self.claim.qualifiers)

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents that it stands in, sorted."""
        return tuple(sorted({item.document_id for item in self.claim.evidence}))

    @property
    def publishers(self) -> tuple[str, ...]:
        """Who published these, sorted."""
        found = {self.graph.documents[key].publisher for key in self.documents} - {""}
        return tuple(sorted(map(legal, found)))

    @property
    def published(self) -> str:
        """The first day on which one of these was published, as it is given; "" when none is."""
        return legal(min(filter(None, (self.graph.documents[key].published for key in self.documents)), default=""))

    @property
    def urls(self) -> tuple[str, ...]:
        """Where these lie in the web, sorted."""
        return tuple(sorted({self.graph.documents[key].url for key in self.documents} - {""}))

    @property
    def sentence(self) -> str:
        """The first sentence that says so."""
        return legal(self.claim.evidence[0].sentence.text)


def statements(graph: GraphContent) -> Iterator[Statement]:
    """All claims of a graph, facts among them, in the order of their ids."""
    return (Statement(graph, claim_id, claim) for claim_id, claim in graph.claims_by_id.items())
