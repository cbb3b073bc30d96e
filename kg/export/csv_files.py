"""Tables of text: RFC 4180 in UTF-8, or with tabs between cells.

A cell that a spreadsheet would take for a formula has an apostrophe put before it (https://owasp.org/www-community/
attacks/CSV_Injection): read IRIs from `turtle` or `jsonl` where every character counts.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from kg.export import event_table, gkg, polecat
from kg.export.statements import Statement, statements
from kg.graph.content import GraphContent
from kg.graph.network import relation_attributes
from kg.graph.sanitize import defused
from kg.model import Claim, Value

_COLUMNS = (
    *("subject", "subject_label", "subject_type", "property", "property_label"),
    *("object", "object_label", "object_type", "time", "start", "end", "place"),
    *("confidence", "published", "documents", "sentence"),
)
_CLAIM_COLUMNS = ("claim", "asserted", "polarity", "modality", "attributed_to")


def edges(graph: GraphContent, *, claims: bool = False) -> bytes:
    """Facts as an edge list, a row a fact; with `claims` a row a claim, and how far it is so in columns at the end."""
    if not claims:
        return table(_COLUMNS, ([*_edge(graph, support)] for support in graph.support.values()))
    rows = ((*_edge(graph, (item.claim,)), *_standing(item)) for item in statements(graph))
    return table((*_COLUMNS, *_CLAIM_COLUMNS), rows)


def events(graph: GraphContent) -> bytes:
    """Claims with a PLOVER class as actor, event and recipient, a row a claim: what is only claimed, too."""
    return table(event_table.EVENT_COLUMNS, event_table.event_rows(graph))


def dyads(graph: GraphContent) -> bytes:
    """Events of pairs of countries by month, a row a pair and month: counts, and the mean score."""
    return table(event_table.DYAD_COLUMNS, event_table.dyad_rows(graph))


def polecat_tsv(graph: GraphContent) -> bytes:
    """The same events in the columns of POLECAT, with tabs; what those have no place for stands in columns of ours at the end."""
    return table(polecat.COLUMNS, polecat.rows(graph), tabs=True)


def gkg_tsv(graph: GraphContent) -> bytes:
    """A row a document in the columns of GDELT's Global Knowledge Graph 2.1, with tabs, headed by their names."""
    return table(gkg.COLUMNS, gkg.rows(graph), tabs=True)


def table(columns: Sequence[str], cells: Iterable[Sequence[str | float]], *, tabs: bool = False) -> bytes:
    """A table; numbers stay numbers, also negative ones. With `tabs` no cell holds a tab or an end of line."""
    text = io.StringIO()
    # programs for tables with tabs know no quotation marks
    lines = (
        csv.writer(text, lineterminator="\n", delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None) if tabs else None
    )
    lines = lines or csv.writer(text, lineterminator="\n")
    lines.writerow(columns)
    for row in cells:
        words = (" ".join(cell.split()) if tabs and isinstance(cell, str) else cell for cell in row)
        lines.writerow([defused(cell) if isinstance(cell, str) else cell for cell in words])
    return text.getvalue().encode()


def _edge(graph: GraphContent, support: tuple[Claim, ...]) -> Iterator[str]:
    best, known = support[0], relation_attributes(graph, support)
    subject, relation, target = best.subject, best.property.iri, best.object
    act = graph.is_act(target)
    yield from (subject, graph.label(subject), graph.entities[subject].type, relation, graph.label(relation))
    yield "" if act or isinstance(target, Value) else target
    yield graph.told(relation, target, best)[0] if act else graph.label(target)
    yield target.datatype if isinstance(target, Value) else graph.entities[target].type
    yield from (str(known.get(name, "")) for name in ("time", "start", "end", "place"))
    yield from (f"{best.confidence:.3f}", str(known["published"]), str(known["documents"]))
    yield best.evidence[0].sentence.text


def _standing(item: Statement) -> Iterator[str]:
    claim = item.claim
    yield from (item.id, str(claim.asserted).lower(), claim.polarity.value, claim.modality.value)
    yield "; ".join(item.sources)
