"""Checks of a finished graph: SPARQL for what must always hold, SHACL shapes on request.

for violation in validate(graph): ...      sound structure, domains and ranges, what can only be once
validate(graph, shacl=True)      also ontologies/shapes.ttl, by pySHACL (pip install 'kg[validate]')
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pyoxigraph as ox

from kg.errors import SettingsError
from kg.graph import dataset
from kg.graph.content import GraphContent
from kg.graph.contradictions import insides, rivals
from kg.iri import DEFAULT_BASE, Minter, local_name
from kg.model import Value, Violation
from kg.resources.ontology import Ontology
from kg.settings import resource

_DESCRIPTION = "rdf:type, rdfs:label, skos:altLabel, owl:sameAs"
_ENTITY = "{ GRAPH kg:claims { { ?c rdf:subject ?node } UNION { ?c rdf:object ?node FILTER(isIRI(?node)) } } }"

# name of the check -> what is wrong, and a query for the nodes (?node) where it is. MINUS, because Oxigraph 0.5 takes
# quadratic time for FILTER NOT EXISTS over several triples.
CHECKS: dict[str, tuple[str, str]] = {
    "fact-without-claim": (
        "a fact stands on no asserted claim",
        f"""SELECT ?node WHERE {{ ?node ?p ?o FILTER(?p NOT IN ({_DESCRIPTION}))
            MINUS {{ GRAPH kg:claims {{
                ?c rdf:subject ?node ; rdf:predicate ?p ; rdf:object ?o ; kg:asserted true }} }} }}""",
    ),
    "claim-without-fact": (
        "an asserted claim is no fact",
        """SELECT ?node WHERE {
            GRAPH kg:claims { ?node kg:asserted true ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }
            MINUS { ?s ?p ?o } }""",
    ),
    "asserted-in-vain": (
        "a claim that is denied or not actual is asserted",
        """SELECT ?node WHERE { GRAPH kg:claims { ?node kg:asserted true .
            { ?node kg:polarity "negated" } UNION { ?node kg:modality ?m FILTER(?m != "actual") } } }""",
    ),
    **{
        f"claim-{name}": (
            f"a claim has not exactly one {term}",
            f"""SELECT ?node WHERE {{ GRAPH kg:claims {{ ?node a kg:Claim OPTIONAL {{ ?node {term} ?value }} }} }}
                GROUP BY ?node HAVING (COUNT(?value) != 1)""",
        )
        for name, term in (
            ("subject", "rdf:subject"),
            ("predicate", "rdf:predicate"),
            ("object", "rdf:object"),
            ("polarity", "kg:polarity"),
            ("modality", "kg:modality"),
            ("asserted", "kg:asserted"),
            ("confidence", "kg:confidence"),
        )
    },
    "claim-without-evidence": (
        "a claim comes from no sentence of a document",
        """SELECT ?node WHERE { GRAPH kg:claims { ?node a kg:Claim MINUS {
            ?node prov:wasDerivedFrom ?sentence ; kg:evidence/prov:wasDerivedFrom ?sentence .
            ?sentence a nif:Sentence ; nif:anchorOf ?text ; nif:referenceContext ?document . ?document a ?kind } } }""",
    ),
    "sentence-offsets": (
        "the offsets of a sentence do not span its text",
        """SELECT ?node WHERE { GRAPH kg:claims {
            ?node nif:anchorOf ?text ; nif:beginIndex ?begin ; nif:endIndex ?end
            FILTER(?begin < 0 || ?end - ?begin != STRLEN(?text)) } }""",
    ),
    "entity-without-class": (
        "an entity has no class",
        f"SELECT ?node WHERE {{ {_ENTITY} MINUS {{ ?node rdf:type ?class }} }}",
    ),
    "entity-without-name": (
        "an entity has no name, or more than one",
        f"SELECT ?node WHERE {{ {_ENTITY} OPTIONAL {{ ?node rdfs:label ?l }} }} "
        "GROUP BY ?node HAVING (COUNT(DISTINCT ?l) != 1)",
    ),
    "blank-node": (
        "a node has no IRI",
        "SELECT ?node WHERE { { ?node ?p ?o } UNION { GRAPH ?g { ?node ?p ?o } } FILTER(isBlank(?node)) }",
    ),
}


def validate(graph: GraphContent, *, shacl: bool = False) -> tuple[Violation, ...]:
    """What is wrong with `graph`, layer by layer, sorted; () when nothing is. With `shacl` the shapes of the ontology are checked too.

    Raises SettingsError when pySHACL is wanted and not installed.
    """
    ontology = Ontology.of(graph.info)
    found = [
        *violations(layered(graph), graph.base),
        *_misplaced(graph, ontology),
        *_twice(graph, ontology),
    ]
    return (*sorted(found, key=_order), *(_shacl(graph) if shacl else ()))


def layered(graph: GraphContent) -> ox.Store:
    """The layers of a graph as its files have them, claims apart from facts: what the checks are asked of."""
    kept = ox.Store()
    kept.bulk_extend(dataset.quads(graph))
    return kept


def violations(store: ox.Store, base: str = DEFAULT_BASE) -> tuple[Violation, ...]:
    """What the competency checks find in a store of layers, sorted."""
    found = set()
    for check, (message, query) in CHECKS.items():
        solutions = store.query(query, prefixes=Minter(base).prefixes())
        assert isinstance(solutions, ox.QuerySolutions)
        for solution in solutions:
            node = solution["node"]
            name = node.value if isinstance(node, ox.NamedNode) else str(node)
            found.add(Violation(check, name, message))
    return tuple(sorted(found, key=_order))


def _misplaced(graph: GraphContent, ontology: Ontology) -> Iterator[Violation]:
    """Facts whose subject or object is not of the class that the ontology asks for.

    A user's class that has no place below ours says nothing of entities, and one below the class of an entity only more of it.
    """
    for subject, relation, target in graph.facts:
        info = ontology.properties.get(relation)
        ends = (("domain", subject, info.domain), ("range", target, info.range)) if info is not None else ()
        for check, end, wanted in ends:
            if not isinstance(end, str):
                continue
            kind = graph.entities[end].type
            may_be = ontology.is_a(kind, wanted) or ontology.is_a(wanted, kind)
            if ontology.is_a(wanted, "Thing") and not may_be:
                side = "subject" if check == "domain" else "object"
                words = _words(graph, subject, relation, target)
                is_one = f"{graph.label(end)} is of the class {ontology.labels.get(kind, kind)!r}"
                yield Violation(
                    check, end, f"the {side} must be of the class {ontology.labels[wanted]!r}, and {is_one}: {words}"
                )


def _twice(graph: GraphContent, ontology: Ontology) -> Iterator[Violation]:
    """Facts that cannot be true together: of a property that has but one value."""
    values: defaultdict[tuple[str, str], list[str | Value]] = defaultdict(list)
    for subject, relation, target in graph.facts:
        info = ontology.properties.get(relation)
        if info is not None and info.functional:
            values[subject, relation].append(target)
    inside = insides(graph.facts)
    for (subject, relation), targets in values.items():
        for pair in rivals(targets, graph.entities, inside):
            one, other = (_words(graph, subject, relation, target) for target in pair)
            yield Violation(f"one-{local_name(relation)}", subject, f"only one can be true: {one}, {other}")


def _words(graph: GraphContent, subject: str, relation: str, target: str | Value) -> str:
    return f'"{graph.label(subject)} {graph.label(relation)} {graph.label(target)}"'


def _shacl(graph: GraphContent) -> tuple[Violation, ...]:
    """Results of SHACL validation (https://www.w3.org/TR/shacl/): facts and claims in one graph."""
    try:
        import pyshacl
    except ImportError as error:
        raise SettingsError("pySHACL is not installed", hint="pip install 'kg[validate]'") from error
    import rdflib

    data, classes, shapes = rdflib.Graph(), rdflib.Graph(), rdflib.Graph()
    lines = ox.serialize((quad.triple for quad in dataset.quads(graph)), format=ox.RdfFormat.N_TRIPLES)
    data.parse(data=lines, format="nt")
    rules = resource("ontologies/shapes.ttl")
    shapes.parse(rules, format="turtle")
    for path in sorted(set(rules.parent.glob("*.ttl")) - {rules}):
        classes.parse(path, format="turtle")
    _, results, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=classes, inference="none")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    found = {
        Violation(
            check=str(results.value(result, sh.sourceConstraintComponent)).removeprefix(str(sh)),
            node=str(results.value(result, sh.focusNode)),
            message=str(results.value(result, sh.resultMessage)),
        )
        for result in results.subjects(rdflib.RDF.type, sh.ValidationResult)
    }
    return tuple(sorted(found, key=_order))


def _order(item: Violation) -> tuple[str, str, str]:
    return (item.check, item.node, item.message)
