"""All rows of all tables by name."""

from __future__ import annotations

from kg.extraction.factuality import governors, marks, nouns
from kg.extraction.factuality.rows import Row

TABLES: tuple[tuple[Row, ...], ...] = (
    marks.NEGATION,
    marks.MARKS,
    marks.FORMS,
    (marks.WEAK, marks.ALTERNATIVE),
    governors.VERBS,
    governors.HOLDERS,
    governors.ADVERBIALS,
    (governors.PURPOSE, governors.AHEAD),
    nouns.NOUNS,
    nouns.ARGUMENTS,
    nouns.DESCRIPTIONS,
    (
        nouns.ALTERNATIVE,
        nouns.OPEN_EVENT,
        nouns.OF_NOBODY,
        nouns.DRAFT,
        nouns.NOUN_INFINITIVE,
        nouns.NOUN_DENIED,
        nouns.EVENT_OF_EVENT,
    ),
)
ROWS = {row.name: row for table in TABLES for row in table}
