"""Reading on many machines, by Apache Spark: documents as a DataFrame in, what each of them says as a DataFrame out.

    import kg.spark
    session = kg.spark.session("local[2]")
    kg.spark.extracts(session.read.parquet("documents")).write.parquet("readings")
    kg.spark.keep(session.read.parquet("readings"), Path("out"))    then `kg build` on the same documents reads none again

Every Python worker of Spark has one process of kg's own pool (`kg.corpus.pool`), which loads the model once and is replaced after some
documents; so a document that kills it, or takes more than its budget, costs no other, on a cluster as here. What a document says depends
on it alone. Who is who across documents is decided where the graph is made, in one process: the driver.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, fields
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

from kg.corpus.basis import Basis
from kg.corpus.kept import Budget, Kept, Reading, key_of, unpacked
from kg.corpus.pool import Pool
from kg.corpus.reader import Made, Task
from kg.errors import ReadError, SettingsError
from kg.lang.en import ENGLISH
from kg.model import Document
from kg.resources.gazetteer import Gazetteer
from kg.settings import Settings

DataFrame: TypeAlias = Any  # pyspark's, which only few have
SparkSession: TypeAlias = Any
Row: TypeAlias = dict[str, Any]

ROUND = 2000  # documents that the driver has out at once, and holds the readings of
SLICE = 32  # documents that a worker reads before it hands on what it has
LASTS = 4000  # documents after which a process that reads is replaced
_NEEDED = ("id", "text")
_FIELDS = tuple(field.name for field in fields(Document))
_REJECTIONS = "rejections array<struct<stage: string, item: string, reason: string>>"


def session(master: str = "local[*]") -> SparkSession:
    """A Spark session whose workers run this Python. A local one opens no port to other machines.

    SettingsError when pyspark or Java is not there.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise SettingsError(
            "Spark is not installed", hint="pip install 'kg[spark]', and a Java of version 17 or later"
        ) from error
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise SettingsError("Spark needs Java, which is not there", hint="install a Java of version 17 or later")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("PYSPARK_DRIVER_PYTHON", sys.executable)
    local = master.startswith("local")
    if local:
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    here = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.ui.enabled": "false"}
    builder = SparkSession.builder.master(master).appName("kg").config("spark.log.level", "ERROR")
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    for name, value in here.items() if local else ():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def extracts(documents: DataFrame, settings: Settings | None = None) -> DataFrame:
    """What each of `documents` says: its `id`, the digest of all that is known of it (`key`), what is kept of reading it, as bytes, the
    `rejections`, and what all this rests on (`basis`).

    The columns of `documents` are those of `kg.Document`; `id` and `text` are needed. The reader, and the files that the settings name,
    must be on every machine. ReadError when a column is missing.
    """
    missing = [name for name in _NEEDED if name not in documents.columns]
    if missing:
        raise ReadError(f"the table has no column {missing[0]!r}", hint=f"columns are {', '.join(_FIELDS)}")
    chosen = settings or Settings.load()
    known = documents.select([name for name in _FIELDS if name in documents.columns])

    def read(batches: Iterable[Any]) -> Iterator[Any]:
        yield from _read(batches, chosen)

    return known.mapInArrow(read, _schema())


def keep(readings: DataFrame, out: Path, settings: Settings | None = None) -> int:
    """Keeps what `extracts` gave beside the graph that is, or will be, under `out`: a build of the same documents does not read them.

    How many there were. ReadError when one was made by another version of the reader, the rules or the settings.
    """
    chosen = settings or Settings.load()
    basis, count = _basis(chosen), 0
    out.mkdir(parents=True, exist_ok=True)
    with Kept.of(out) as kept:
        kept.rest_on(basis, _budget(chosen), ())
        rows = readings.select("id", "key", "basis", *Reading._fields).toLocalIterator()
        while batch := list(islice(rows, SLICE)):
            for row in batch:
                if row["basis"] != _digest(basis):
                    hint = "read again with this version and these settings"
                    raise ReadError(
                        "it was read by another version of kg, or with other settings", where=row["id"], hint=hint
                    )
            kept.put(_made(row.asDict()) for row in batch)
            count += len(batch)
    return count


def reader(settings: Settings) -> Callable[[Iterable[Task]], Iterator[list[Made]]]:
    """For `Corpus.read`: reads documents on the cluster that the settings name, some at a time, so that a build can be stopped."""

    def read(tasks: Iterable[Task]) -> Iterator[list[Made]]:
        import pyarrow

        source, spark = iter(tasks), session(settings.master)
        while batch := list(islice(source, ROUND)):
            table = pyarrow.Table.from_pylist([asdict(task.document) for task in batch])
            found = extracts(spark.createDataFrame(table), settings).select("key", *Reading._fields)
            yield [_made(row) for row in found.toArrow().to_pylist()]

    return read


def _schema() -> str:
    """Columns of what is read, as Spark writes types."""
    kept = (f"{name} {'string' if name == 'failed' else 'binary'}" for name in Reading._fields)
    return ", ".join(("id string", "key binary", *kept, _REJECTIONS, "basis string"))


def _made(row: Mapping[str, Any]) -> Made:
    """A row of `extracts` as the pool would have given it."""
    values: Row = {name: bytes(value) if isinstance(value, bytearray) else value for name, value in row.items()}
    return Made(values["key"], Reading(**{name: values[name] for name in Reading._fields}))


# -- in the workers ----------------------------------------------------------------------------------------------------


class _Worker:
    """What a Python worker of Spark reads with: one process, replaced now and then."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pool: Pool | None = None
        self._left = 0

    def read(self, documents: Iterable[Document]) -> Iterator[Row]:
        """A row for each document, in order."""
        tasks = [Task(key_of(document), document) for document in documents]
        if self._left < len(tasks):
            self._renew()
        self._left -= len(tasks)
        assert self._pool is not None  # it has been renewed
        found = {made.key: made.reading for batch in self._pool.answers(tasks) for made in batch}
        return (self._row(task, found[task.key]) for task in tasks)

    @cached_property
    def _basis(self) -> str:
        return _digest(_basis(self._settings))

    def _renew(self) -> None:
        if self._pool is not None:
            self._pool.__exit__()
        self._pool, self._left = Pool(self._settings, 1, _budget(self._settings)), LASTS

    def _row(self, task: Task, reading: Reading) -> Row:
        rejections = [("annotate", task.document.title or task.document.id, reading.failed)] if reading.failed else []
        if reading.extract is not None:
            said = unpacked(reading.extract, task.document)
            rejections += [(item.stage, item.item, item.reason) for item in (*said.unread, *said.extract.rejections)]
        named = [dict(zip(("stage", "item", "reason"), values, strict=True)) for values in rejections]
        own = {"id": task.document.id, "key": task.key, "rejections": named, "basis": self._basis}
        return own | reading._asdict()


_worker = lru_cache(maxsize=1)(_Worker)  # of this process, which Spark keeps for the next task


def _read(batches: Iterable[Any], settings: Settings) -> Iterator[Any]:
    """Record batches of what documents say, of record batches of documents."""
    import pyarrow

    texts, data = pyarrow.string(), pyarrow.binary()
    refused = pyarrow.list_(pyarrow.struct([(name, texts) for name in ("stage", "item", "reason")]))
    kept = [(name, texts if name == "failed" else data) for name in Reading._fields]
    schema = pyarrow.schema([("id", texts), ("key", data), *kept, ("rejections", refused), ("basis", texts)])
    for batch in batches:
        for start in range(0, batch.num_rows, SLICE):
            rows = batch.slice(start, SLICE).to_pylist()
            documents = [Document(**{name: value for name, value in row.items() if value is not None}) for row in rows]
            yield pyarrow.RecordBatch.from_pylist(list(_worker(settings).read(documents)), schema=schema)


def _budget(settings: Settings) -> Budget:
    return Budget(settings.document_seconds, settings.document_megabytes)


def _basis(settings: Settings) -> Basis:
    return Basis.of(settings, Gazetteer.load(extra=settings.gazetteer, language=ENGLISH))


def _digest(basis: Basis) -> str:
    return hashlib.sha256(basis.to_json().encode()).hexdigest()
