"""Reading by Spark gives the graph that reading here gives, and what it has read can be kept."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pyoxigraph
import pytest
from strategies import SAMPLE

import kg.spark
from kg.corpus.kept import Kept
from kg.corpus.reader import DocumentReader
from kg.errors import ReadError, SettingsError
from kg.export.rdf_files import trig
from kg.pipeline import build
from kg.settings import Settings

PAGE = Path(kg.spark.__file__).parent / "corpus" / "README.md"
EXACT = ("graph.ttl", "claims.ttl", "graph.trig", "claims.jsonl")
PEOPLE = ("Ada Quill", "Bo Reed", "Carla Stone", "Dan Ford", "Eve Marsh", "Finn Lake")
DOCUMENTS = len(PEOPLE)
HERE, SPARK = Settings(jobs=1), Settings(engine="spark", master="local[2]")

with_spark = pytest.mark.skipif(
    find_spec("pyspark") is None or shutil.which("java") is None,
    reason="pyspark or Java is not here: nothing was read by Spark",
)


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """A session with two workers."""
    session = kg.spark.session(SPARK.master)
    yield session
    session.stop()


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made-up documents that speak of one another's people."""
    folder = tmp_path_factory.mktemp("texts")
    for number in range(DOCUMENTS):
        one, other = PEOPLE[number], PEOPLE[(number + 1) % DOCUMENTS]
        text = f"{one} met {other} in Ottawa on Monday. {other} did not sign the treaty, {one} told reporters. He will visit Peru."
        (folder / f"{number}.md").write_text(
            f"---\npublished: 2019-03-{number + 1:02}\n---\n\n{text}\n", encoding="utf-8"
        )
    return folder


@pytest.fixture(scope="module")
def local(texts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph as it is built here."""
    out = tmp_path_factory.mktemp("local")
    build([texts], out, HERE)
    return out


def files(out: Path) -> dict[str, bytes]:
    """What a graph says, in files."""
    return {name: (out / name).read_bytes() for name in EXACT}


@with_spark
@pytest.mark.usefixtures("spark")
def test_the_same_graph(texts: Path, local: Path, tmp_path: Path) -> None:
    """A build that Spark reads for has the same bytes."""
    graph = build([texts], tmp_path, SPARK)
    assert len(graph.documents) == DOCUMENTS
    assert len(graph.claims) > DOCUMENTS
    assert files(tmp_path) == files(local)


@with_spark
def test_what_was_read_is_kept(spark: Any, texts: Path, local: Path, tmp_path: Path) -> None:
    """Readings go through Parquet; kept beside a graph they are not made again, and it has the same bytes."""
    graph = build([texts], None, HERE)
    columns = ("id", "text", "title", "url", "publisher", "published", "language")
    rows = [tuple(getattr(document, name) for name in columns) for document in graph.documents.values()]
    found = kg.spark.extracts(spark.createDataFrame(rows, ", ".join(f"{name} string" for name in columns)), HERE)
    found.write.parquet(str(tmp_path / "readings"))
    again = spark.read.parquet(str(tmp_path / "readings"))
    assert {row["id"] for row in again.collect()} == set(graph.documents)
    told = {(item.stage, item.item, item.reason) for item in graph.rejections}
    assert {tuple(item) for row in again.collect() for item in row["rejections"]} <= told
    out = tmp_path / "out"
    assert kg.spark.keep(again, out, HERE) == DOCUMENTS
    with patch.object(DocumentReader, "read", side_effect=AssertionError("it was read again")):
        build([texts], out, HERE)
    assert files(out) == files(local)


@with_spark
def test_readings_of_other_settings_are_refused(spark: Any, tmp_path: Path) -> None:
    """What was read by other rules is no reading of today: it is refused by name."""
    found = kg.spark.extracts(
        spark.createDataFrame([("a.txt", "Canada backs Latvia.")], "id string, text string"), HERE
    )
    other = found.selectExpr(
        "id", "key", "'other' AS basis", *(name for name in found.columns if name not in ("id", "key", "basis"))
    )
    with pytest.raises(ReadError, match="another version") as refused:
        kg.spark.keep(other, tmp_path, HERE)
    assert refused.value.where == "a.txt"
    with Kept.of(tmp_path) as kept:
        assert kept.keys() == set()


@with_spark
def test_a_table_without_texts_is_refused(spark: Any) -> None:
    """Before anything is read."""
    with pytest.raises(ReadError, match="no column 'text'"):
        kg.spark.extracts(spark.createDataFrame([("a.txt",)], "id string"), HERE)


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that does not exist, and Spark where it is not installed."""
    with pytest.raises(SettingsError, match="no engine"):
        Settings(engine="flink")
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(SettingsError, match="not installed") as missing:
        kg.spark.session()
    assert "kg[spark]" in missing.value.hint


def test_the_page_loads_into_oxigraph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands of the page write parts of N-Quads and load them: all that the graph says, and nothing twice."""
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    shell = next(text for language, text in blocks if language == "sh" and "split" in text)
    python = next(text for language, text in blocks if language == "python" and "bulk_load" in text)
    graph = SAMPLE.graph()
    graph.save(tmp_path / "out")
    shell = shell.replace("kg export", f"{sys.executable} -m kg.cli export").replace("256M", "8K")
    subprocess.run(["bash", "-euo", "pipefail", "-c", shell], cwd=tmp_path, check=True)
    assert len(list((tmp_path / "parts").glob("*.nq.gz"))) > 1
    monkeypatch.chdir(tmp_path)
    loaded: dict[str, Any] = {}
    exec(python, loaded)
    whole = pyoxigraph.Store()
    whole.load(trig(graph), pyoxigraph.RdfFormat.TRIG)
    assert set(loaded["store"]) == set(whole)
