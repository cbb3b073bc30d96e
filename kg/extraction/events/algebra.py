"""What becomes of the class of an event when a word governs it: "agreed to withdraw" is no withdrawal.

Every governing word is one of few operators; each is a function from the class below it to the class of the whole. Verbs that have
one class whatever stands below them ("refused to ...", "demanded that ...", "threatened to ...") need none: they are that class.

| operator | such as | makes of a friendly class | of a harmful one |
|---|---|---|---|
| light | hold, launch | the same | the same |
| try | try, decide | the same | the same: attempts and decisions count |
| implicative | manage, begin, seem | the same, as far as it is so | the same, as far as it is so |
| promise | agree, vow | AGREE | THREATEN |
| stop | end, lift, suspend | SANCTION | YIELD |
| fail | fail, be unable | REJECT | nothing |
| prepare | get ready | AGREE | MOBILIZE, THREATEN |
| permit | allow | YIELD | YIELD |
| forbid | ban, bar | SANCTION, COERCE | COERCE |
| accept | accept, adopt | AGREE | AGREE; of REQUEST: YIELD |

Whether a clause is so at all, `factuality` says, as of all clauses; what that makes of its class:

| a clause that is | such as | friendly | harmful |
|---|---|---|---|
| negated | did not | REJECT | nothing |
| ahead | will, would, may | AGREE | THREATEN |
| negated and ahead | will not | REJECT | AGREE |
| otherwise open | if ..., did ...?, probably, must | nothing | nothing |

The classes are those of PLOVER (Halterman et al. 2023), with CONCEDE and RETREAT as YIELD; "" is no political event.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.model import Modality, Polarity

FRIENDLY = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD"})
HARMFUL = frozenset({"PROTEST", "SANCTION", "COERCE", "ASSAULT"})
CLASSES = FRIENDLY | HARMFUL | {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "MOBILIZE"}


def promised(root: str) -> str:
    """ "will help", "agreed to the demand": a promise is an agreement, one of harm a threat; what is said only is said."""
    return "THREATEN" if root in HARMFUL else root if root in ("ACCUSE", "REJECT", "THREATEN") else "AGREE"


def foretold(root: str) -> str:
    """ "will", "would", "is to": as promised, when it is known what."""
    return promised(root) if root not in ("", "MOBILIZE", "REQUEST") else root


def threatened(root: str) -> str:
    """ "will withdraw unless ...": a threat, whatever it is that will be done."""
    return "THREATEN" if root else ""


def stopped(root: str) -> str:
    """ "ended the siege" yields; "ended the talks" or "the aid" is a sanction."""
    if not root:
        return ""
    return "SANCTION" if root in FRIENDLY else "YIELD"


def failed(root: str) -> str:
    """ "failed to agree" is a rejection, "failed to attack" nothing."""
    return "REJECT" if root in FRIENDLY or not root else ""


def negated(root: str) -> str:
    """ "did not accept", "cannot support": a rejection; of other deeds nothing is left."""
    return "REJECT" if root in FRIENDLY else ""


def renounced(root: str) -> str:
    """ "will not attack" is a promise, "will not help" a rejection."""
    return "AGREE" if root in HARMFUL else "REJECT" if root in FRIENDLY or not root else ""


def told(root: str, polarity: Polarity, modality: Modality, ahead: bool) -> str:
    """The class of a clause of that polarity and modality; `ahead` when it is not only supposed, asked or hedged."""
    denied = polarity is Polarity.NEGATED
    if modality is Modality.ACTUAL:
        return negated(root) if denied else root
    if not ahead or modality is Modality.REQUESTED:
        return ""
    if not denied:
        return foretold(root)
    return negated(root) if modality is Modality.POSSIBLE or not root else renounced(root)


def prepared(root: str) -> str:
    """ "prepares to attack": a show of force."""
    return "MOBILIZE" if root in ("ASSAULT", "MOBILIZE", "COERCE") else foretold(root)


def forbidden(root: str) -> str:
    """ "banned the march" coerces; "banned all aid" is a sanction."""
    return "SANCTION" if root in ("AID", "COOPERATE") else "COERCE"


def permitted(root: str) -> str:
    """ "allowed the march": it yields, whatever it allows."""
    return "YIELD"


def accepted(root: str) -> str:
    """ "accepted the demand" yields, "accepted the truce" agrees."""
    return {"REQUEST": "YIELD", "": ""}.get(root, "AGREE")


def same(root: str) -> str:
    """ "held talks", "tried to kill": what is held or tried."""
    return root


OPERATORS: dict[str, Callable[[str], str]] = {
    "light": same,
    "try": same,
    "implicative": same,
    "stop": stopped,
    "promise": promised,
    "prepare": prepared,
    "permit": permitted,
    "forbid": forbidden,
    "fail": failed,
    "accept": accepted,
    "request": lambda root: "REQUEST",
}
