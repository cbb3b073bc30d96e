"""English as one `Language`."""

from kg.lang.en import (
    argument_types,
    descriptions,
    events,
    given_names,
    grammar,
    measures,
    names,
    noun_types,
    reference,
    relations,
    tags,
    words,
)
from kg.lang.language import (
    ArgumentTypes,
    Descriptions,
    Events,
    GivenNames,
    Grammar,
    Language,
    Measures,
    Names,
    NounTypes,
    Referring,
    Relations,
    Tags,
    Words,
)

ENGLISH = Language(
    code="en",
    tags=Tags.of(tags),
    grammar=Grammar.of(grammar),
    words=Words.of(words),
    names=Names.of(names),
    given_names=GivenNames.of(given_names),
    reference=Referring.of(reference),
    noun_types=NounTypes.of(noun_types),
    descriptions=Descriptions.of(descriptions),
    events=Events.of(events),
    relations=Relations.of(relations),
    argument_types=ArgumentTypes.of(argument_types),
    measures=Measures.of(measures),
)
