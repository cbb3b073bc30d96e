"""Door 6: the graph, its RDF and its files."""

from __future__ import annotations

import gc
import gzip
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from graph_files import quads_folder, saved
from hypothesis import given
from hypothesis import strategies as st
from strategies import (
    ANYONE,
    BACKS,
    COURIER,
    HERALD,
    NORTHLAND,
    QUILL,
    ROLE,
    SAMPLE,
    SUPPORTS,
    THREATENS,
    VISITS,
    WITH_ACTS,
    Parts,
    entities,
    examples,
    graphs,
    parts,
    values,
)

from kg.errors import QueryError, SettingsError, StoreError
from kg.graph import dataset, quads, store, terms, triples
from kg.graph.dataset import stored
from kg.graph.pieces import content, groups
from kg.graph.serialization import decode, encode
from kg.iri import KG, POL, RDF, RDFS
from kg.knowledge_graph import KnowledgeGraph
from kg.model import Claim, Document, Entity, Evidence, Extract, Modality, Polarity, Rejection, Span, Value
from kg.query.engine import run

PLAIN = {
    RDF + "type",
    RDFS + "label",
    "http://www.w3.org/2004/02/skos/core#altLabel",
    "http://www.w3.org/2002/07/owl#sameAs",
}
slow = examples(25)
quick = examples(60)


def turtle(graph: KnowledgeGraph) -> bytes:
    return b"".join(content(dataset.facts(graph)))


def claims_turtle(graph: KnowledgeGraph) -> bytes:
    return b"".join(content(dataset.claims(graph, groups(graph, None))))


class TestClaims:
    def test_two_sources_of_one_claim_are_one_claim_with_both(self) -> None:
        """A second document adds evidence, not a second claim or fact."""
        graph = SAMPLE.graph()
        [claim] = [claim for claim in graph.claims if claim.property.iri == POL + "supports"]
        assert [item.document_id for item in claim.evidence] == ["courier.md", "herald.txt"]
        assert claim.confidence == 0.95
        assert len(graph.claims) == 4
        assert graph.support[NORTHLAND.id, POL + "supports", QUILL.id] == (claim,)

    def test_only_asserted_claims_are_facts(self) -> None:
        """What is denied, planned or attributed is a claim and no fact."""
        facts = SAMPLE.graph().facts
        assert facts == (
            (QUILL.id, KG + "hasRole", Value("harbor master")),
            (NORTHLAND.id, POL + "supports", QUILL.id),
        )

    def test_labels(self) -> None:
        """Entities, properties and values are shown by their words, anything else by the end of its IRI."""
        graph = SAMPLE.graph()
        shown = [
            graph.label(term) for term in (QUILL.id, POL + "supports", Value("x"), "https://kg.invalid/entity/Nobody")
        ]
        assert shown == ["Ada Quill", "supports", "x", "Nobody"]

    def test_one_entity_given_twice(self) -> None:
        """The gazetteer's label stands, and every other name is kept."""
        twice = (NORTHLAND, Entity(NORTHLAND.id, "The Northland", "Region", ("Northlands",)), QUILL)
        entity = KnowledgeGraph.of(twice, [SUPPORTS], [HERALD]).entities[NORTHLAND.id]
        assert (entity.label, entity.type) == ("Northland", "Country")
        assert entity.aliases == ("Northern Union", "Northlands", "The Northland")

    def test_entities_of_which_nothing_is_said_are_left_out(self) -> None:
        """An entity is in the graph when a claim speaks of it, in whatever role."""
        assert set(KnowledgeGraph.of(SAMPLE.entities, [SUPPORTS], [HERALD]).entities) == {NORTHLAND.id, QUILL.id}
        assert ANYONE.id in SAMPLE.graph().entities

    def test_resolutions_are_those_of_the_evidence(self) -> None:
        """Each reason is listed once."""
        assert SAMPLE.graph().resolutions == SUPPORTS.evidence[0].resolutions

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            (
                {"subject": "https://kg.invalid/entity/Nobody"},
                "'https://kg.invalid/entity/Nobody' is no entity of the graph",
            ),
            ({"place": "Southport"}, "'Southport' is no entity of the graph"),
            ({"property": replace(SUPPORTS.property, iri="a b")}, "its property 'a b' is no IRI"),
            ({"evidence": ()}, "it has no evidence"),
        ],
    )
    def test_a_claim_that_cannot_stand_is_rejected(self, change: dict[str, Any], reason: str) -> None:
        """Nothing is dropped silently: the rejection names the stage and the reason."""
        graph = KnowledgeGraph.of(SAMPLE.entities, [replace(SUPPORTS, **change)], [HERALD])
        assert graph.claims == ()
        assert [(item.stage, item.reason) for item in graph.rejections] == [("graph", reason)]

    @pytest.mark.parametrize("span", [Span("herald.txt", 1, 10, "Northland"), Span("lost.txt", 0, 9, "Northland")])
    def test_evidence_whose_offsets_miss_the_text_is_rejected(self, span: Span) -> None:
        """Every offset slices back to its text; a claim with other, sound evidence stays."""
        broken = replace(SUPPORTS, evidence=(replace(SUPPORTS.evidence[0], subject=span), *BACKS.evidence))
        graph = KnowledgeGraph.of(SAMPLE.entities, [broken], SAMPLE.documents)
        assert graph.claims[0].evidence == BACKS.evidence
        assert [item.reason for item in graph.rejections] == ["its offsets miss the words of the text"]

    def test_bad_iris_of_entities_are_rejected(self) -> None:
        """A gazetteer row with a bad IRI or link spoils neither the Turtle nor the rest."""
        bad = Entity("https://kg.invalid/entity/a b", "A B", "Person")
        linked = replace(QUILL, same_as=("http://host:port/", "http://www.wikidata.org/entity/Q7"))
        graph = KnowledgeGraph.of([bad, linked, NORTHLAND], [SUPPORTS], [HERALD])
        assert graph.entities[QUILL.id].same_as == ("http://www.wikidata.org/entity/Q7",)
        assert {item.item for item in graph.rejections} == {"A B", "Ada Quill"}

    def test_documents_need_ids_of_their_own(self) -> None:
        """Two texts under one id are refused with a hint; the same document twice is one."""
        assert list(KnowledgeGraph.of([], [], [HERALD, HERALD]).documents) == ["herald.txt"]
        with pytest.raises(
            StoreError, match=r"herald\.txt: two different documents have one id \(rename one of them\)"
        ):
            KnowledgeGraph.of([], [], [HERALD, replace(HERALD, text="other")])

    def test_a_bad_base_is_refused(self) -> None:
        """The base of IRIs is checked before anything is made with it."""
        with pytest.raises(SettingsError):
            KnowledgeGraph.of([], [], [], base="not an IRI")


class TestProperties:
    @given(parts())
    @quick
    def test_denied_hedged_or_attributed_is_never_a_fact(self, made: Parts) -> None:
        """Every fact, and every plain triple of the Turtle, has an affirmed and actual claim that the document itself
        (or one it trusts) makes.
        """
        graph = made.graph()
        for support in graph.support.values():
            for claim in support:
                assert claim.polarity is Polarity.AFFIRMED
                assert claim.modality is Modality.ACTUAL
                assert claim.trusted or not (claim.sources or claim.source_unnamed)
                assert claim.evidence
        plain = {
            (row.subject, row.predicate, row.object) for row in ox.parse(turtle(graph), format=ox.RdfFormat.TURTLE)
        }
        plain = {row for row in plain if row[1].value not in PLAIN}
        assert plain == set(_fact_terms(graph))

    @given(parts(), st.randoms(use_true_random=False))
    @quick
    def test_order_does_not_matter(self, made: Parts, shuffle: random.Random) -> None:
        """The same parts in another order give the same graph and the same bytes."""
        other = replace(
            made,
            **{name: tuple(shuffle.sample(items, len(items))) for name, items in vars(made).items()},
        )
        first, second = made.graph(), other.graph()
        assert first == second
        assert [turtle(first), claims_turtle(first)] == [turtle(second), claims_turtle(second)]

    @given(graphs())
    @quick
    def test_adding_twice_is_adding_once(self, graph: KnowledgeGraph) -> None:
        """A graph merged with itself is itself."""
        assert graph.merge(graph) == graph

    @given(st.data())
    @quick
    def test_adding_then_removing_leaves_what_was_there(self, data: st.DataObject) -> None:
        """Documents that come and go leave no trace, also where they repeat claims of others."""
        known = data.draw(entities())
        old, new = data.draw(parts(("a.txt", "b.txt"), known)), data.draw(parts(("c.txt", "d.txt"), known))
        new = replace(new, claims=(*new.claims, *(_quoted(claim, new.documents[0]) for claim in old.claims)))
        before, added = old.graph(), new.graph()
        both = before.merge(added)
        assert both.documents == {**before.documents, **added.documents}
        assert set(both.claims_by_id) == set(before.claims_by_id) | set(added.claims_by_id)
        assert both.without(added.documents) == before
        assert both.without(before.documents) == added

    @given(graphs())
    @quick
    def test_the_store_holds_exactly_the_quads(self, graph: KnowledgeGraph) -> None:
        """Oxigraph changes no literal on the way in: files and store hold the same terms, each triple once, and no blank nodes."""
        quads = set(stored(graph))
        assert set(graph.store) == quads
        assert {quad.triple for quad in graph.quads()} <= {quad.triple for quad in quads}
        assert len({quad.triple for quad in quads}) == len(quads)
        assert not any(isinstance(term, ox.BlankNode) for quad in quads for term in (quad.subject, quad.object))

    @given(values())
    @quick
    def test_canonical_values_stay(self, value: Value) -> None:
        """The canonical form of a canonical value is itself."""
        once = terms.canonical(value)
        assert terms.canonical(once) == once

    @given(graphs())
    @slow
    def test_every_record_comes_back(self, graph: KnowledgeGraph) -> None:
        """Encoding and decoding lose nothing of a claim, entity, document or rejection."""
        texts = {document.id: document.text for document in graph.documents.values()}
        kinds = {Claim: graph.claims, Entity: graph.entities.values(), Document: graph.documents.values()}
        for kind, items in {**kinds, Rejection: graph.rejections}.items():
            for item in items:
                assert decode(kind, json.loads(json.dumps(encode(item))), texts) == item

    @given(graphs())
    @slow
    def test_rdflib_reads_the_same(self, graph: KnowledgeGraph) -> None:
        """rdflib's Turtle and TriG parsers, the dataset over the store and the plain graph have the same triples."""
        facts = len(triples.facts_layer(graph))
        assert len(rdflib.Graph().parse(data=turtle(graph), format="turtle")) == facts
        assert len(graph.to_rdflib()) == facts
        claims = len([*triples.claims_layer(graph)])
        assert len(rdflib.Graph().parse(data=claims_turtle(graph), format="turtle")) == claims
        both = rdflib.Dataset()
        both.parse(data=b"".join(content(dataset.trig(graph, groups(graph, None)))), format="trig")
        assert len(list(both.quads())) == facts + claims

    @given(graphs())
    @slow
    def test_rapper_reads_the_same(self, graph: KnowledgeGraph) -> None:
        """rapper (Raptor) counts the same triples and warns of nothing."""
        if shutil.which("rapper") is None:
            pytest.skip("rapper is not installed (Debian: raptor2-utils)")
        for data in (turtle(graph), claims_turtle(graph)):
            command = ["rapper", "-i", "turtle", "-o", "ntriples", "-", "https://base.invalid/"]
            done = subprocess.run(command, input=data, capture_output=True, check=True)
            assert b"warning" not in done.stderr.lower()
            read = set(ox.parse(done.stdout, format=ox.RdfFormat.N_TRIPLES))
            assert read == set(ox.parse(data, format=ox.RdfFormat.TURTLE))

    @given(graphs())
    @examples(8)
    def test_n3_reads_the_same(self, graph: KnowledgeGraph) -> None:
        """N3.js reads the same triples."""
        home = os.environ.get("KG_N3") or os.environ.get("NODE_PATH", "")
        if shutil.which("node") is None or not Path(home, "n3").is_dir():
            pytest.skip("N3.js is not there: npm install n3, and set KG_N3 or NODE_PATH to its node_modules folder")
        script = f"""
            const n3 = require({json.dumps(str(Path(home, "n3")))});
            const quads = new n3.Parser().parse(require("fs").readFileSync(0, "utf8"));
            const writer = new n3.Writer({{format: "N-Triples"}});
            writer.addQuads(quads);
            writer.end((error, text) => process.stdout.write(text));"""
        for data in (turtle(graph), claims_turtle(graph)):
            done = subprocess.run(["node", "-e", script], input=data, capture_output=True, check=True)
            read = set(ox.parse(done.stdout, format=ox.RdfFormat.N_TRIPLES))
            assert read == set(ox.parse(data, format=ox.RdfFormat.TURTLE))


def _fact_terms(graph: KnowledgeGraph) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    for s, p, o in graph.facts:
        term = terms.term(o)
        yield ox.NamedNode(s), ox.NamedNode(p), ox.NamedNode(term) if isinstance(term, str) else term


def _quoted(claim: Claim, document: Document) -> Claim:
    """The same claim, read from another document."""
    place = Span(document.id, 0, 1, document.text[:1])
    return replace(claim, evidence=(Evidence(place, place, (place,), place),))


class TestTurtle:
    def test_it_reads_well(self) -> None:
        """Prefixes in a fixed order, subjects in groups, `a` and the label first, nothing escaped without need."""
        text = turtle(SAMPLE.graph()).decode()
        assert text.startswith("@prefix ent: <https://kg.invalid/entity/> .\n@prefix pred:")
        assert (
            "\n\nent:Northland a kg:Country ;\n"
            '\trdfs:label "Northland" ;\n'
            "\towl:sameAs wd:Q0 ;\n"
            '\tskos:altLabel "Northern Union" ;\n'
            "\tpol:supports ent:Ada_Quill .\n\n"
        ) in text
        assert 'pred:visit a rdf:Property , kg:OpenPredicate ;\n\trdfs:label "visit" .\n' in text

    def test_a_claim_in_full(self) -> None:
        """Polarity, modality, holder, time, place, further roles and confidence stand on the claim node, its evidence below."""
        text = claims_turtle(SAMPLE.graph()).decode()
        node = "claim:" + VISITS.id
        block = text[text.index(f"\n{node} a ") : text.index(f"\n{node}-e")]
        here = "<https://kg.invalid/document/herald.txt#char="
        for line in (
            f"{node} a rdf:Statement , kg:Claim ;",
            "rdf:subject ent:Ada_Quill ;",
            "rdf:predicate pred:visit ;",
            "rdf:object ent:Southport ;",
            f"prov:wasDerivedFrom {here}97,149> ;",
            "kg:asserted false ;",
            'kg:begins "2019-04-01"^^xsd:date ;',
            "kg:confidence 0.7 ;",
            'kg:ends "2019-04-30"^^xsd:date ;',
            f"kg:evidence {node}-e",
            'kg:modality "planned" ;',
            'kg:polarity "affirmed" ;',
            "kg:place ent:Southport ;",
            f"kg:qualifier {node}-q1 ;",
            'kg:time "2019-04" .',
        ):
            assert line in block, line
        evidence = text[text.index(f"\n{node}-e") : text.index(f"\n{node}-q1 ")]
        for line in (
            " a kg:Evidence ;",
            f"prov:wasDerivedFrom {here}97,149> ;",
            "kg:confidence 0.7 ;",
            f"kg:subjectSpan {here}97,106> .",
        ):
            assert line in evidence, line
        assert f'\n{node}-q1 rdfs:label "harbor master" ;\n\tkg:role "as" .\n' in text
        assert "kg:attributedTo ent:Bo_Reed ;" in text

    def test_each_source_keeps_its_own_words(self) -> None:
        """A claim of two documents has two nodes of evidence; that of one stays what it was when the other one comes."""
        ask = """SELECT ?published ?phrase ?rule ?sure ?node WHERE {
            ?claim rdf:predicate pol:supports ; kg:evidence ?node .
            ?node kg:phrase ?phrase ; kg:rule ?rule ; kg:confidence ?sure ;
                  prov:wasDerivedFrom/nif:referenceContext/schema:datePublished ?published } ORDER BY ?published"""
        both, one = SAMPLE.graph().query(ask), KnowledgeGraph.of(SAMPLE.entities, [SUPPORTS], [HERALD]).query(ask)
        assert [row[:4] for row in both] == [
            (date(2019, 3, 28), "has thrown its support to", "verb.light", 0.9),
            (date(2019, 3, 29), "backs", "verb.active", 0.95),
        ]
        assert list(one) == list(both[:1])

    @pytest.mark.parametrize(
        ("time", "begins", "ends"),
        [
            ("2019-03-28", "2019-03-28", "2019-03-28"),
            ("2019", "2019-01-01", "2019-12-31"),
            ("2020-02", "2020-02-01", "2020-02-29"),
            ("2019-03-28/..", "2019-03-28", None),
            ("../2019", None, "2019-12-31"),
            ("soon", None, None),
        ],
    )
    def test_times_can_be_compared(self, time: str, begins: str | None, ends: str | None) -> None:
        """Beside the time as it was said stand its first and last day, as dates that a question can compare."""
        graph = KnowledgeGraph.of(SAMPLE.entities, [replace(SUPPORTS, time=time)], [HERALD])
        ask = """SELECT ?begins ?ends WHERE { ?c kg:time ?t OPTIONAL { ?c kg:begins ?begins } OPTIONAL { ?c kg:ends ?ends }
            FILTER(!BOUND(?begins) || ?begins < "2020-03-01"^^xsd:date && YEAR(?begins) > 2000) }"""
        days = [begins and date.fromisoformat(begins), ends and date.fromisoformat(ends)]
        assert list(graph.query(ask)) == [tuple(days)]

    def test_what_has_no_name_says_so(self) -> None:
        """A described thing is of a class of its own besides, so that a question can leave it out."""
        text = turtle(SAMPLE.graph()).decode()
        assert "a kg:Concept , kg:Described ;" in text
        assert text.count("kg:Described") == 1

    def test_documents_and_sentences_are_shared_nodes(self) -> None:
        """A sentence with two claims is one node with offsets and text; its document is a schema.org article."""
        text = claims_turtle(SAMPLE.graph()).decode()
        assert text.count("a nif:Sentence") == 4
        assert (
            "<https://kg.invalid/document/herald.txt> a schema:NewsArticle ;\n"
            '\tschema:datePublished "2019-03-28"^^xsd:date ;\n'
            '\tschema:inLanguage "en" ;\n'
            '\tschema:name "Northland <backs> Quill" ;\n'
            '\tschema:publisher "The Invented Herald (invented)" ;\n'
            "\tschema:url <https://news.invalid/herald?id=(1)> .\n"
        ) in text

    @pytest.mark.parametrize(
        "url", ["javascript:alert(1)", "https://a b/", "https://host:port/", "ftp://x.invalid/", "x"]
    )
    def test_a_hostile_url_is_text(self, url: str) -> None:
        """Only an absolute web address becomes a node; anything else stays a literal."""
        text = claims_turtle(KnowledgeGraph.of([], [], [replace(HERALD, url=url)])).decode()
        assert f'schema:url "{url}"' in text

    def test_an_undated_document_without_publisher_is_no_news(self) -> None:
        """`schema:NewsArticle` is said only of what has a publisher or a date."""
        assert "a schema:CreativeWork" in claims_turtle(KnowledgeGraph.of([], [], [Document("x", "text")])).decode()

    def test_an_empty_graph_is_turtle(self) -> None:
        """A graph without claims is a file with prefixes only."""
        assert list(ox.parse(turtle(KnowledgeGraph.of([], [], [])), format=ox.RdfFormat.TURTLE)) == []

    def test_same_bytes_whatever_the_hash_seed(self) -> None:
        """Neither set order nor the order of prefixes in the serializer reaches the bytes."""
        script = "import sys; from strategies import SAMPLE; from kg.export import EXPORTERS, export\n"
        script += "made = [export(SAMPLE.graph(), n) for n, f in EXPORTERS.items() if not f.parses and n != 'ftm']\n"
        script += "made = [one if isinstance(one, bytes) else b''.join(one.values()) for one in made]\n"
        script += "sys.stdout.buffer.write(b''.join(made))"
        folder = Path(__file__).parents[1]
        outputs = {
            subprocess.run(
                [sys.executable, "-c", script],
                env={
                    **os.environ,
                    "PYTHONHASHSEED": seed,
                    "PYTHONPATH": os.pathsep.join([str(folder), str(folder.parent)]),
                },
                capture_output=True,
                check=True,
            ).stdout
            for seed in ("1", "2", "3")
        }
        assert len(outputs) == 1
        assert len(outputs.pop()) > 10_000


def test_a_graph_prints_short() -> None:
    """What a notebook shows of a graph is one line, whatever it holds."""
    assert repr(SAMPLE.graph()) == "<KnowledgeGraph: 2 documents, 5 entities, 2 facts, 4 claims>"
    assert repr(KnowledgeGraph.of(SAMPLE.entities, [BACKS], [COURIER])).startswith("<KnowledgeGraph: 1 document, ")


class TestRdflib:
    @pytest.mark.parametrize(
        "change",
        [
            lambda dataset: dataset.update("INSERT DATA { <a:b> <a:b> <a:b> }"),
            lambda dataset: dataset.update("LOAD <http://127.0.0.1:9999/>"),
            lambda dataset: dataset.add((rdflib.URIRef("a:b"), rdflib.URIRef("a:b"), rdflib.URIRef("a:b"))),
            lambda dataset: dataset.remove((None, None, None)),
            lambda dataset: dataset.parse(data="<a:b> <a:b> <a:b> .", format="turtle"),
            lambda dataset: dataset.default_graph.update("CLEAR ALL"),
            lambda dataset: dataset.query("SELECT * { SERVICE <http://127.0.0.1:9999/> { ?s ?p ?o } }"),
            lambda dataset: dataset.query(
                "SELECT * { SERVICE <http://127.0.0.1:9999/> { ?s ?p ?o } }", use_store_provided=False
            ),
        ],
    )
    def test_it_is_read_only(self, change: Callable[[rdflib.Dataset], Any]) -> None:
        """Nothing that rdflib offers changes a graph or asks a server."""
        graph = SAMPLE.graph()
        before = set(graph.store)
        with pytest.raises(QueryError):
            change(graph.dataset)
        assert set(graph.store) == before

    def test_it_is_asked(self) -> None:
        """Questions are answered, with the usual prefixes."""
        assert len(list(SAMPLE.graph().dataset.query("SELECT ?s { ?s pol:supports ?o }"))) == 1


class TestQuery:
    def test_sparql_in_memory(self) -> None:
        """Facts are in the default graph and the usual prefixes are known."""
        rows = SAMPLE.graph().query("SELECT ?who WHERE { ?who pol:supports ent:Ada_Quill }")
        assert [row["who"] for row in rows] == [NORTHLAND.id]

    def test_claims_are_no_facts(self) -> None:
        """What is only claimed is found as a claim, with or without the graph that files keep claims in, never as a fact."""
        graph = SAMPLE.graph()
        assert not graph.query("ASK { ?s pol:threatens ?o }")
        denied = "?c rdf:predicate pol:threatens ; kg:polarity 'negated'"
        assert graph.query(f"ASK {{ {denied} }}")
        assert graph.query(f"ASK {{ GRAPH kg:claims {{ {denied} }} }}")

    def test_the_ontology_is_at_hand(self) -> None:
        """A question can go by classes above that of a thing, and by the code of a property; every property has one label."""
        graph = SAMPLE.graph()
        agents = graph.query("SELECT ?x WHERE { ?x a/rdfs:subClassOf* kg:Agent }")
        assert {row["x"] for row in agents} >= {NORTHLAND.id, QUILL.id}
        coded = graph.query('SELECT ?s WHERE { ?p kg:ploverClass "SUPPORT" ; rdfs:label "supports" . ?s ?p ?o }')
        assert [row["s"] for row in coded] == [NORTHLAND.id]
        twice = graph.query("SELECT ?t WHERE { ?t rdfs:label ?l } GROUP BY ?t HAVING(COUNT(?l) > 1)")
        assert list(twice) == []

    def test_no_sparql(self) -> None:
        """A wrong query is a QueryError, also in memory."""
        with pytest.raises(QueryError):
            SAMPLE.graph().query("SELECT")


class TestFiles:
    def test_a_saved_graph_comes_back_exactly(self, tmp_path: Path) -> None:
        """Every file is there and the graph that is loaded equals the one that was saved."""
        graph = SAMPLE.graph()
        graph.save(tmp_path / "new/out", times={"read": 1.23456})
        assert KnowledgeGraph.load(tmp_path / "new/out") == graph
        assert json.loads((tmp_path / "new/out/report.json").read_text())["times"] == {"read": 1.235}
        kept = ox.Store.read_only(str(quads_folder(tmp_path / "new/out")))
        assert set(kept) == set(stored(graph))

    @given(graphs())
    @examples(5)
    def test_hostile_graphs_come_back_too(self, tmp_path: Path, graph: KnowledgeGraph) -> None:
        """Whatever the names hold, loading gives the graph that was saved, and the store on disk has its quads."""
        graph.save(tmp_path)
        assert KnowledgeGraph.load(tmp_path) == graph
        assert set(ox.Store.read_only(str(quads_folder(tmp_path)))) == set(stored(graph))
        assert gc.isenabled()

    def test_a_store_of_many_parts_can_be_asked(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """However many parts the quads came in, they lie in few files: a question can open none, and must find what stands in each."""
        monkeypatch.setattr(quads, "PART", 20)
        WITH_ACTS.graph().save(tmp_path)
        assert run(tmp_path, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", "csv") == b"n\n%d\n" % len(
            {quad.triple for quad in stored(WITH_ACTS.graph())}
        )
        assert len(list(tmp_path.glob("store/*/quads/*.sst"))) <= 8
        for ask in ("?x kg:polarity 'never'", "?x a kg:Nothing", "kg:Nothing ?p ?x"):
            assert run(tmp_path, f"ASK {{ {ask} }}") == b"false\n"

    def test_added_and_removed_documents_leave_the_bytes_of_a_fresh_build(self, tmp_path: Path) -> None:
        """Adding a document gives the files of a build with it, removing it those of a build without it."""
        small = replace(SAMPLE, claims=(SUPPORTS, THREATENS, VISITS, ROLE), documents=(HERALD,)).graph()
        new = KnowledgeGraph.of(SAMPLE.entities, [BACKS], [COURIER], info=small.info)
        fresh_small, fresh_both = saved(small, tmp_path / "small"), saved(SAMPLE.graph(), tmp_path / "both")
        assert fresh_small != fresh_both
        out = tmp_path / "out"
        small.save(out)
        assert saved(KnowledgeGraph.load(out).merge(new), out) == fresh_both
        assert saved(KnowledgeGraph.load(out).without(["courier.md"]), out) == fresh_small

    def test_a_changed_document_replaces_the_old_one(self) -> None:
        """Merging a new text under an old id drops what was read from the old text."""
        changed = replace(HERALD, text="Nothing of note.")
        graph = SAMPLE.graph().merge(KnowledgeGraph.of([], [], [changed]))
        assert graph.documents["herald.txt"] == changed
        assert [claim.evidence for claim in graph.claims] == [BACKS.evidence]

    def test_claims_jsonl(self, tmp_path: Path) -> None:
        """`claims.jsonl` has the fields of the interface in their order, sorted by id."""
        rows = [json.loads(line) for line in saved(SAMPLE.graph(), tmp_path)["claims.jsonl"].splitlines()]
        assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)
        assert {row["id"]: row["asserted"] for row in rows} == {
            SUPPORTS.id: True,
            ROLE.id: True,
            THREATENS.id: False,
            VISITS.id: False,
        }
        row = next(row for row in rows if row["id"] == VISITS.id)
        assert json.dumps(row) == json.dumps(
            {
                "id": VISITS.id,
                "asserted": False,
                "confidence": 0.7,
                "subject": {"id": QUILL.id, "label": "Ada Quill", "type": "Person"},
                "predicate": {
                    "iri": "https://kg.invalid/predicate/visit",
                    "label": "visit",
                    "phrase": "is to visit",
                    "proposed": {"iri": POL + "visits", "label": "visits"},
                },
                "object": {"id": "https://kg.invalid/entity/Southport", "label": "Southport", "type": "City"},
                "polarity": "affirmed",
                "modality": "planned",
                "attributed_to": [],
                "time": "2019-04",
                "place": {"id": "https://kg.invalid/entity/Southport", "label": "Southport"},
                "qualifiers": [{"role": "as", "label": "harbor master"}],
                "evidence": [
                    {
                        "document": "herald.txt",
                        "sentence": "Ada Quill, the harbor master, is to visit Southport.",
                        "start": 97,
                        "end": 149,
                        "subject": [97, 106],
                        "predicate": [[127, 138]],
                        "object": [139, 148],
                        "rules": [],
                    }
                ],
            }
        )
        value = next(row for row in rows if row["id"] == ROLE.id)["object"]
        assert value == {"value": "harbor master", "datatype": "http://www.w3.org/2001/XMLSchema#string"}

    def test_report(self, tmp_path: Path) -> None:
        """`report.json` counts what was made and says why the rest was not."""
        report = json.loads(saved(SAMPLE.graph(), tmp_path)["report.json"])
        counts = report["counts"]
        assert (counts["documents"], counts["facts"], counts["claims"], counts["claims negated"]) == (2, 2, 4, 1)
        assert counts["rejections by stage"] == {"mapping": 1}
        assert report["rejections"][0]["reason"] == "no verb of the ontology"
        assert report["info"] == {"model": "none"}

    def test_no_graph(self, tmp_path: Path) -> None:
        """A folder without a graph, and no folder, are named with the way to make one."""
        for place in (tmp_path, tmp_path / "none"):
            with pytest.raises(StoreError, match=r"there is no graph here \(make one: kg build INPUT -o "):
                KnowledgeGraph.load(place)
        assert not (tmp_path / "none").exists()

    @pytest.mark.parametrize(
        ("damage", "message"),
        [
            (lambda text: text[: len(text) // 2], "damaged"),
            (lambda text: "", "damaged"),
            (lambda text: "\n", "damaged"),
            (lambda text: text.replace('"herald.txt", 0', '"lost.txt", 0', 1), "damaged"),
            (lambda text: text.replace('"format": 5', '"format": 99'), "stored in format 99"),
        ],
    )
    def test_a_damaged_store_is_named(self, tmp_path: Path, damage: Callable[[str], str], message: str) -> None:
        """Half a file, none, a wrong reference and another version give a StoreError with what to do."""
        SAMPLE.graph().save(tmp_path)
        [state] = tmp_path.glob("store/*/graph.jsonl.gz")
        state.write_bytes(gzip.compress(damage(gzip.decompress(state.read_bytes()).decode()).encode()))
        with pytest.raises(StoreError, match=message) as caught:
            KnowledgeGraph.load(tmp_path)
        assert "build it again" in caught.value.hint

    @pytest.mark.parametrize("damage", [lambda data: data[:-50], lambda data: b"", lambda data: b"graph" + data])
    def test_a_damaged_file_is_named(self, tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
        """What is no whole compressed file gives the same error; one that is torn at its end has its documents, which come first."""
        SAMPLE.graph().save(tmp_path)
        before = store.sources(tmp_path)
        [state] = tmp_path.glob("store/*/graph.jsonl.gz")
        whole = state.read_bytes()
        state.write_bytes(damage(whole))
        with pytest.raises(StoreError, match="damaged"):
            KnowledgeGraph.load(tmp_path)
        if state.read_bytes() == whole[:-50]:
            assert store.sources(tmp_path) == before
        else:
            with pytest.raises(StoreError, match="damaged"):
                store.sources(tmp_path)

    def test_a_graph_of_the_format_before_is_named(self, tmp_path: Path) -> None:
        """Whoever stored it uncompressed is told to build it again."""
        SAMPLE.graph().save(tmp_path)
        [state] = tmp_path.glob("store/*/graph.jsonl.gz")
        state.rename(state.with_name("graph.jsonl"))
        with pytest.raises(StoreError, match="stored in format 3"):
            KnowledgeGraph.load(tmp_path)


def test_an_extract_comes_back() -> None:
    """The records of one document, with mentions in mentions, can be kept as JSON too."""
    from kg.model import Mention, MentionKind

    span = Span("herald.txt", 0, 9, "Northland")
    named = Mention(span=span, head=span, kind=MentionKind.NAMED)
    pronoun = replace(named, kind=MentionKind.PRONOUN, antecedent=named)
    extract = Extract(HERALD, (span,), (named, pronoun), ())
    assert decode(Extract, json.loads(json.dumps(encode(extract))), {"herald.txt": HERALD.text}) == extract
