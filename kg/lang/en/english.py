"""English as one `Language`."""

from kg.lang.en import (
    argument_types,
    descriptions,
    events,
    given_names,
    grammar,
    measures,
    morphology,
    names,
    noun_types,
    reference,
    relations,
    roles,
    tags,
    times,
    words,
)
from kg.lang.language import (
    ArgumentTypes,
    Events,
    Grammar,
    Language,
    Measures,
    Morphology,
    Relations,
    Tags,
    TimeExpressions,
    Words,
)
from kg.lang.reference_parts import Descriptions, GivenNames, Names, NounTypes, Referring, Roles

ENGLISH = Language(
    code="en",
    tags=Tags.of(tags),
    grammar=Grammar.of(grammar),
    morphology=Morphology.of(morphology),
    words=Words.of(words),
    names=Names.of(names),
    given_names=GivenNames.of(given_names),
    reference=Referring.of(reference),
    roles=Roles.of(roles),
    noun_types=NounTypes.of(noun_types),
    descriptions=Descriptions.of(descriptions),
    events=Events.of(events),
    relations=Relations.of(relations),
    argument_types=ArgumentTypes.of(argument_types),
    times=TimeExpressions.of(times),
    measures=Measures.of(measures),
)
