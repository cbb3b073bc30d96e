"""Verbs side by side with one object: "condemned and rejected the plan", "called for, planned and led the march".

The parser hangs the object on one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.clause import Clause
from kg.extraction.syntax import SUBJECTS
from kg.model import Voice
from kg.parse import Token

RULE, AGENT = "shared_object", "shared_agent"
_BEFORE_VERB = frozenset({"advmod", "aux", "aux:pass", "compound", "obl", "obl:unmarked"})


def share_objects(found: Sequence[Clause]) -> None:
    """Give verbs that stand right beside each other the object, or the agent, that one of them has, behind the last."""
    for series in _series([clause for clause in found if clause.voice is not Voice.ACTIVE]):
        _share_agent(series)
    _share_gap(found)
    for series in _series([clause for clause in found if clause.voice is Voice.ACTIVE]):
        last = series[-1]
        holder = next((one for one in reversed(series) if _has_own(one, last)), None)
        if holder is None:
            continue
        for one in series:
            stranded = _stranded(one) if one is not last else None
            if one is not holder and (one is last or stranded is not None or _may_share(one)):
                _give(holder, one)
            if stranded is not None:
                one.preposition, one.phrase = stranded.lower, [*one.phrase, stranded]
                one.adjuncts = [item for item in one.adjuncts if item.span.start != stranded.idx]


def _share_gap(found: Sequence[Clause]) -> None:
    """What a relative clause is about is the object of both its verbs: "whom France had jailed | and freed in 2015"."""
    relatives = {one.head.i: one for one in found if one.object is not None and _has_gap(one)}
    for one in found:
        first = relatives.get(one.head.head.i) if one.head.dep == "conj" else None
        needy = one.content.lower_lemma in (one.words.transitive | one.words.needs_object) - one.words.whole_alone
        if first is None or one.voice is not Voice.ACTIVE or not (_is_plain(one) and needy and _may_share(one)):
            continue
        if (one.object is None or one.promoted is not None) and SUBJECTS.isdisjoint(one.head.child_deps):
            _give(first, one)


def _has_gap(clause: Clause) -> bool:
    """A relative clause with the noun before it as object: "whom France had jailed"."""
    return clause.head.dep == "acl:relcl" and clause.voice is Voice.ACTIVE and clause.object_token is None


def _share_agent(series: Sequence[Clause]) -> None:
    """Of passives side by side the last one's agent does all: "were arrested, tried and jailed by the junta"."""
    end = series[-1].content.idx
    doers = (one.subject for one in series if one.voice is Voice.PASSIVE and one.subject is not None)
    agent = next((subject for subject in doers if subject.head.start > end), None)
    for one in series:
        if agent is not None and one.voice is Voice.AGENTLESS and (one.object is None or one.promoted is not None):
            _demote(one)
            one.subject, one.object, one.voice = agent, one.subject, Voice.PASSIVE
            one.rules = ["passive_agent", *one.rules[1:], AGENT]


def _series(found: Sequence[Clause]) -> Iterator[list[Clause]]:
    """Coordinated clauses of plain verbs with nothing but "and", commas and adverbs between them."""
    by_verb = {clause.head.i: clause for clause in found if _is_plain(clause)}
    for first in by_verb.values():
        series = [first]
        for child in first.content.rights:
            later = by_verb.get(child.i) if child.dep == "conj" else None
            if later is not None and _is_beside(series[-1], later):
                series.append(later)
        if len(series) > 1:
            yield series


def _is_plain(clause: Clause) -> bool:
    return not clause.linking and clause.content.pos == "VERB"


def _has_own(clause: Clause, last: Clause) -> bool:
    """A direct object that is no clause, behind the last verb."""
    token = clause.object_token
    own = clause.object is not None and token is not None and token.dep == "obj"
    return own and token.i > last.content.i  # type: ignore[union-attr]


def _is_beside(one: Clause, later: Clause) -> bool:
    """Only "and", commas, the preposition of the first verb, and what belongs to the second one stand between; its subject where the
    first one cannot do without an object: "Slovakia proposed and Austria rejected a compromise"."""
    first, second, stranded = one.content, later.head, _stranded(one)
    between = first.parse[first.i + 1 : second.i]
    words = one.words
    needy = first.lower_lemma in (words.transitive | words.needs_object) - words.whole_alone
    if later.content is not later.head and not needy:  # "met and agreed to back Peru"
        return False
    own = _BEFORE_VERB | SUBJECTS if needy else _BEFORE_VERB
    before = {word.i for child in second.lefts if child.dep in own for word in child.subtree}
    return all(word is stranded or word.dep == "cc" or word.lower == "," or word.i in before for word in between)


def _stranded(clause: Clause) -> Token | None:
    """A preposition right behind a verb, without its noun: "called | for | and led"."""
    verb = clause.content
    after = verb.nbor() if verb.i + 1 < len(verb.parse) else None
    bare = after is not None and after.pos == "ADP" and after.head is verb and not list(after.children)
    return after if bare and after.dep in ("obl", "advmod", "case", "dep") else None  # type: ignore[union-attr]


def _may_share(clause: Clause) -> bool:
    """A verb that has objects, and nothing else in the place of one."""
    verb = clause.content
    bare = verb.child_deps.isdisjoint(("obj", "iobj", "ccomp", "xcomp", "compound:prt"))
    return bare and verb.lower_lemma not in clause.words.intransitive


def _demote(clause: Clause) -> None:
    """What has taken the place of an object is a further argument again: "on Friday", "in 2011"."""
    if clause.promoted is not None:
        clause.adjuncts.append(clause.promoted)
        clause.preposition, clause.promoted = "", None
        clause.rules.remove("verb_preposition")
        clause.phrase = [token for token in clause.phrase if token.dep != "case"]


def _give(one: Clause, other: Clause) -> None:
    """`other` gets the object of `one`."""
    _demote(other)
    other.object, other.object_token = one.object, one.object_token
    other.rules.append(RULE)
