"""Documents as CoNLL-U (https://universaldependencies.org/format.html): trees, with names and claims beside them.

The trees come from reading the documents again. Names stand in `Entity` of the last column, as in CorefUD
(https://ufal.mff.cuni.cz/corefud): "(id-Class" where one begins, "id)" where it ends. Claims are comments of their sentence, and
`TokenRange` has the characters of a word in the document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.export.annotations import Annotations, Name, Said
from kg.graph.content import GraphContent
from kg.graph.sanitize import legal
from kg.iri import local_name, slug
from kg.model import Span
from kg.parse import Parse, Token


def conllu(graph: GraphContent, *, parses: Iterable[Parse]) -> bytes:
    """The documents of `parses`, which are those of the graph, in their order."""
    marks = Annotations(graph)
    head = "# global.Entity = eid-etype\n"
    return (head + "".join(line for parse in parses for line in _document(marks, parse))).encode()


def _document(marks: Annotations, parse: Parse) -> Iterator[str]:
    key, feats = parse.document.id, parse.columns().feats
    names, said = marks.names(key), marks.said(key)
    yield f"# newdoc id = {_line(key)}\n"
    number = 0
    for sentence in parse.sentences:
        words = [token for token in sentence if not token.is_space]
        if not words:
            continue
        number += 1
        yield f"# sent_id = {slug(key)}-{number}\n# text = {_line(sentence.text)}\n"
        inside = [item for item in said if words[0].idx <= _start(item) < words[-1].end]
        yield from (f"# kg_claim = {_claim(item)}\n" for item in inside)
        places, borders = {token: at for at, token in enumerate(words, start=1)}, _borders(marks, words, names)
        yield from (_row(token, places, feats[token.i], borders[token.i]) for token in words)
        yield "\n"


def _start(item: Said) -> int:
    spans = item.evidence.predicate or (item.subject,)
    return spans[0].start


def _claim(item: Said) -> str:
    """Id, how it stands, the characters of subject, relation and object, and its words."""
    statement = item.statement
    spans = (
        ",".join(map(_range, group)) or "_"
        for group in (
            (item.subject,),
            item.evidence.predicate,
            (item.object,) if item.object else (),
        )
    )
    return _line(f"{statement.id} {' '.join(spans)} {statement.title}")


def _range(span: Span) -> str:
    return f"{span.start}:{span.end}"


def _borders(marks: Annotations, words: list[Token], names: list[Name]) -> dict[int, str]:
    """The `Entity` of each word: names that begin, the widest first, and those that end."""
    found: defaultdict[int, str] = defaultdict(str)
    inside = [name for name in names if words[0].idx <= name.start and name.end <= words[-1].end]
    covered = {}
    for name in inside:
        over = [word for word in words if word.idx < name.end and name.start < word.end]
        if over:
            covered[name] = (over[0], over[-1])
    for name in sorted(covered, key=lambda item: (item.start, -item.end, item.entity)):
        first, last = covered[name]
        found[first.i] += f"({_id(name)}-{marks.label(name)}" + (")" if first is last else "")
    for name in sorted(covered, key=lambda item: (-item.start, item.end, item.entity)):
        first, last = covered[name]
        found[last.i] += f"{_id(name)})" if first is not last else ""
    return found


def _id(name: Name) -> str:
    return slug(local_name(name.entity)).replace("-", "_")


def _row(token: Token, places: dict[Token, int], feats: str, entity: str) -> str:
    root = token.head is token or token.head not in places
    following = token.parse.text[token.end : token.end + 1]
    misc = [*([f"Entity={entity}"] if entity else []), *([] if following.isspace() else ["SpaceAfter=No"])]
    misc.append(f"TokenRange={token.idx}:{token.end}")
    cells = [
        *(
            str(places[token]),
            _line(token.text),
            _line(token.lemma) or "_",
            token.pos or "_",
            token.tag or "_",
            feats or "_",
        ),
        *("0" if root else str(places[token.head]), "root" if root else token.dep or "dep", "_", "|".join(misc)),
    ]
    return "\t".join(cells) + "\n"


def _line(text: str) -> str:
    return " ".join(legal(text).split())
