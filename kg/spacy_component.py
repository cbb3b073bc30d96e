"""kg in a spaCy pipeline: `nlp.add_pipe("kg")` behind a tagger, parser, lemmatizer and entity recognizer, or behind the packaged reader.

    nlp = spacy.load("en_core_web_sm")
    nlp.add_pipe("kg")
    doc = nlp("Canada backs Latvia.")
    doc._.propositions        what its sentences say, in words (kg.model.Proposition)
    doc._.claims              the same in terms of the ontology (kg.model.Claim)
    doc._.kg_entities         the entities of the claims, by IRI (kg.model.Entity)

Every Doc is read by itself. Its own annotation stays as it is: names of the gazetteer and repairs of the tree are made on a copy.

spaCy imports this module with every pipeline, whether or not kg is in it: so what reads is imported where it is used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from kg.lang.en import ENGLISH
from kg.model import Document
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.extraction import Form

FACTORY = "kg"
EXTENSIONS = ("propositions", "claims", "kg_entities")


def extract_doc(doc: Doc, form: Form = "nary") -> Iterator[dict[str, object]]:
    """Tuples of a Doc that a pipeline has read, in its own words. ModelError when it lacks what the rules need."""
    from kg.annotate import parse_doc
    from kg.extraction import extract, render

    parse = parse_doc(doc.copy(), Document("doc", doc.text), ENGLISH)
    for proposition in extract(parse).propositions:
        yield from render(proposition, parse.language, form)


@Pipeline.factory(
    FACTORY,
    assigns=[f"doc._.{name}" for name in EXTENSIONS],
    requires=["token.tag", "token.pos", "token.lemma", "token.dep", "doc.ents"],
    default_config={"ontology": [], "gazetteer": [], "base": Settings().base},
)
def make_component(
    nlp: Pipeline, name: str, ontology: Sequence[str], gazetteer: Sequence[str], base: str
) -> SpacyComponent:
    """Factory for spaCy; `ontology` and `gazetteer` are paths of further files, `base` is the start of all IRIs."""
    chosen = Settings(ontology=tuple(map(Path, ontology)), gazetteer=tuple(map(Path, gazetteer)), base=base)
    return SpacyComponent(nlp, chosen)


class SpacyComponent:
    """Sets `_.propositions`, `_.claims` and `_.kg_entities` of Docs."""

    def __init__(self, nlp: Pipeline, settings: Settings) -> None:
        from kg.annotate import Names
        from kg.resources.gazetteer import Gazetteer
        from kg.resources.ontology import Ontology

        for extension in EXTENSIONS:
            if not Doc.has_extension(extension):
                Doc.set_extension(extension, default=())
        self.settings = settings
        self.ontology = Ontology.load(settings.ontology)
        self.gazetteer = Gazetteer.load(extra=settings.gazetteer, language=ENGLISH)
        self.nlp = nlp
        self.names = Names(nlp, self.gazetteer)

    def __call__(self, doc: Doc) -> Doc:
        """Read one Doc. ModelError when the pipeline before leaves out what the rules need."""
        from kg.analysis import understand
        from kg.annotate import parse_doc, readers_of

        read = doc.copy()
        for reader in readers_of(self.nlp):
            reader.refer(read)
        parse = parse_doc(read, Document("doc", doc.text), ENGLISH, self.names)
        found = understand(parse, self.ontology, self.gazetteer, self.settings)
        doc._.propositions, doc._.claims = found.extract.propositions, found.claims
        doc._.kg_entities = dict(found.entities)
        return doc
