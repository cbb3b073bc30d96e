"""Noun phrases -> `Mention`s: their extent, their name, their kind; and coordination."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extraction.syntax import stray_subject
from kg.model import Adjunct, Mention, MentionKind, Span
from kg.parse import Parse, Token, Tokens

# dependents that are not part of the phrase of their head
_NOT_PHRASE = frozenset(
    "acl:relcl appos parataxis conj cc cc:preconj nsubj nsubj:pass nsubj:outer csubj csubj:pass csubj:outer cop aux aux:pass mark "
    "advcl advcl:relcl discourse vocative dislocated list orphan expl dep reparandum ccomp".split()
)
# relative clauses and appositions end a phrase wherever they hang in it
_CUTS = frozenset({"acl:relcl", "appos", "parataxis", "advcl"})
_CLAUSES = frozenset({"advcl", "ccomp", "xcomp"})
_LONGEST_BRACKETS = 12  # tokens


# entity labels of spaCy's own pipelines that name no thing (OntoNotes)
VALUES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY", "LANGUAGE"})


class Phrases:
    """Mentions of one Parse; the same token always gives the same Mention."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.words, self.grammar = parse.language.words, parse.language.grammar
        self.text = parse.text  # `parse.text` is joined anew each time
        self.document_id = parse.document.id
        self._names: dict[int, Tokens] = {token.i: entity for entity in parse.names for token in entity}
        self._made: dict[tuple[int, bool, bool], Mention] = {}

    def span(self, start: int, end: int) -> Span:
        """Tokens `[start, end)` as a Span."""
        return self.parse[start:end].span

    def token(self, token: Token) -> Span:
        """One token as a Span."""
        return token.span

    def at(self, character: int) -> Token:
        """The token that holds a character of the document."""
        return self.parse.at(character)

    def characters(self, start: int, end: int) -> Span:
        """The characters `[start, end)` of the document as a Span."""
        return Span(self.document_id, start, end, self.text[start:end])

    def inside_one_name(self, token: Token, other: Token) -> bool:
        """Both are words of the same name."""
        entity = self._names.get(token.i)
        return entity is not None and entity is self._names.get(other.i)

    def runs(self, tokens: Iterable[Token]) -> tuple[Span, ...]:
        """Tokens as Spans, neighbours joined."""
        found: list[list[int]] = []
        for index in sorted({token.i for token in tokens}):
            if found and found[-1][1] == index:
                found[-1][1] = index + 1
            else:
                found.append([index, index + 1])
        return tuple(self.span(start, end) for start, end in found)

    def mention(self, head: Token, *, coordinated: bool = True, bare: bool = False) -> Mention:
        """The noun phrase of `head`, with what is coordinated with it unless told otherwise; `bare` leaves out participles after it."""
        key = (head.i, coordinated, bare)
        if key not in self._made:
            self._made[key] = self._mention(head, coordinated, bare)
        return self._made[key]

    def antecedent(self, noun: Token) -> Mention:
        """What a relative clause or participle after `noun` is about: the noun phrase without it."""
        return self.mention(noun, coordinated=False, bare=True)

    def name_at(self, token: Token) -> Mention | None:
        """The name that holds `token`, by itself."""
        entity = self._names.get(token.i)
        if entity is None:
            return None
        span = self.span(*self._bare(entity))
        return Mention(span, self.token(entity.root), MentionKind.NAMED, entity.label, entity.root.lemma, span)

    def clause(self, head: Token) -> Mention:
        """A clause as a value: all words below `head`, without marks and quotes at its edges."""
        start, end = (stray_subject(head) or head).left_edge.i, head.right_edge.i + 1
        start, end = self._trim(start, end, head.i)
        span = self.span(start, end)
        return Mention(span, self.token(head), MentionKind.VALUE, "CLAUSE", head.lemma)

    def all_names(self) -> Iterator[Mention]:
        """Every name that the reader found, as a mention."""
        for entity in self.parse.names:
            name = self.name_at(entity.root)
            if name is not None and name.label not in VALUES:
                yield name

    def _mention(self, head: Token, coordinated: bool, bare: bool) -> Mention:
        heads = (named_together(head) or [head, *conjuncts(head), *members(head)]) if coordinated else [head]
        parts = tuple(self.mention(token, coordinated=False) for token in heads) if len(heads) > 1 else ()
        start, end = self._extent(head, bare, alone=not coordinated)
        if parts:
            end = max(end, *(self._extent(token)[1] for token in heads))
            for child in head.rights:  # "ministers and envoys of the region"
                if child.dep == "nmod" and child.left_edge.i == end:
                    end = max(end, self._extent(child)[1])
        name, label = self._name(head)
        return Mention(
            span=self.span(start, end),
            head=self.token(head),
            kind=self._kind(head, label, name),
            label=label,
            lemma=head.lemma,
            name=name,
            plural=bool(parts) or head.is_plural or head.lower in self.grammar.plural_pronouns,
            modifiers=tuple(self._modifiers(head, name)),
            parts=parts,
            antecedent=self._apposed(head) if name is None else None,
        )

    def _apposed(self, head: Token) -> Mention | None:
        """The name beside a description: "the attaché, Ana Ruiz, said"."""
        for child in head.children if not named_together(head) else ():
            if child.dep == "appos" and child.i > head.i and not self.bracketed(child):
                name, label = self._name(child)
                if self._kind(child, label, name) is MentionKind.NAMED:
                    return self.mention(child, coordinated=False)
        return None

    def doer(self, beside: Iterable[Adjunct]) -> Adjunct | None:
        """Who does it of several phrases with "by"; "by mail", "by ten votes", "by Friday" say how and when."""
        found = []
        for adjunct in beside:
            head, mention = self.at(adjunct.mention.head.start), adjunct.mention
            value = mention.kind is MentionKind.VALUE or mention.label == "DATE"
            if not value and head.lower_lemma not in self.words.means_nouns:
                found.append((head.dep != "obl:agent", mention.kind is MentionKind.NOMINAL, adjunct.span, adjunct))
        return min(found, key=lambda item: item[:3])[3] if found else None

    def bracketed(self, token: Token) -> bool:
        """Inside round or square brackets that open right before its phrase."""
        edge = token.left_edge.i
        return any(self.parse[at].is_bracket and self.parse[at].is_left_punct for at in (edge, edge - 1) if at >= 0)

    def _extent(self, head: Token, bare: bool = False, alone: bool = False) -> tuple[int, int]:
        """The run of tokens around `head` that belongs to its phrase; `alone` leaves out the members that it names."""
        inside = {head.i}
        others = {token.i for token in members(head)} if alone else set()
        waiting = [
            child
            for child in head.children
            if not self._outside(child, head) and child.i not in others and not (bare and child.dep == "acl")
        ]
        while waiting:
            token = waiting.pop()
            if token.dep not in _CUTS or _restrictive(token):
                inside.add(token.i)
                waiting.extend(token.children)
        start = end = head.i
        while (before := self._before_brackets(start - 1)) in inside:
            start = before
        while (after := self._past_brackets(end + 1)) in inside:
            end = after
        return self._trim(start, end + 1, head.i)

    def _before_brackets(self, index: int) -> int:
        """`index`, or what stands before the brackets that close there: "the Peace Council (PC) office"."""
        if index < 0 or not self.parse[index].is_right_punct or not self.parse[index].is_bracket:
            return index
        longest = self.parse[max(0, index - _LONGEST_BRACKETS) : index]
        opening = [token.i - 1 for token in longest if token.is_bracket and token.is_left_punct]
        return opening[-1] if opening else index

    def _past_brackets(self, index: int) -> int:
        """`index`, or what follows the brackets that open there: "the Peace Council (PC) in Oslo"."""
        if index >= len(self.parse) or not self.parse[index].is_left_punct or not self.parse[index].is_bracket:
            return index
        longest = self.parse[index : index + _LONGEST_BRACKETS]
        return next((token.i + 1 for token in longest if token.is_bracket and token.is_right_punct), index)

    def _outside(self, child: Token, head: Token) -> bool:
        if child.dep in _NOT_PHRASE or self._aside(child, head):
            return True
        if child.dep == "case":
            return child.i < head.i or child.lower in self.grammar.possessive_markers
        if child.dep == "amod" and child.i > head.i and not child.child_deps.isdisjoint(_CLAUSES):
            return True  # "hackers capable of stealing it": a clause of its own
        if (
            head.pos == "ADJ"
            and child.dep == "advmod"
            and child.i == head.i - 1
            and child.lower not in self.words.negations
        ):
            return False  # "less pleased", "relatively small"
        verbal = not head.child_deps.isdisjoint(("cop", "nsubj"))
        return verbal and child.dep in ("advmod", "obl", "obl:unmarked", "punct", "ccomp", "xcomp")

    def _aside(self, child: Token, head: Token) -> bool:
        """In brackets, or a participle set off by a comma ("Norton, born in 1818, ...", "Born in 1818, Norton ...")."""
        edge = child.left_edge.i
        if self.bracketed(child) and child.dep not in ("amod", "compound", "det"):
            return True
        return child.dep == "acl" and (
            child.i < head.i or any(other.text == "," for other in self.parse[head.i + 1 : edge + 1])
        )

    def _trim(self, start: int, end: int, head: int) -> tuple[int, int]:
        while start < head and (
            self.parse[start].is_punct
            or self.parse[start].is_quote
            or self.parse[start].is_space
            or self.parse[start].dep in ("cc", "mark")
        ):
            if self.parse[start].is_left_punct and not self.parse[start].is_quote:
                break
            if self.parse[start].is_quote and self._quoted_within(start, end):
                break  # '"The Tower" and other plays'
            start += 1
        while end - 1 > head and (
            self.parse[end - 1].is_space
            or (self.parse[end - 1].is_punct and not self.parse[end - 1].is_right_punct)
            or (self.parse[end - 1].is_quote and sum(token.is_quote for token in self.parse[start:end]) % 2 == 1)
        ):
            end -= 1
        brackets = [token for token in self.parse[start:end] if token.is_bracket]
        if brackets and brackets[-1].is_left_punct and end < len(self.parse) and self.parse[end].is_right_punct:
            end += 1
        if brackets and not brackets[0].is_left_punct and start > 0 and self.parse[start - 1].is_bracket:
            start -= 1  # "[officials] in Washington", wherever the parser hangs the bracket
        within = [token for token in self.parse[start:end] if token.is_quote]
        if len(within) == 1 and within[0].i < end - 1 and start > 0 and self.parse[start - 1].is_quote:
            start -= 1  # '"conclaves" and feasts'
        return start, end

    def _quoted_within(self, start: int, end: int) -> bool:
        """The quotation that opens at `start` ends before the last word."""
        first = next((index for index in range(start, end) if not self.parse[index].is_quote), end)
        closing = next((index for index in range(first, end) if self.parse[index].is_quote), end)
        return closing < end - 1

    def _name(self, head: Token) -> tuple[Span | None, str]:
        """The name that contains `head`, or that a title before it bears ("President Maduro" with "President" as head)."""
        entity = self._names.get(head.i)
        if entity is None:
            for child in head.children:
                named = self._names.get(child.i)
                if (
                    named is not None
                    and named.label == "PERSON"
                    and child.dep in ("flat", "appos", "nmod:desc")
                    and named.start == head.i + 1
                ):
                    entity = named
        if entity is not None and entity.label in VALUES - {"DATE"}:
            return None, entity.label
        if entity is not None:
            return self.span(*self._bare(entity)), entity.label
        if head.pos == "PROPN" and head.lower not in self.words.time_nouns:
            start, end = self._proper_run(head)
            return self.span(start, end), ""
        return None, "CARDINAL" if head.pos == "NUM" else ""

    def _bare(self, entity: Tokens) -> tuple[int, int]:
        start, end = entity.start, entity.end
        if end - start > 1 and self.parse[start].lower == self.grammar.definite_article:
            start += 1
        if end - start > 1 and start > 1 and self.parse[start - 1].text == "-" and not self.parse[start - 1].whitespace:
            # the name does not begin in the middle of a word: "Secretary-General Ana Ruiz", "the Mid-range Forces Treaty"
            start += 1 if entity.label == "PERSON" else -2
        while end - start > 1 and self.parse[end - 1].lower in self.grammar.possessive_markers:
            end -= 1
        return start, end

    def _proper_run(self, head: Token) -> tuple[int, int]:
        start, end = head.i, head.i + 1
        while (
            start > 0
            and self.parse[start - 1].pos == "PROPN"
            and self.parse[start - 1].head in (head, self.parse[start])
        ):
            start -= 1
        while (
            end < len(self.parse)
            and self.parse[end].pos == "PROPN"
            and self.parse[end].head == head
            and self.parse[end].dep in ("flat", "compound")
        ):
            end += 1
        return start, end

    def _kind(self, head: Token, label: str, name: Span | None) -> MentionKind:
        if (
            label in VALUES
            or head.pos in ("NUM", "SYM")
            or (head.lower in self.words.time_nouns and label in ("", "DATE"))
        ):
            return MentionKind.VALUE
        if name is not None:
            return MentionKind.NAMED
        if head.pos in ("PRON", "DET"):
            return MentionKind.PRONOUN
        if head.pos in ("ADJ", "ADV", "VERB", "AUX", "INTJ", "X", "PUNCT", "ADP", "SCONJ", "PART"):
            return MentionKind.NOMINAL if head.pos == "ADJ" and "det" in head.child_deps else MentionKind.VALUE
        return MentionKind.NOMINAL

    def _modifiers(self, head: Token, name: Span | None) -> Iterator[Span]:
        for child in head.children:
            if child.dep not in ("amod", "compound", "nmod:poss", "nmod:desc"):
                continue
            entity = self._names.get(child.i)
            if entity is not None and entity.label in ("GPE", "NORP", "ORG", "LOC", "PERSON"):
                span = self.span(*self._bare(entity))
                if name is None or span.end <= name.start or span.start >= name.end:
                    yield span


def conjuncts(head: Token) -> list[Token]:
    """Nouns coordinated with `head` (the first one), in order; clauses are not."""
    found: list[Token] = []
    for child in head.children:
        if (
            child.dep == "conj"
            and child.child_deps.isdisjoint(("nsubj", "nsubj:pass", "cop"))
            and child.pos not in ("VERB", "AUX")
            and not any(other.lower in child.grammar.excluding for other in child.children)  # "Peru, not Chile"
        ):
            found.extend([child, *conjuncts(child)])
    return found


def alternatives(head: Token) -> bool:
    """Members joined by "or" or "and/or": "Peru or Chile"."""
    parse = head.parse
    before = (parse[max(head.i, other.left_edge.i - 2) : other.i] for other in conjuncts(head))
    return any(token.lower == head.grammar.disjunction for tokens in before for token in tokens)


def _restrictive(name: Token) -> bool:
    """A name right after what it is, without a comma: "a leader of the *rebel group* Dawn"."""
    return name.dep == "appos" and name.pos == "PROPN" and name.left_edge.i == name.head.i + 1


def members(head: Token) -> list[Token]:
    """What a noun names as part of it or beside it: "countries such as Peru and Chile", "Chile, along with Peru"."""
    found: list[Token] = []
    for child in head.children:
        nominal = child.dep == "nmod" and child.i > head.i and child.pos in ("NOUN", "PROPN")
        if nominal and lead_of(child):
            found.extend([child, *conjuncts(child)])
    return found


def lead_of(noun: Token) -> str:
    """The first word of "including", "such as", "along with" before a noun; "" for all others."""
    words = [token.lower for token in noun.parse[noun.left_edge.i : noun.i] if not token.is_punct][:2]
    second = noun.words.group_leads.get(words[0]) if words else None
    return words[0] if second is not None and (not second or words[1:] == [second]) else ""


def named_together(head: Token) -> list[Token]:
    """Coordinated names right after what they are: "old rivals Peru and Chile"."""
    if head.pos != "NOUN" or not head.is_plural:
        return []
    named = next((child for child in head.children if child.i == head.i + 1 and child.dep in ("appos", "flat")), None)
    others = conjuncts(named) if named is not None and named.pos == "PROPN" else []
    return [named, *others] if named is not None and others else []
