"""SPARQL over a stored graph, safely, and explanations."""

from __future__ import annotations

import contextlib
import csv
import http.server
import io
import json
import math
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pyoxigraph as ox
import pytest
from graph_files import quads_folder
from strategies import DIES, HERALD, NORTHLAND, QUILL, RESIGNS, ROLE, SAMPLE, SUPPORTS, THREATENS, VISITS, WITH_ACTS

from kg.errors import QueryError, StoreError
from kg.graph.forbidden import refuse_forbidden
from kg.knowledge_graph import KnowledgeGraph
from kg.model import Evidence, Span
from kg.query import engine as query
from kg.query.engine import FORMATS, Limits, explain, named_queries, pieces, run
from kg.query.explain import Explanation, explanations
from kg.query.process import answering

ENDLESS = "?a ?b ?c . " + " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(9))


def eventually(what: Callable[[], list[Any]]) -> list[Any]:
    """What is there when it is."""
    for _ in range(600):
        if found := what():
            return found
        time.sleep(0.1)
    raise AssertionError("it never was")


WHO = "SELECT ?who ?whom WHERE { ?who pol:supports ?whom }"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample graph, saved."""
    folder = tmp_path_factory.mktemp("out")
    SAMPLE.graph().save(folder)
    return folder


class TestFormats:
    def test_table(self, out: Path) -> None:
        """Columns for a terminal, with CURIEs."""
        assert run(out, WHO).decode() == (
            "who            whom\n-------------  -------------\nent:Northland  ent:Ada_Quill\n"
        )

    def test_table_holds_no_control_characters(self, tmp_path: Path) -> None:
        """A name cannot move the cursor of the terminal or start a new line."""
        hostile = replace(QUILL, label="red \x1b[31m\nline\u202e")
        KnowledgeGraph.of([NORTHLAND, hostile], [SUPPORTS], [HERALD]).save(tmp_path)
        text = run(tmp_path, "SELECT ?l WHERE { ent:Ada_Quill rdfs:label ?l }").decode()
        assert text.splitlines()[2] == "red \ufffd[31m line"

    def test_csv_and_tsv(self, out: Path) -> None:
        """Both have a head and a row a solution; TSV keeps the terms exact."""
        assert run(out, WHO, "csv").decode() == f"who,whom\n{NORTHLAND.id},{QUILL.id}\n"
        assert run(out, WHO, "tsv").decode() == f"?who\t?whom\n<{NORTHLAND.id}>\t<{QUILL.id}>\n"

    def test_csv_holds_no_formula(self, out: Path) -> None:
        """A value that a spreadsheet would run gets an apostrophe."""
        data = run(out, 'SELECT ?x WHERE { VALUES ?x { "=1+1" "plain" "a,\\"b\\"" } }', "csv").decode()
        assert sorted(row[0] for row in csv.reader(io.StringIO(data))) == ["'=1+1", 'a,"b"', "plain", "x"]

    def test_json_and_xml(self, out: Path) -> None:
        """The W3C result formats (https://www.w3.org/TR/sparql11-results-json/)."""
        found = json.loads(run(out, WHO, "json"))
        assert found["results"]["bindings"][0]["who"] == {"type": "uri", "value": NORTHLAND.id}
        assert b'<binding name="who"><uri>' in run(out, WHO, "xml")

    def test_ask(self, out: Path) -> None:
        """Yes or no in every row format."""
        assert run(out, "ASK { ?s pol:supports ?o }") == b"true\n"
        assert run(out, "ASK { ?s pol:threatens ?o }", "csv") == b"false\n"
        assert json.loads(run(out, "ASK { }", "json"))["boolean"] is True

    def test_construct_and_describe(self, out: Path) -> None:
        """A graph comes as sorted Turtle, N-Triples, JSON-LD or RDF/XML."""
        ask = "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a kg:Person ; rdfs:label ?l }"
        assert run(out, ask, "ttl") == run(out, ask)
        assert (
            run(out, ask)
            .decode()
            .endswith('ent:Ada_Quill rdfs:label "Ada Quill" .\n\nent:Bo_Reed rdfs:label "Bo Reed" .\n')
        )
        assert len(run(out, ask, "ntriples").splitlines()) == 2
        assert len(json.loads(run(out, ask, "json"))) == 2
        assert b"<rdf:RDF" in run(out, ask, "xml")
        assert b"pol:supports ent:Ada_Quill" in run(out, "DESCRIBE ent:Northland")

    @pytest.mark.parametrize(
        ("ask", "format", "hint"),
        [
            (WHO, "ttl", "ask with CONSTRUCT"),
            ("DESCRIBE ent:Northland", "csv", "ask with SELECT"),
            (WHO, "docx", "one of table, csv"),
        ],
    )
    def test_a_format_that_cannot_hold_the_answer(self, out: Path, ask: str, format: str, hint: str) -> None:
        """The error says what to do instead."""
        with pytest.raises(QueryError) as caught:
            run(out, ask, format)
        assert hint in caught.value.hint

    @pytest.mark.parametrize("home", ["{}", "GRAPH kg:claims {}", "graph\n<https://kg.invalid/ns/kg#claims> {}"])
    def test_claims_need_no_graph(self, out: Path, home: str) -> None:
        """A denied claim is found with its holder and its sentence, also where an old question names the graph of the files."""
        claim = """{ ?c rdf:predicate pol:threatens ; kg:polarity "negated" ; kg:attributedTo ?holder ;
               prov:wasDerivedFrom/nif:anchorOf ?text }"""
        ask = f"SELECT ?holder ?text WHERE {{ {home.replace('{}', claim)} }}"
        [row] = json.loads(run(out, ask, "json"))["results"]["bindings"]
        assert row["holder"]["value"].endswith("/Bo_Reed")
        assert row["text"]["value"] == "Bo Reed said Northland is not threatening anyone."


class TestSafety:
    @pytest.mark.parametrize(
        "update",
        [
            "INSERT DATA { <a:b> <a:b> <a:b> }",
            "PREFIX x: <http://x.invalid/>\n# comment\nDELETE WHERE { ?s ?p ?o }",
            "clear all",
            "LOAD <file:///etc/passwd>",
        ],
    )
    def test_updates_are_refused(self, out: Path, update: str) -> None:
        """A query cannot change the graph, and the error says which command can."""
        before = (out / "claims.ttl").read_bytes(), run(out, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", "csv")
        with pytest.raises(QueryError, match="a query cannot change the graph"):
            run(out, update)
        assert before == (
            (out / "claims.ttl").read_bytes(),
            run(out, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", "csv"),
        )

    @pytest.mark.parametrize(
        "clause",
        [
            "SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o }",
            "service silent <http://127.0.0.1:PORT/> { ?s ?p ?o }",
            "SERVICE # why\n<http://127.0.0.1:PORT/>#not\n{ ?s ?p ?o }",
            "VALUES ?x { <http://127.0.0.1:PORT/> } SERVICE ?x { ?s ?p ?o }",
            "BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b)SERVICE<http://127.0.0.1:PORT/>#>\n{ ?s ?p ?o }",
            "BIND(1 AS ?a) BIND(2 AS ?b) VALUES ?x { <http://127.0.0.1:PORT/> } FILTER(?a<?b)SERVICE?x#>\n{ ?s ?p ?o }",
            "VALUES ?x\u0301 { <http://127.0.0.1:PORT/> } SERVICE ?x\u0301 { ?s ?p ?o }",
            f"SERVICE #{'x' * 2000}\n<http://127.0.0.1:PORT/> {{ ?s ?p ?o }}",
            "?a ?b 1SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o }",
            "?a ?b TrueSERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o }",
            "?a ?b falseSERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o }",
        ],
    )
    def test_no_other_server_is_asked(self, out: Path, clause: str, server: tuple[int, list[str]]) -> None:
        """SERVICE is refused however it is spelled; and were it not seen, the worker could open no connection."""
        port, asked = server
        text = f"SELECT * WHERE {{ {clause.replace('PORT', str(port))} }}"
        with pytest.raises(QueryError, match="SERVICE is not allowed"):
            run(out, text)
        with contextlib.suppress(QueryError), answering(quads_folder(out), text, {}, "json", Limits()) as (_, found):
            assert b"bindings" in b"".join(found)
        assert asked == []

    def test_the_server_of_these_tests_can_be_asked(self, server: tuple[int, list[str]]) -> None:
        """Without the limits Oxigraph does ask it: the tests above could fail."""
        port, asked = server
        with pytest.raises(OSError, match=str(port)):
            list(ox.Store().query(f"SELECT * WHERE {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"))  # type: ignore[arg-type]
        assert len(asked) == 1

    @pytest.mark.parametrize(
        "piece",
        ["SERVICE:", "SERVICE #", "SERVICE ", "service", "SERVICE :a#\n", "1SERVICE <", "PREFIX ", "BASE", "\n#"],
    )
    def test_long_queries_take_linear_time(self, piece: str) -> None:
        """A million letters are judged at once; in quadratic time they would take hours, and the server nothing else meanwhile."""
        for text in (piece * (1_000_000 // len(piece)), piece + " " * 1_000_000, piece + ":" * 1_000_000):
            with contextlib.suppress(QueryError):
                refuse_forbidden(text)

    def test_an_unknown_prefix_is_named_in_linear_time(self, out: Path) -> None:
        """Also on a line of a million letters; see above."""
        with pytest.raises(QueryError, match="the prefix ex: is not declared"):
            run(out, f"SELECT * {{ ?{'a' * 900_000} ex:b ?c }}")

    def test_words_are_no_service(self, out: Path) -> None:
        """A question about a secret service is answered."""
        ask = 'SELECT ?service WHERE { ?service rdfs:label ?l FILTER(CONTAINS(?l, "secret service {")) }'
        assert run(out, ask, "csv") == b"service\n"
        assert run(out, "SELECT ?service ?x { ?service a ?x, pol:Nothing }", "csv") == b"service,x\n"

    def test_from_fetches_nothing(self, out: Path, server: tuple[int, list[str]]) -> None:
        """A graph that is named and not there is empty; it is not fetched from the web or the disk."""
        port, asked = server
        for place in (f"http://127.0.0.1:{port}/", f"file://{out}/graph.ttl"):
            assert run(out, f"SELECT ?s FROM <{place}> WHERE {{ ?s ?p ?o }}", "csv") == b"s\n"
        assert asked == []

    def test_time_is_limited(self, out: Path) -> None:
        """A query without end is ended, in about the time that it was given."""
        everything = " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(9))
        with pytest.raises(QueryError, match="took longer than 1 s"):
            run(out, f"SELECT (COUNT(*) AS ?n) WHERE {{ {everything} }}", timeout=1)

    @pytest.mark.parametrize("seconds", [math.nan, math.inf, -math.inf, 0, -1, 1e300])
    def test_what_is_no_time(self, seconds: float) -> None:
        """A limit that no clock can keep is refused."""
        with pytest.raises(QueryError, match="is no time for a query"):
            Limits(seconds)

    @pytest.mark.parametrize("format", ["csv", "json", "ntriples"])
    def test_time_holds_to_the_last_byte(self, out: Path, format: str) -> None:
        """Rows come as they are found, and a query that gives rows without end is ended too."""
        ask = "CONSTRUCT { ?a ?b ?c }" if format == "ntriples" else "SELECT *"
        found = pieces(out, f"{ask} WHERE {{ {ENDLESS} }}", format, Limits(2, rows=10**12, bytes=10**12))
        with pytest.raises(QueryError, match="took longer than 2 s"):
            for _ in found:
                pass

    @pytest.mark.parametrize("format", ["csv", "table"])
    def test_rows_are_limited(self, out: Path, format: str) -> None:
        """An answer may have as many rows as are allowed, and not one more."""
        ask = f"SELECT ?a WHERE {{ {ENDLESS} }} LIMIT 7"
        assert len(run(out, ask, format, limits=Limits(rows=7)).splitlines()) in (8, 9)
        with pytest.raises(QueryError, match="more than 6 rows"):
            run(out, ask, format, limits=Limits(rows=6))

    def test_triples_are_limited(self, out: Path) -> None:
        """The same of a graph, which is sorted as a whole before it is written."""
        ask = "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 7"
        assert len(run(out, ask, "ntriples", limits=Limits(rows=7)).splitlines()) == 7
        with pytest.raises(QueryError, match="more than 6 rows"):
            run(out, ask, "ntriples", limits=Limits(rows=6))

    @pytest.mark.parametrize("format", FORMATS)
    def test_bytes_are_limited(self, out: Path, format: str) -> None:
        """Whatever its form, an answer that is too long is ended."""
        is_graph = format in ("ttl", "ntriples")
        ask = "CONSTRUCT WHERE { ?s ?p ?o }" if is_graph else f"SELECT * WHERE {{ {ENDLESS} }}"
        with pytest.raises(QueryError, match="more than 20,000 bytes"):
            run(out, ask, format, limits=Limits(60, bytes=20_000))

    def test_the_worker_ends_with_its_parent(self, out: Path) -> None:
        """Who asks may be killed; nobody works on for nobody."""
        ask = f"SELECT (COUNT(*) AS ?n) WHERE {{ {ENDLESS} }}"
        script = (
            f"from pathlib import Path; from kg.query.engine import run; run(Path({str(out)!r}), {ask!r}, timeout=300)"
        )
        with subprocess.Popen([sys.executable, "-c", script]) as parent:
            [child] = eventually(lambda: psutil.Process(parent.pid).children())
            parent.kill()
        psutil.wait_procs([child], timeout=60)
        assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE

    def test_deep_nesting_has_its_reason(self, out: Path) -> None:
        """A query that is nested too deeply does not need too much memory."""
        with pytest.raises(QueryError, match="nested too deeply"):
            run(out, "SELECT * WHERE " + "{" * 200_000 + "}" * 200_000)

    def test_bad_utf8_has_its_reason(self, out: Path) -> None:
        """Bytes of the command line that are no UTF-8 are no fault of the store."""
        with pytest.raises(QueryError, match="the query is not UTF-8"):
            run(out, "SELECT * WHERE { ?s ?p '\udcff' }")

    def test_a_graph_may_lie_where_the_name_is_odd(self, tmp_path: Path) -> None:
        """Spaces and quotes in the path of a graph do no harm."""
        odd = tmp_path / 'it\'s; a "graph"'
        SAMPLE.graph().save(odd)
        assert run(odd, "ASK { ?s pol:supports ?o }") == b"true\n"

    def test_no_graph(self, tmp_path: Path) -> None:
        """A folder without a graph is named."""
        with pytest.raises(StoreError, match="there is no graph here"):
            run(tmp_path, WHO)


@pytest.fixture
def server() -> Iterator[tuple[int, list[str]]]:
    """Port of a web server on this machine, and the requests that it got."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as web:
        threading.Thread(target=web.serve_forever, daemon=True).start()
        yield web.server_port, asked
        web.shutdown()


class TestErrors:
    @pytest.mark.parametrize(
        ("text", "where", "what", "hint"),
        [
            ("SELECT ?s WHERE {\n ?s pol:supports ", "line 2", "it ends too early", "there could stand"),
            ("SELECT * WHERE { ?s foo:bar ?o }", "line 1, column", "the prefix foo: is not declared", "PREFIX"),
            ("who supports whom?", "line 1, column", "not valid SPARQL", "a query starts with SELECT"),
            ("", "line 1", "it ends too early", "a query starts with SELECT"),
        ],
    )
    def test_wrong_sparql(self, out: Path, text: str, where: str, what: str, hint: str) -> None:
        """The error says where in the query, what is wrong, and what could stand there."""
        with pytest.raises(QueryError) as caught:
            run(out, text)
        assert where in caught.value.where
        assert what in caught.value.what
        assert hint in caught.value.hint

    def test_an_unknown_name(self, out: Path) -> None:
        """The names that there are stand in the hint."""
        with pytest.raises(QueryError, match="there is no query @nonsense"):
            run(out, "@nonsense")


class TestHints:
    def said(self, out: Path, ask: str, format: str = "table") -> list[str]:
        """What the hints say of a question."""
        words: list[str] = []
        run(out, ask, format, hint=words.append)
        return words

    @pytest.mark.parametrize("format", ["table", "csv", "tsv", "json", "xml"])
    def test_a_misspelt_property(self, out: Path, format: str) -> None:
        """A property that nothing has and nobody declared is named with the nearest ones, in whatever form the answer comes."""
        [words] = self.said(out, "SELECT ?c WHERE { ?c kg:tyme ?t }", format)
        assert words.startswith("kg:tyme stands nowhere in the graph; near it: kg:time")

    @pytest.mark.parametrize(
        ("ask", "words"),
        [
            ("ASK { ?x a kg:Countrie }", "kg:Countrie stands nowhere in the graph; near it: kg:Country"),
            ("SELECT ?x WHERE { ?x kg:supports ?y }", "kg:supports stands nowhere in the graph; near it: pol:supports"),
            (
                "SELECT (COUNT(*) AS ?n) WHERE { ?x pol:suport ?y }",
                "pol:suport stands nowhere in the graph; near it: pol:supports",
            ),
            ("CONSTRUCT WHERE { ?x kg:plaze ?y }", "kg:plaze stands nowhere in the graph; near it: kg:Place, kg:place"),
            (
                "PREFIX my: <https://my.invalid/> SELECT * { ?x my:own 'kg:none' } # kg:nil",
                "my:own stands nowhere in the graph",
            ),
            ("SELECT * { ent:Nobody ?p ?o }", "ent:Nobody stands nowhere in the graph"),
            (
                "SELECT * { GRAPH ?g { ?c kg:time ?t } }",
                "facts, claims and evidence stand in the default graph, what was inferred in kg:inferred: ask without GRAPH or FROM",
            ),
        ],
    )
    def test_why_nothing_is_found(self, out: Path, ask: str, words: str) -> None:
        """Classes, properties of another namespace, things, and questions to graphs that are not there."""
        [said] = self.said(out, ask)
        assert said.startswith(words)

    @pytest.mark.parametrize(
        "ask",
        [
            "SELECT ?x WHERE { ?x pol:sanctions ?y }",  # declared, and nobody does
            "SELECT ?c WHERE { ?c kg:time ?t OPTIONAL { ?c kg:tyme ?x } }",  # an answer needs no hint
            'SELECT ?c WHERE { ?c kg:begins ?t FILTER(?t > "2099-01-01"^^xsd:date) }',
            "@what_changed_over_time",
        ],
    )
    def test_nothing_to_say(self, out: Path, ask: str) -> None:
        """What is declared may have no answer; what is answered, and what comes with kg, needs no hint."""
        assert self.said(out, ask) == []


class TestNamedQueries:
    def test_names_questions_and_text(self, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A file of the folder is a query; its first line is the question."""
        (tmp_path / "who.rq").write_text("# Who supports whom?\n" + WHO)
        monkeypatch.setattr(query, "resource", lambda name: tmp_path)
        assert named_queries() == {"who": ("Who supports whom?", "# Who supports whom?\n" + WHO)}
        assert run(out, "@who") == run(out, WHO)

    def test_the_questions_that_come_with_kg(self, out: Path) -> None:
        """Every packaged query is a question and runs."""
        queries = named_queries()
        assert len(queries) >= 8
        for name, (question, _) in queries.items():
            assert "?" in question, name
            assert run(out, f"@{name}", "csv"), name


class TestExplain:
    def rendered(self, what: str) -> str:
        return "\n\n".join(item.render() for item in explanations(SAMPLE.graph(), what))

    def test_a_fact(self, out: Path) -> None:
        """Both sources with their parts marked, document, date and publisher, rules, mapping row, and why each name."""
        [found] = explain(out, SUPPORTS.id)
        assert found.asserted
        assert found.render() == (
            "Northland — supports → Ada Quill\n"
            f"  fact {SUPPORTS.id}, confidence 0.95\n"
            "\n"
            "  [S: Northland] [P: backs] [O: Ada Quill], the Courier has learned.\n"
            "    from 2019-03-29 (courier.md), characters 0-51\n"
            "    read by verb.active; mapping row supports-2\n"
            "\n"
            "  [S: Northland] [P: has thrown its support to] [O: Ada Quill].\n"
            '    from "Northland <backs> Quill", The Invented Herald (invented), 2019-03-28 (herald.txt), characters 0-46\n'
            '    "Northland" is Northland: its name in the gazetteer\n'
            "    read by verb.light; mapping row supports-1"
        )

    def test_why_it_is_no_fact(self) -> None:
        """Denial, plan and speaker are named, and cue and speaker are marked in the sentence."""
        text = self.rendered(THREATENS.id)
        assert f"claim {THREATENS.id}, confidence 0.80; no fact, because it is denied and said by Bo Reed\n" in text
        assert "[by: Bo Reed] [cue: said] [S: Northland] [P: is [cue: not] threatening] [O: anyone]." in text
        assert "Ada Quill — visit → Southport (as harbor master, 2019-04, in Southport)" in self.rendered(VISITS.id)
        assert "no fact, because it is planned" in self.rendered(VISITS.id)

    @pytest.mark.parametrize(
        "what", [SUPPORTS.id[:6], "claim:" + SUPPORTS.id, "https://kg.invalid/claim/" + SUPPORTS.id]
    )
    def test_ids(self, what: str) -> None:
        """The start of an id, a CURIE and an IRI name the claim."""
        assert [item.id for item in explanations(SAMPLE.graph(), what)] == [SUPPORTS.id]

    def test_what_is_done_to_nobody(self) -> None:
        """An act is told in the words of the text, without an object."""
        graph = WITH_ACTS.graph()
        [died] = explanations(graph, DIES.id)
        assert died.render().startswith(f"Ada Quill — died (2021-05-03)\n  fact {DIES.id}")
        assert "[S: Ada Quill] [P: died] on 3 May 2021." in died.render()
        [resigns] = explanations(graph, RESIGNS.id)
        assert resigns.statement == "Bo Reed — resign"

    def test_words(self) -> None:
        """All words must begin a word of labels, other names or sentences; facts come first, rejections last."""
        graph = SAMPLE.graph()
        found = [item.id for item in explanations(graph, "NÓRTHLAND quill")]
        assert found == [SUPPORTS.id]
        assert [item.id for item in explanations(graph, "northern union")] == [SUPPORTS.id, THREATENS.id]
        assert [item.id for item in explanations(graph, "quill harbor")] == [ROLE.id, VISITS.id, ""]
        assert explanations(graph, "nobody") == []

    def test_why_not(self) -> None:
        """What was rejected is explained too."""
        [found] = explanations(SAMPLE.graph(), "doubts")
        assert found == Explanation(
            "",
            "Ada Quill harbors doubts",
            asserted=False,
            verdict="not kept at the stage mapping of herald.txt: no verb of the ontology",
        )

    def test_nothing_asked(self) -> None:
        """An empty question is refused with an example."""
        with pytest.raises(QueryError, match="there is nothing to explain"):
            explanations(SAMPLE.graph(), " ?! ")

    def test_trusted_speakers(self) -> None:
        """A fact that stands on a trusted holder says so."""
        claim = replace(SUPPORTS, sources=(QUILL.id,), trusted=True)
        graph = KnowledgeGraph.of(SAMPLE.entities, [claim], [HERALD])
        assert explanations(graph, "quill")[0].verdict.endswith("; said by Ada Quill, who is trusted")

    def test_crossing_marks_nest(self) -> None:
        """Parts that overlap are cut so that every bracket closes what it opened."""
        text = HERALD.text
        sentence, subject = Span("herald.txt", 0, 46, text[:46]), Span("herald.txt", 0, 20, text[:20])
        verb, target = Span("herald.txt", 10, 32, text[10:32]), Span("herald.txt", 36, 45, text[36:45])
        claim = replace(SUPPORTS, evidence=(Evidence(sentence, subject, (verb,), target),))
        [found] = explanations(KnowledgeGraph.of(SAMPLE.entities, [claim], [HERALD]), SUPPORTS.id)
        assert found.passages[0].sentence == "[S: Northland [P: has thrown]][P: its support] to [O: Ada Quill]."

    def test_no_control_characters(self) -> None:
        """A document cannot move the cursor of the terminal."""
        graph = SAMPLE.graph()
        hostile = replace(graph, documents={**graph.documents, "herald.txt": replace(HERALD, title="a\x1b[2Jb\u202e")})
        text = "".join(item.render() for item in explanations(hostile, SUPPORTS.id))
        assert "a\ufffd[2Jb\ufffd" in text
        assert "\x1b" not in text
