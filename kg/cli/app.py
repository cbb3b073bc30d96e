"""The command line: `kg build`, `kg query`, ... Results go to standard output, all else to standard error.

Modules that do the work are imported inside the commands, so that `kg --help` answers at once.
"""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Sequence
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.console import SCREEN
from kg.cli.export import export
from kg.cli.options import (
    AsJson,
    Author,
    Base,
    Columns,
    Corrections,
    Date,
    DocumentIds,
    Documents,
    Encoding,
    Engine,
    EvalCommand,
    ExportCommand,
    Form,
    Gazetteer,
    Gold,
    Infer,
    Inputs,
    Jobs,
    ListQuestions,
    Master,
    Model,
    Names,
    Ontology,
    Out,
    OutOption,
    Pred,
    Publisher,
    Quiet,
    Reconcile,
    ResultFormat,
    Scorer,
    Sparql,
    Threads,
    Timeout,
    Title,
    Trust,
    Verbose,
    Version,
)
from kg.cli.review import review
from kg.cli.serve import mcp, serve
from kg.cli.show import report, show
from kg.cli.watch import watch
from kg.errors import KGError, ReadError
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.knowledge_graph import KnowledgeGraph


app = typer.Typer(
    help="Reads news and other prose, finds who did or says what to whom, and keeps it as a graph that can say why.",
    epilog="Start with:  kg build article.txt  and then  kg show out",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _global(version: Version = False) -> None:
    pass


@app.command()
def build(
    inputs: Inputs,
    out: OutOption = Path("out"),
    model: Model = None,
    ontology: Ontology = None,
    gazetteer: Gazetteer = None,
    corrections: Corrections = None,
    trust: Trust = None,
    encoding: Encoding = None,
    date: Date = None,
    publisher: Publisher = None,
    title: Title = None,
    author: Author = None,
    columns: Columns = None,
    base: Base = None,
    threads: Threads = None,
    jobs: Jobs = None,
    engine: Engine = None,
    master: Master = None,
    reconcile: Reconcile = None,
    infer: Infer = None,
    force: Annotated[bool, typer.Option("--force", help="Also replace files of FOLDER that kg did not write.")] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Read documents and write their graph: Turtle, JSON Lines, and a page for the browser.

    A document that cannot be read is named with the reason, the rest is built, and the exit status is 1.
    Options can also stand in kg.toml.

    \b
    Examples:
      kg build article.txt                    into out/
      kg build seeds/news more.jsonl -o out   folders and tables of documents
      kg build page.html --trust Reuters      what Reuters says is fact
      curl -s https://example.org/page | kg build -
    """
    from kg.graph.generations import holds_graph
    from kg.pipeline import build as run

    names = {"model": model, "gazetteer": gazetteer, "corrections": corrections, "encoding": encoding}
    graphs = {"ontology": ontology, "trust": trust, "base": base, "reconcile": reconcile, "infer": infer}
    said = {"date": date, "publisher": publisher, "title": title, "author": author, "columns": columns}
    settings = _settings(**names, **graphs, **said, threads=threads, jobs=jobs, engine=engine, master=master)
    if holds_graph(out):
        SCREEN.say(f"the graph in {out} will be replaced; kg add adds to it", "yellow")
    with SCREEN.progress("reading") as progress:
        graph = run(inputs, out, settings, progress, SCREEN.say, force=force)
    _report(graph, out, inputs, as_json)


@app.command()
def add(
    inputs: Inputs,
    out: OutOption = Path("out"),
    model: Model = None,
    ontology: Ontology = None,
    gazetteer: Gazetteer = None,
    corrections: Corrections = None,
    trust: Trust = None,
    encoding: Encoding = None,
    date: Date = None,
    publisher: Publisher = None,
    title: Title = None,
    author: Author = None,
    columns: Columns = None,
    base: Base = None,
    threads: Threads = None,
    jobs: Jobs = None,
    reconcile: Reconcile = None,
    infer: Infer = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Add documents to a graph, or read those again that have changed.

    A document is known by its path below the given folder, or its file name; unchanged ones are not read again.

    \b
    Examples:
      kg add new.txt -o out
      kg add seeds/news -o out                only what is new or different
    """
    from kg.pipeline import add as run

    names = {"model": model, "gazetteer": gazetteer, "corrections": corrections, "encoding": encoding}
    graphs = {"ontology": ontology, "trust": trust, "base": base, "reconcile": reconcile, "infer": infer}
    said = {"date": date, "publisher": publisher, "title": title, "author": author, "columns": columns}
    settings = _settings(**names, **graphs, **said, threads=threads, jobs=jobs)
    with SCREEN.progress("reading") as progress:
        graph = run(inputs, out, settings, progress, SCREEN.say)
    _report(graph, out, inputs, as_json)


@app.command()
def remove(
    documents: DocumentIds,
    out: OutOption = Path("out"),
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Remove documents from a graph, with all that only they say.

    \b
    Examples:
      kg remove article.txt -o out
      kg remove "news.jsonl#17" -o out        one row of a file
    """
    from kg.pipeline import remove as run

    _report(run(documents, out, Settings.load()), out, (), as_json)


@app.command()
def query(
    out: Out,
    sparql: Sparql,
    format: ResultFormat = "table",
    timeout: Timeout = 30.0,
    list_: ListQuestions = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Ask the graph a question in SPARQL, or by name.

    The default graph holds facts, claims, evidence and the ontology, so that no GRAPH is needed; only what --infer added stands in
    kg:inferred. A claim has kg:time as it was said, and kg:begins and kg:ends as days to compare.

    \b
    Examples:
      kg query --list                         the questions that have a name
      kg query out @who_supports_whom
      kg query out "SELECT ?s WHERE { ?s pol:supports ?o }" -f csv
      kg query out "SELECT ?s ?t WHERE { ?c rdf:subject ?s ; kg:time ?t }"
      kg query out - < question.rq
    """
    from kg.query.engine import Limits, pieces

    text = _text("-") if sparql == "-" else sparql
    for piece in pieces(out, text, format, Limits(timeout), lambda words: SCREEN.say(words, "yellow")):
        typer.echo(piece, nl=False)


@app.command()
def explain(
    out: Out,
    what: Annotated[str, typer.Argument(metavar="WHAT", help="The id of a claim, or words.", show_default=False)],
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Say why something is in the graph, or why it is not: sentence, rules, names, speaker.

    \b
    Examples:
      kg explain out "russia maduro"          whatever speaks of both
      kg explain out 7f3a                     a claim by the beginning of its id
    """
    from kg.query.engine import explain as run

    found = run(out, what)
    if as_json:
        _print_json([asdict(item) for item in found])
    else:
        typer.echo("\n\n".join(item.render() for item in found), nl=bool(found))
    if not found:
        SCREEN.say(f"nothing in {out} speaks of {what!r}; try fewer words", "yellow")
        raise typer.Exit(1)


for command in (show, report, review, serve, watch, mcp):
    app.command()(command)


app.command(cls=ExportCommand)(export)


@app.command()
def validate(
    out: Out,
    shacl: Annotated[
        bool | None, typer.Option(help="Also check the SHACL shapes.", show_default="if pySHACL is installed")
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Check that the graph keeps its own rules and the shapes of its ontology. The exit status is 1 on a violation.

    \b
    Examples:
      kg validate out
      kg validate out --no-shacl              without pySHACL
    """
    from kg.knowledge_graph import KnowledgeGraph
    from kg.validate.checks import validate as run

    with_shapes = find_spec("pyshacl") is not None if shacl is None else shacl
    if shacl is None and not with_shapes:
        SCREEN.say("the SHACL shapes are not checked; for that, pip install 'kg[validate]'")
    violations = run(KnowledgeGraph.load(out), shacl=with_shapes)
    if as_json:
        _print_json([asdict(item) for item in violations])
    else:
        for item in violations:
            typer.echo(f"{item.check}: {item.node}: {item.message}")
    SCREEN.say(f"violations: {len(violations)}", "yellow" if violations else "green")
    if violations:
        raise typer.Exit(1)


@app.command()
def extract(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A text file, or - for standard input.", show_default=False)
    ],
    lines: Annotated[bool, typer.Option("--lines", help="Every line is one sentence.")] = False,
    form: Annotated[
        Form, typer.Option(help="All arguments of a predicate in one tuple, or one argument a tuple.")
    ] = Form.NARY,
    model: Model = None,
    threads: Threads = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Print who did what to whom, a JSON object a line, without making a graph.

    \b
    Examples:
      echo "Russia backs Maduro." | kg extract -
      kg extract sentences.txt --lines --form binary
    """
    from kg.pipeline import extract as run

    settings = _settings(model=model, threads=threads)
    for item in run(_text(file), settings, lines=lines, form=form.value):
        typer.echo(json.dumps(item, ensure_ascii=False).encode())


@app.command()
def analyse(
    file: Documents,
    model: Model = None,
    ontology: Ontology = None,
    gazetteer: Gazetteer = None,
    threads: Threads = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Print what each document says, with the characters it stands at: names, coreference, relations, speakers, events.

    With --ontology the triples are those of your ontology, and no others.

    In and out: a JSON object a line. A line that is no document is named with the reason, and the exit status is 1.

    \b
    Examples:
      kg analyse documents.jsonl > analyses.jsonl
      kg analyse - < documents.jsonl          {"id": "a", "text": "..."} a line
      kg analyse documents.jsonl --ontology mine.ttl
    """
    from kg.analysis import analyses, documents

    settings = _settings(model=model, ontology=ontology, gazetteer=gazetteer, threads=threads)
    bad: list[ReadError] = []
    with SCREEN.reading(file) as (lines, where):
        good = SCREEN.without_errors(documents(lines, settings, where), bad)
        for item in analyses(good, settings):
            typer.echo(json.dumps(item, ensure_ascii=False).encode())
    if bad:
        raise typer.Exit(1)


@app.command("eval", cls=EvalCommand)
def evaluate(
    name: Scorer,
    gold: Gold,
    pred: Pred = None,
    names: Names = None,
    model: Model = None,
    ontology: Ontology = None,
    threads: Threads = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Measure how good kg is against a file that people have labelled.

    \b
    Examples:
      kg eval attribution --gold speakers.jsonl
      kg eval documents --gold gold.jsonl --pred analyses.jsonl
      kg eval events --gold events.jsonl --json
      kg eval triples --gold triples.jsonl --ontology mine.ttl
    """
    from kg.evaluation import Task
    from kg.evaluation import evaluate as run
    from kg.evaluation.scores import show

    settings = _settings(model=model, ontology=ontology, threads=threads)
    with SCREEN.progress("reading") as progress:
        figures = run(name, Task(gold, pred, names, settings, progress))
    if as_json:
        _print_json(figures)
    else:
        show(name, figures)


def _settings(**given: Any) -> Settings:
    """Settings of the working directory, with what was given on the command line; an empty list was not given."""
    return Settings.load(**{name: None if value == [] else value for name, value in given.items()})


def _report(graph: KnowledgeGraph, out: Path, inputs: Sequence[str], as_json: bool) -> None:
    """Say what the graph holds; exit 1 if any of `inputs` was not read, or a service that was to be asked did not answer."""
    unread, unanswered = SCREEN.unread(graph, inputs, out), SCREEN.unanswered(graph)
    counts = {
        "documents": len(graph.documents),
        "entities": graph.kinds.total(),
        "facts": len(graph.facts),
        "claims": len(graph.claims),
    }
    if as_json:
        _print_json({"out": str(out), **counts, "not_read": [asdict(item) for item in unread]})
    from kg.graph.content import counted

    SCREEN.say(
        ", ".join(f"{count} {counted(count, name)}" for name, count in counts.items()) + f" in {out}",
        "green",
    )
    if unread:
        SCREEN.say(f"not read: {len(unread)}", "yellow")
    if unread or unanswered:
        raise typer.Exit(1)


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2).encode())


def _text(file: str) -> str:
    """A UTF-8 text file, or standard input. Raises ReadError when it is something else."""
    raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(
            "the text is not UTF-8",
            where="standard input" if file == "-" else file,
            hint="convert it: iconv -f ENCODING -t UTF-8",
        ) from error


_INTERRUPTED = 130  # what typer makes of Ctrl-C


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line (`sys.argv` when None) and give its exit status.

    0 when everything that was asked for was done, 2 when the command line is wrong, else 1. Errors that a user can do
    something about are one message without a traceback, unless -v is given.
    """
    SCREEN.quiet = SCREEN.verbose = False
    logging.disable()  # libraries would log what kg reports itself
    _escape_unknown_letters()
    try:
        app(list(arguments) if arguments is not None else None, prog_name="kg")
    except SystemExit as ended:
        if ended.code == _INTERRUPTED:
            typer.secho("kg: interrupted; a graph that was there is whole", fg="red", err=True)
        return ended.code if isinstance(ended.code, int) else 0
    except (KGError, OSError) as error:
        if SCREEN.verbose:
            raise
        typer.secho(f"kg: {_message(error)}", fg="red", err=True)
        return 1
    finally:
        logging.disable(logging.NOTSET)
    return 0


def _escape_unknown_letters() -> None:
    """Where the system's encoding lacks a letter, an escape is shown instead of it, and the command goes on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _message(error: KGError | OSError) -> str:
    if isinstance(error, KGError):
        return str(error)
    return f"{error.filename}: {error.strerror}" if error.filename else str(error)
