"""Words of English stand in kg/lang/en alone: nobody else imports them, compares words of a text with literals, or lets a list die.

Read from the source; nothing is run.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from kg.lang import en
from kg.lang.en import ENGLISH

PACKAGE = Path(en.__file__).parents[2]
TREES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
}
# what says which language it is
CHOOSING = (
    "lang/en/",
    "lang/registry.py",
    "analysis.py",
    "pipeline.py",
    "claims/",
    "corpus/reader.py",
    "spacy_component.py",
    "spark.py",
    "evaluation/",
    "training/",
)
PLACES = sorted({name.partition("/")[0] for name in TREES if not name.startswith(CHOOSING)})


def at(place: str) -> dict[str, ast.Module]:
    """The modules of a folder of kg, or a module of its top."""
    return {
        name: tree for name, tree in TREES.items() if name.partition("/")[0] == place and not name.startswith(CHOOSING)
    }


# -- who imports them --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", PLACES)
def test_no_stage_chooses_its_language(place: str) -> None:
    """What a stage knows of a language is handed in; only what stands above the stages imports English."""
    importing = [
        f"kg/{name}, line {node.lineno}"
        for name, tree in at(place).items()
        if not name.startswith(CHOOSING)
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom) and any("kg.lang.en" in item for item in imported(node))
    ]
    assert not importing


def imported(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """Modules, and what may be modules, that a statement imports."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    else:
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


# -- who compares words of a text with literals ------------------------------------------------------------------------

# attributes of tokens, mentions, predicates, uses and spans; functions; methods that compare
OF_TEXT = set("determiner lemma lower lower_lemma noun preposition role text".split())
GIVING_TEXT = set("case_of lead_of noun_key tokens".split())
COMPARING = set("endswith get partition removeprefix removesuffix replace rpartition split startswith".split())
# places whose patterns are for texts; those of others are for messages and addresses
READING = set("annotate extraction mapping resolve resources".split())
ROLES = {"clause", "manner", "object", "score", "time"}  # of adjuncts without a preposition: kg's own names
NO_WORD = re.compile(r"\[[^\]]*\]|\(\?P?<\w+>")  # classes of characters and names of groups in a regular expression
WORD = re.compile(r"(?<![\\\w])[a-z]+(?!\w)")


class Literals(ast.NodeVisitor):
    """Finds comparisons of words of a text with literals in a module, and words in regular expressions if these are for texts."""

    def __init__(self, tree: ast.Module, patterns: bool = True) -> None:
        self.found: list[str] = []
        self.patterns = patterns
        self.of_text: set[str] = set()  # variables
        self.constants = {
            target.id: value for node in tree.body for target, value in bindings(node) if isinstance(target, ast.Name)
        }
        self.visit(tree)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Variables of a function hold words of a text when what is assigned to them does."""
        outer, self.of_text = self.of_text, set(self.of_text)
        for _ in range(2):  # a variable may be made of one that is assigned later
            for target, value in (pair for inner in ast.walk(node) for pair in bindings(inner)):
                if self.is_of_text(value):
                    self.of_text |= {name.id for name in ast.walk(target) if isinstance(name, ast.Name)}
        self.generic_visit(node)
        self.of_text = outer

    def visit_Compare(self, node: ast.Compare) -> None:
        """`token.lower == "of"`, `"of" in token.text`, `mention.lemma in NOUNS`."""
        self.judge(node, [node.left, *node.comparators])

    def visit_BinOp(self, node: ast.BinOp) -> None:
        """`words & NOUNS`."""
        self.judge(node, [node.left, node.right] if isinstance(node.op, ast.BitAnd | ast.Sub) else [])

    def visit_Subscript(self, node: ast.Subscript) -> None:
        """`NUMBERS[token.lower]`."""
        self.judge(node, [node.value, node.slice])

    def visit_Match(self, node: ast.Match) -> None:
        """`case "of":`."""
        self.judge(node, [node.subject, *(item.value for item in ast.walk(node) if isinstance(item, ast.MatchValue))])

    def visit_Call(self, node: ast.Call) -> None:
        """`token.lower.endswith("ing")`, `NUMBERS.get(token.lower)`, and any regular expression."""
        called = node.func
        if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "re":
            self.note(node, node.args[: self.patterns])
        elif isinstance(called, ast.Attribute) and called.attr in COMPARING:
            self.judge(node, [called.value, *node.args])
            return
        self.generic_visit(node)

    def judge(self, node: ast.expr | ast.stmt, sides: list[ast.expr]) -> None:
        """Notes the literals of a comparison if a side is of the text."""
        if any(map(self.is_of_text, sides)):
            self.note(node, (side for side in sides if not self.is_of_text(side)))
        self.generic_visit(node)

    def note(self, node: ast.expr | ast.stmt, expressions: Iterable[ast.expr]) -> None:
        """Takes down the words in the literals of expressions."""
        words = {word for item in expressions for word in self.words(item)} - ROLES
        self.found += [f"line {node.lineno}: {word}" for word in sorted(words)]

    def words(self, node: ast.AST) -> Iterator[str]:
        """Words in the literals of an expression, and in those of the constants of the module that it names."""
        for inner in ast.walk(node):
            if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                yield from WORD.findall(NO_WORD.sub("", inner.value))
            elif isinstance(inner, ast.Name) and inner.id in self.constants:
                yield from self.words(self.constants[inner.id])

    def is_of_text(self, node: ast.AST) -> bool:
        """True for an expression made of words of a text."""
        match node:
            case ast.Attribute():
                return node.attr in OF_TEXT
            case ast.Name():
                return node.id in self.of_text
            case ast.Call(func=ast.Attribute(value=value)) | ast.Subscript(value=value):
                return self.is_of_text(value)
            case ast.Call(func=ast.Name(id=name), args=args):
                return name in GIVING_TEXT or (name in {"set", "tuple"} and any(map(self.is_of_text, args)))
            case ast.Set(elts=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts):
                return any(map(self.is_of_text, parts))
            case ast.SetComp(elt=part) | ast.ListComp(elt=part) | ast.GeneratorExp(elt=part):
                return self.is_of_text(part)
        return isinstance(node, ast.IfExp) and (self.is_of_text(node.body) or self.is_of_text(node.orelse))


def bindings(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Variables, and what a statement or an expression assigns to them."""
    match node:
        case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)):
            yield from zip(targets, values, strict=False)
        case ast.Assign(targets=targets, value=value):
            yield from ((target, value) for target in targets)
        case ast.AnnAssign(target=target, value=ast.expr() as value) | ast.NamedExpr(target=target, value=value):
            yield target, value
        case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
            yield target, value


@pytest.mark.parametrize("place", PLACES)
def test_no_word_of_english_is_compared_in_code(place: str) -> None:
    """Words of a text are compared with data of the language, and patterns over them are such data."""
    found = {name: Literals(tree, patterns=place in READING).found for name, tree in at(place).items()}
    assert not {name: literals for name, literals in found.items() if literals}


@pytest.mark.parametrize(
    "code",
    [
        'token.lower == "of"',
        'token.lemma.casefold() != "of"',
        'head.text.split(" ")[0] in ("of", "for")',
        '"of" in mention.span.text',
        "token.lower not in WORDS",
        "PLURALS.get(token.lower)",
        "PLURALS[token.lower]",
        'token.lower.endswith("of")',
        'case_of(token) in {"of"}',
        '{"of"} & {child.lower for child in token.children}',
        'set(tokens(name)) - frozenset("of for".split())',
        're.match("(?:of|for) ", rest)',
        'any(word == "of" for word in tokens(name))',
        "word = token.lower\n    word == 'of'",
        "first, rest = token.lower, 1\n    first in WORDS",
        "(word := token.lower) and word in WORDS",
        "match token.lower:\n        case 'of': pass",
    ],
)
def test_comparisons_with_literals_are_seen(code: str) -> None:
    """Each way in which a literal can be compared with words of a text is found."""
    constants = 'WORDS = frozenset("of for".split())\nPLURALS = {"of": 1}\n'
    found = Literals(ast.parse(f"{constants}def f(token):\n    {code}")).found
    assert any(item.endswith(": of") for item in found)


def test_labels_signs_and_data_of_the_language_are_no_words() -> None:
    """Labels of the model, characters, kg's own roles and what is handed in are not found."""
    code = """
def f(token, language):
    token.tag == "NNP" or token.dep == "nsubj" or mention.label in ("GPE", "PERSON") or use.place == "subject"
    token.lower == language.grammar.genitive or token.lower in language.words.days or token.text == "'" or role == "time"
    re.match(language.names.complement, text) or re.search(r"[a-z]+(?P<year>\\\\d+)\\\\w", text)
"""
    assert Literals(ast.parse(code)).found == []


# -- that no list is dead ----------------------------------------------------------------------------------------------

OWN = {"plural_endings", "possessive_marks", "dateline", "dated_line"}  # read by methods of the part itself
PARTS = [part.name for part in fields(ENGLISH) if part.name != "code"]


def asked_for(part: str) -> set[str]:
    """Names that modules ask for which know a part of a language, as field or as constant."""
    found: set[str] = set()
    for tree in TREES.values():
        attributes = {node.attr.lower() for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        sources = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
        constants = {
            alias.name.lower() for node in sources for alias in node.names if node.module == f"kg.lang.en.{part}"
        }
        known = part in attributes or {part, type(getattr(ENGLISH, part)).__name__} & {
            alias.name for node in sources for alias in node.names
        }
        found |= constants | (attributes if known else set())
    return found


@pytest.mark.parametrize("part", PARTS)
def test_every_constant_is_a_field_that_something_asks_for(part: str) -> None:
    """A list without a field is never seen, and one that nothing asks for need not be there."""
    known = {field.name for field in fields(getattr(ENGLISH, part))}
    constants = {
        target.id.lower()
        for node in TREES[f"lang/en/{part}.py"].body
        for target, _ in bindings(node)
        if isinstance(target, ast.Name) and not target.id.startswith("_")
    }
    assert known == constants
    assert known - asked_for(part) - OWN == set()


def test_every_module_of_english_is_a_part() -> None:
    """No module of words is left out; `event_nouns` and `valency` are parts of `words`."""
    modules = {path.stem for path in Path(en.__file__).parent.glob("*.py")} - {
        "__init__",
        "english",
        "event_nouns",
        "valency",
    }
    assert modules == set(PARTS)
