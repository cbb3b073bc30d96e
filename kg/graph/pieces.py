"""Files in pieces: those that rest on what they rested on before are copied from the generation before, and not made again.

A piece has a name within its file and a mark, a digest of all that its bytes follow from. Beside the files of a generation lies where each
of their pieces is; what somebody has changed there since is seen by its checksum, and made again.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from functools import cache, cached_property
from hashlib import blake2b
from itertools import groupby
from math import ceil, log2
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO, NamedTuple, TypeAlias, TypeVar

from kg.graph.claim_table import ClaimTable
from kg.graph.content import GraphContent
from kg.graph.packed_claims import KeptEvidence
from kg.model import Claim, Evidence

Item = TypeVar("Item")
_Claims: TypeAlias = Iterable[tuple[str, Claim]]

INDEX = "store/pieces.json.gz"  # beside the files
HEAD = "head"  # the piece that all others of its file need to be read
_AT_ONCE = 1_000_000  # bytes that are copied from file to file
_IN_A_GROUP = 32  # claims, at most, where their ids are evenly spread
_DIGITS = 8  # of an id, that say in which group it is


class Piece(NamedTuple):
    """A piece of a file. `mark` is "" when it is not known what it rests on."""

    name: str
    mark: str
    make: Callable[[], bytes]


class Again(NamedTuple):
    """What a file that is written before holds behind its first `skip` bytes, its lines `changed`; who has no such file makes `parts`."""

    file: str
    skip: int
    changed: Callable[[bytes], bytes]
    parts: Callable[[], Iterable[Part]]


Part: TypeAlias = "bytes | Piece | Again"


class Place(NamedTuple):
    """Where a piece lies in its file, and a checksum of it (CRC-32)."""

    mark: str
    start: int
    length: int
    checksum: int


Places: TypeAlias = Mapping[str, Mapping[str, Place]]  # by file, then by name of the piece


class Marks:
    """What a graph rests on, as digests: of its documents by id, and of the evidence of its claims.

    `basis` is the digest of what writes graphs: pieces that something else has written are not taken.
    """

    def __init__(self, basis: str = "") -> None:
        self.basis = basis
        self.documents: dict[str, str] = {}

    def of_evidence(self, evidence: Evidence) -> str:
        """The digest of an evidence."""
        return evidence.mark if isinstance(evidence, KeptEvidence) else digest([evidence])

    def of_document(self, document_id: str) -> str:
        """The digest of a document; "" when there is none."""
        return self.documents.get(document_id, "")


class Group(NamedTuple):
    """Claims whose ids begin with the same bits, and the mark of what is written of them; `read` finds them by the name."""

    name: str
    mark: str
    read: Callable[[str], _Claims]

    def claims(self) -> _Claims:
        """The claims with their ids."""
        return self.read(self.name)


def groups(graph: GraphContent, marks: Marks | None, count: Callable[[str, Claim], None] | None = None) -> list[Group]:
    """The claims of a graph in groups, in order. A graph of as many claims has the same groups, whatever the others are.

    All are read for their marks: who counts something of them is given each, with its id.
    """
    bits = ceil(log2(max(1, len(graph.claims) / _IN_A_GROUP)))
    shift = 4 * _DIGITS - bits

    def key_of(item: tuple[str, Claim]) -> int:
        if count is not None:
            count(*item)
        return int(item[0][:_DIGITS], 16) >> shift

    looks, claims = _Looks(graph), graph.claims_by_id
    found = ((f"{key:x}", run) for key, run in groupby(claims.items(), key=key_of))
    if isinstance(claims, ClaimTable):
        read = _reader(claims, shift)
        return [Group(name, _mark(looks, [*run], marks), read) for name, run in found]
    held = {name: [*run] for name, run in found}
    return [Group(name, _mark(looks, run, marks), held.__getitem__) for name, run in held.items()]


def _reader(claims: ClaimTable, shift: int) -> Callable[[str], _Claims]:
    """What reads the claims of a group, of which none is held."""

    def read(name: str) -> _Claims:
        key = int(name, 16)
        return claims.between(f"{key << shift:0{_DIGITS}x}", f"{(key + 1 << shift) - 1:0{_DIGITS}x}g")

    return read


class _Looks:
    """What is written of the entities and relations of a graph where a claim names them, as text."""

    def __init__(self, graph: GraphContent) -> None:
        self._entities = graph.entities
        self.relation = cache(lambda known: repr((known, graph.label(known.iri))))

    def entity(self, iri: str) -> str:
        """What is written of an entity."""
        known = self._entities[iri]
        return repr((iri, known.label, known.type))


def _mark(looks: _Looks, claims: _Claims, marks: Marks | None) -> str:
    if marks is None:
        return ""
    rests: list[str] = []
    for claim_id, claim in claims:
        rests += (claim_id, looks.relation(claim.property), looks.relation(claim.proposed) if claim.proposed else "")
        rests += ("trusted" if claim.trusted else "", *[looks.entity(iri) for iri in _ends(claim)])
        for item in claim.evidence:
            document = marks.of_document(item.document_id)
            if not document:
                return ""
            rests += (document, marks.of_evidence(item))
    return digest(rests)


def _ends(claim: Claim) -> Iterator[str]:
    """Whoever is named where a claim is written."""
    yield claim.subject
    if isinstance(claim.object, str):
        yield claim.object
    yield from claim.sources
    if claim.place:
        yield claim.place


def chunks(items: Iterable[Item], name: Callable[[Item], str], size: int) -> Iterator[list[Item]]:
    """Items in runs of about `size`. Where one begins its name alone decides, so that what comes or goes changes no other run."""
    run: list[Item] = []
    for item in items:
        if run and not zlib.crc32(name(item).encode("utf-8", "surrogatepass")) % size:
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def digest(rests: Iterable[object]) -> str:
    """Of values whose representations say all that they hold."""
    text = "".join(map(repr, rests))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


class Earlier:
    """The files of a generation in their pieces, if `basis` wrote them; `path` says where a file is. Close it before they are replaced."""

    def __init__(self, path: Callable[[str], Path], basis: str) -> None:
        self._path = path
        self._basis = basis
        self._open = ExitStack()
        self._files: dict[str, BinaryIO | None] = {}
        self._alone = Lock()  # quads are read beside

    @cached_property
    def _known(self) -> tuple[Places, Mapping[str, str]]:
        """Where the pieces are, and the marks of the documents; nothing where that cannot be told."""
        try:
            found: Any = json.loads(gzip.decompress(self._path(INDEX).read_bytes()))
            if found["basis"] != self._basis:
                return {}, {}
            places = {file: {name: Place(*at) for name, at in known.items()} for file, known in found["places"].items()}
            return places, found["documents"]
        except (OSError, EOFError, LookupError, TypeError, ValueError, zlib.error):
            return {}, {}

    @property
    def places(self) -> Places:
        """Where the pieces of its files are."""
        return self._known[0]

    @property
    def documents(self) -> Mapping[str, str]:
        """The marks of its documents, by id."""
        return self._known[1]

    def read(self, file: str, place: Place) -> bytes | None:
        """A piece; None when it is not what was written."""
        with self._alone, suppress(OSError):
            if file not in self._files:
                self._files[file] = None
                self._files[file] = self._open.enter_context(self._path(file).open("rb"))
            if (opened := self._files[file]) is not None:
                opened.seek(place.start)
                found = opened.read(place.length)
                return found if zlib.crc32(found) == place.checksum and len(found) == place.length else None
        return None

    def close(self) -> None:
        """Lets go of the files."""
        self._files.clear()
        self._open.close()


def write(
    file: BinaryIO, name: str, parts: Iterable[Part], earlier: Earlier, path: Callable[[str], Path]
) -> dict[str, Place]:
    """Writes a file, and says where its pieces are; `path` says where other files of the graph are."""
    known, found, at = earlier.places.get(name, {}), dict[str, Place](), 0
    for part in parts:
        if isinstance(part, Piece):
            data, checksum = _bytes(name, part, known.get(part.name), earlier)
            found[part.name] = Place(part.mark, at, len(data), checksum)
            at += file.write(data)
        else:
            at += sum(map(file.write, [part] if isinstance(part, bytes) else _again(part, path(part.file))))
    return found


def _bytes(file: str, piece: Piece, known: Place | None, earlier: Earlier) -> tuple[bytes, int]:
    """A piece and its checksum."""
    if known is not None and piece.mark and known.mark == piece.mark:
        copied = earlier.read(file, known)
        if copied is not None:
            return copied, known.checksum
    made = piece.make()
    return made, zlib.crc32(made)


def _again(part: Again, path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(part.skip)
        while lines := file.read(_AT_ONCE):
            yield part.changed(lines + file.readline())


def content(parts: Iterable[Part]) -> Iterator[bytes]:
    """The bytes of a file, all made."""
    for part in parts:
        if isinstance(part, Again):
            yield part.changed(b"".join(content(part.parts())))
        else:
            yield part if isinstance(part, bytes) else part.make()


def index(places: Places, marks: Marks) -> bytes:
    """What `Earlier` reads."""
    found = {"basis": marks.basis, "documents": marks.documents, "places": places}
    return gzip.compress(json.dumps(found).encode(), 4, mtime=0)
