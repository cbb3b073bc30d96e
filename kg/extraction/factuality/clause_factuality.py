"""What is known of how far one clause is so: polarity, modality and holders, with the words and rules that decided them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.model import Attribution, Modality, Polarity, Span
from kg.parse import Token


@dataclass(frozen=True, slots=True)
class ClauseFactuality:
    """Polarity, modality and holders of a clause, with the words and rules that decided them."""

    negated: bool = False
    modality: Modality = Modality.ACTUAL
    attribution: tuple[Attribution, ...] = ()
    cues: tuple[Span, ...] = ()
    rules: tuple[str, ...] = ()
    parents: tuple[Span, ...] = ()  # the words that govern it, the innermost first

    @property
    def polarity(self) -> Polarity:
        """As the model names it."""
        return Polarity.NEGATED if self.negated else Polarity.AFFIRMED

    @property
    def is_plain(self) -> bool:
        """Nothing makes it other than affirmed, actual and the document's own."""
        return not (self.negated or self.attribution) and self.modality is Modality.ACTUAL

    def scoped_by(self, outer: ClauseFactuality) -> ClauseFactuality:
        """This factuality within an outer one."""
        modality = self.modality if outer.modality is Modality.ACTUAL else outer.modality
        return ClauseFactuality(
            self.negated != outer.negated,
            modality,
            self.attribution + outer.attribution,
            outer.cues + self.cues,
            outer.rules + self.rules,
            self.parents + outer.parents,
        )

    @property
    def is_ahead(self) -> bool:
        """It is planned, or would, may or will on a condition be so; not what is asked, supposed or hedged."""
        told = self.modality is not Modality.ACTUAL and not _AHEAD.isdisjoint(self.rules)
        return told or self.modality is Modality.PLANNED

    @property
    def is_hearsay(self) -> bool:
        """It is open only because nobody says whose word it is: "reportedly"."""
        plain = all(not rule.startswith("hedge") for rule in self.rules) and _AHEAD.isdisjoint(self.rules)
        return self.modality is Modality.POSSIBLE and "unnamed_source" in self.rules and plain

    def below(self, word: Token) -> ClauseFactuality:
        """The same, of a clause that the word `word` governs: "refused" in "refused to sign"."""
        return replace(self, parents=(word.span, *self.parents))

    def attribution_only(self) -> ClauseFactuality:
        """Who says it, without polarity and modality: for what a clause presupposes."""
        return ClauseFactuality(
            attribution=self.attribution,
            cues=tuple(item.cue for item in self.attribution),
            rules=tuple(rule for rule in self.rules if rule.partition(":")[0] in _SAYING),
        )


PLAIN = ClauseFactuality()
_AHEAD = frozenset({"modal:auxiliary", "condition:clause"})
_SAYING = frozenset({"said", "according_to", "unnamed_source", "quotation"})
