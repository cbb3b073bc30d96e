"""spaCy's own English pipelines label dependencies as ClearNLP does; the rules read Universal Dependencies: from one to the other.

ClearNLP hangs a noun on its preposition and a predicate noun on "be"; UD makes the content word the head of both. So the tree is
turned round where they differ, and the rest is a table of names. ClearNLP's labels: https://spacy.io/models/en (labels of the
parser), each explained by `spacy.explain`, defined in https://www.mathcs.emory.edu/~choi/doc/cu-2012-choi.pdf (Choi and Palmer 2012,
Guidelines for the CLEAR style). UD's: https://universaldependencies.org/u/dep/ and https://universaldependencies.org/en/dep/.

Left as ClearNLP has it, because its trees do not tell or the rules read it as well: "is to visit" and "the aim is to stay" (an
`xcomp` of "be"), "the problem is that ..." (a `ccomp` of "be"), quoted speech (a `ccomp` of the verb of saying), commas.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy
from spacy.tokens import Doc, Span, Token

# Labels that only ClearNLP has -> UD, for what is still called so when the tree has been turned round.
# u/dep/ pages: obj iobj xcomp nsubj csubj aux_ advmod compound nmod acl cc det discourse
RENAMED = {
    "acomp": "xcomp",
    "agent": "obl:agent",  # a stranded "by"
    "attr": "xcomp",
    "auxpass": "aux:pass",
    "csubjpass": "csubj:pass",
    "dative": "iobj",
    "dobj": "obj",
    "intj": "discourse",
    "meta": "dep",
    "neg": "advmod",
    "npadvmod": "obl:unmarked",
    "nsubjpass": "nsubj:pass",
    "oprd": "xcomp",
    "pcomp": "advcl",
    "pobj": "obl",
    "poss": "nmod:poss",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "prep": "obl",  # a stranded preposition stands for its noun: u/dep/obl
    "prt": "compound:prt",
    "quantmod": "advmod",
    "relcl": "acl:relcl",
}
# where a preposition may hang so that its noun becomes obl or nmod; elsewhere (conj, ROOT, attr) the noun inherits its label
_ADVERBIAL = frozenset({"prep", "agent", "dative", "advmod", "amod", "compound", "mark", "prt", "dep"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "SYM"})
_VERBAL = frozenset({"VERB", "AUX"})
_MODIFIERS = frozenset({"compound", "amod", "poss", "nummod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
# https://universaldependencies.org/en/dep/fixed.html: two words that are one preposition
_FIXED = frozenset(
    {
        ("according", "to"),
        ("as", "for"),
        ("as", "of"),
        ("as", "to"),
        ("because", "of"),
        ("depending", "on"),
        ("due", "to"),
        ("instead", "of"),
        ("out", "of"),
        ("prior", "to"),
        ("rather", "than"),
        ("such", "as"),
        ("up", "to"),
    }
)
# verbs with a bare infinitive after their object ("let Russia leave"); elsewhere it is a subjunctive ("demand Russia leave")
_CAUSATIVE = frozenset({"have", "hear", "help", "let", "make", "see", "watch"})


def to_universal(doc: Doc) -> Doc:
    """The document in Universal Dependencies: itself when it is, else a copy that differs in heads and labels only.

    A document without a single label of ClearNLP's own counts as UD; where it is none, it is too short to differ by much.
    """
    if not any(token.dep_ in RENAMED or _is_to(token) for token in doc):
        return doc
    tree = _Tree(doc)
    for step in (_coordinations, _names, _titles, _prepositions, _copulas, _small_clauses, _rename):
        step(tree)
    return tree.applied()


def _is_to(token: Token) -> bool:
    """The "to" of an infinitive, an auxiliary in ClearNLP and a mark in UD."""
    return token.dep_ == "aux" and token.tag_ == "TO"


class _Tree:
    """Heads and labels of a Doc, free to change; every change leaves a tree."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.heads = [token.head.i for token in doc]
        # ClearNLP's nmod stands before its head ("Secretary" before a name): UD's nmod has a preposition
        self.labels = ["compound" if token.dep_ == "nmod" else token.dep_ for token in doc]
        self._below: list[set[int]] = [set() for _ in doc]
        for index, head in enumerate(self.heads):
            if head != index:
                self._below[head].add(index)

    def below(self, head: int, *labels: str) -> list[int]:
        """Children in text order, those with one of `labels` when given."""
        return sorted(child for child in self._below[head] if not labels or self.labels[child] in labels)

    def attach(self, child: int, head: int, label: str) -> None:
        """Hang `child` on `head`, which must not be below it; on itself for the root."""
        self._below[self.heads[child]].discard(child)
        self.heads[child], self.labels[child] = head, label
        if child != head:
            self._below[head].add(child)

    def promote(self, child: int, label: str, place: str) -> None:
        """`child` takes the place of its head as `place`, and the head's other children; the head hangs on it as `label`."""
        old = self.heads[child]
        above = self.heads[old]
        self.attach(child, child if above == old else above, place)
        self.attach(old, child, label)
        for other in self.below(old):
            if self.labels[other] != "fixed":
                self.attach(other, child, self.labels[other])

    def pos(self, index: int) -> str:
        """Universal part of speech."""
        return self.doc[index].pos_

    def deepest_first(self) -> list[int]:
        """All tokens, each before its head."""
        order = [index for index, head in enumerate(self.heads) if head == index]
        for index in order:  # grows while it is read: breadth first
            order.extend(self.below(index))
        return order[::-1]

    def applied(self) -> Doc:
        """A copy of the Doc with these heads and labels."""
        doc = self.doc.copy()
        rows = [
            (head - index, doc.vocab.strings.add(label))
            for index, (head, label) in enumerate(zip(self.heads, self.labels, strict=True))
        ]
        # https://spacy.io/api/doc#from_array: heads are offsets, negative ones as unsigned numbers
        values = numpy.array([(head % 2**64, label) for head, label in rows], dtype="uint64")
        doc.from_array(["HEAD", "DEP"], values)  # type: ignore[arg-type]  # the stub wants thinc's own type of array
        return doc


# -- coordination: https://universaldependencies.org/u/dep/conj.html ---------------------------------------------------


def _coordinations(tree: _Tree) -> None:
    """Conjuncts hang on the first one, not on the one before; a conjunction on the conjunct after it, not on the one before."""
    for index, label in enumerate(tree.labels):
        if label == "cc":
            head = tree.heads[index]
            after = [conjunct for conjunct in tree.below(head, "conj") if head < index < conjunct]
            if after:
                tree.attach(index, after[0], "cc")
    for index, label in enumerate(tree.labels):
        while label == "conj" and tree.labels[head := tree.heads[index]] == "conj" and not tree.below(head, *_SUBJECTS):
            tree.attach(index, tree.heads[head], "conj")


# -- names and titles: https://universaldependencies.org/u/dep/flat.html, https://universaldependencies.org/en/dep/nmod-desc.html


def _persons(tree: _Tree) -> Iterator[tuple[Span, list[int]]]:
    """Names of people with their proper nouns, without "'s" and the like."""
    for name in tree.doc.ents:
        if name.label_ == "PERSON":
            yield name, [token.i for token in name if token.pos_ == "PROPN"]


def _names(tree: _Tree) -> None:
    """The first word of a person's name is its head."""
    for _, words in _persons(tree):
        roots = [index for index in words if tree.heads[index] not in words or tree.heads[index] == index]
        if len(words) < 2 or len(roots) != 1 or roots[0] == words[0]:
            continue
        if any(tree.labels[index] not in ("compound", "amod", "flat") for index in words if index not in roots):
            continue
        tree.attach(words[0], roots[0], "compound")
        tree.promote(words[0], "flat", tree.labels[roots[0]])
        for index in words[1:]:
            tree.attach(index, words[0], "flat")


def _titles(tree: _Tree) -> None:
    """The last noun before a person's name is a title; what stands before it belongs to it ("U.S. Vice *President* ...")."""
    for name, words in _persons(tree):
        if not words or (head := words[0]) != name.start or tree.heads[head] in words[1:]:
            continue
        before = [index for index in tree.below(head, *_MODIFIERS) if index < head]
        title = before[-1] if before else head
        if tree.labels[title] != "compound" or tree.doc[title].ent_type_ or tree.pos(title) not in ("NOUN", "PROPN"):
            continue
        tree.labels[title] = "nmod:desc"
        for index in before[:-1]:
            tree.attach(index, title, tree.labels[index])


# -- prepositions: https://universaldependencies.org/u/dep/case.html ---------------------------------------------------


def _prepositions(tree: _Tree) -> None:
    """Nouns and clauses take the place of the preposition they hang on."""
    for index in tree.deepest_first():
        found = tree.below(index, "pobj") or tree.below(index, "pcomp")
        if found:
            _preposition(tree, index, found[-1])


def _preposition(tree: _Tree, index: int, content: int) -> None:
    _join(tree, index)
    upper = tree.heads[index]
    while tree.labels[index] == "prep" and tree.labels[upper] == "prep" and tree.below(upper, "pobj"):
        upper = tree.heads[upper]  # "from Caracas to Moscow": both belong to the verb
        tree.attach(index, upper, "prep")
    clause = tree.labels[content] == "pcomp" and tree.pos(content) in _VERBAL
    nested = tree.labels[index] in ("prep", "pcomp") and (tree.labels[upper] == "prep" or _fixed(tree, upper, index))
    if nested and _fixed(tree, upper, index):  # because <- of <- sanctions
        tree.promote(content, "case", tree.labels[content])
        tree.attach(index, upper, "fixed")
    elif nested:  # from <- behind <- lines
        tree.promote(content, "case", "pobj" if not clause else "pcomp")
    elif tree.labels[index] in _ADVERBIAL:
        tree.promote(content, "mark" if clause else "case", _place(tree, index, clause))
    else:
        tree.promote(content, "mark" if clause else "case", tree.labels[index])


def _place(tree: _Tree, index: int, clause: bool) -> str:
    """What the content of preposition `index` is to the word above."""
    nominal = tree.pos(tree.heads[index]) in _NOMINAL
    if clause:
        return "acl" if nominal else "advcl"
    if tree.labels[index] == "agent":
        return "obl:agent"
    return "nmod" if nominal else "obl"


def _join(tree: _Tree, index: int) -> None:
    """Prepositions of two words that ClearNLP hangs on one another: "because of", "such as"."""
    for child in tree.below(index):
        if not tree.below(child) and _fixed(tree, index, child):
            tree.attach(child, index, "fixed")
        elif not tree.below(child) and _fixed(tree, child, index):
            tree.labels[child] = "case"


def _fixed(tree: _Tree, first: int, second: int) -> bool:
    return second == first + 1 and (tree.doc[first].lower_, tree.doc[second].lower_) in _FIXED


# -- predicates: https://universaldependencies.org/u/dep/cop.html, https://universaldependencies.org/u/dep/xcomp.html -----------


def _copulas(tree: _Tree) -> None:
    """What "be" links to becomes the predicate, and "be" its copula."""
    for index in tree.deepest_first():
        if tree.doc[index].lemma_.lower() != "be" or tree.labels[index] in _AUXILIARIES:
            continue
        if any(tree.doc[child].lower_ == "there" for child in tree.below(index, "expl")):
            for child in tree.below(
                index, "attr"
            ):  # "there are troops": https://universaldependencies.org/u/dep/expl.html
                tree.labels[child] = "nsubj"
        elif (predicate := _predicate(tree, index)) is not None:
            tree.promote(predicate, "cop", tree.labels[index])


def _predicate(tree: _Tree, verb: int) -> int | None:
    """The noun or adjective, else the first prepositional phrase after "be", else the adverb ("was there")."""
    named = tree.below(verb, "attr") or tree.below(verb, "acomp")
    if named:
        return named[0]
    if tree.below(verb, "ccomp", "xcomp", "oprd"):
        return None
    places = [child for child in tree.below(verb, "obl") if tree.below(child, "case")]
    adverbs = [child for child in tree.below(verb, "advmod") if tree.doc[child].tag_ == "RB"]
    return next((child for child in [*places, *adverbs] if child > verb), None)


def _small_clauses(tree: _Tree) -> None:
    """The subject of a clause without tense is the object of the verb above: "wants Russia to leave", "considers him guilty"."""
    for index, label in enumerate(tree.labels):
        verb = tree.heads[index]
        if label != "ccomp" or tree.below(verb, "dobj"):
            continue
        subjects = [child for child in tree.below(index, "nsubj", "nsubjpass") if verb < child < index]
        if len(subjects) == 1 and not tree.below(index, "mark") and not _has_tense(tree, index, verb):
            tree.attach(subjects[0], verb, "dobj")
            tree.labels[index] = "xcomp"


def _has_tense(tree: _Tree, index: int, verb: int) -> bool:
    """Whether a clause can stand alone, or is a subjunctive."""
    if any(_is_to(tree.doc[child]) for child in tree.below(index, "aux")):
        return False
    if tree.below(index, "aux", "auxpass", "cop"):
        return True
    if tree.doc[index].tag_ == "VB":
        return tree.doc[verb].lemma_.lower() not in _CAUSATIVE
    return tree.pos(index) in _VERBAL and tree.doc[index].tag_ not in ("VBG", "VBN")


# -- the rest is names -------------------------------------------------------------------------------------------------


def _rename(tree: _Tree) -> None:
    """The remaining labels; three of them depend on the word or on what it hangs on."""
    for index, label in enumerate(tree.labels):
        head = tree.heads[index]
        if label == "aux" and tree.doc[index].tag_ == "TO":
            tree.labels[index] = "mark"
        elif label == "neg" and tree.pos(index) == "DET":
            tree.labels[index] = "det"
        elif label == "dative" and tree.pos(index) == "ADP":
            tree.labels[index] = "obl"
        elif label == "npadvmod" and tree.pos(head) in _NOMINAL and not tree.below(head, "cop"):
            tree.labels[index] = "nmod:unmarked"
        else:
            tree.labels[index] = RENAMED.get(label, label)
