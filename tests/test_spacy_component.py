"""kg in spaCy pipelines: a component that sets propositions and claims, and tuples of a Doc."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import spacy
from docs import doc_of
from parses import read
from spacy.language import Language as Pipeline
from spacy.tokens import Doc

import kg
from kg.annotate import load
from kg.errors import ModelError

ROOT = Path(__file__).resolve().parents[1]
VERBS = read(Path(__file__).parent / "examples" / "parses" / "verbs.conllu")
TEXT = "Canada backs Latvia. Reed said that Peru had attacked Chile."


@pytest.fixture(scope="module")
def nlp() -> Pipeline:
    """The packaged reader with kg behind it."""
    pipeline = load()
    pipeline.add_pipe("kg")
    return pipeline


def test_claims_and_propositions(nlp: Pipeline) -> None:
    """A Doc gets what it says, in words and in terms of the ontology; the entities have labels; who only says so is named."""
    doc = nlp(TEXT)
    words = {(one.subject.span.text, one.predicate.key) for one in doc._.propositions}
    assert {("Canada", "back"), ("Peru", "attack")} <= words
    entities = doc._.kg_entities
    claims = {(entities[one.subject].label, one.property.label, one.asserted) for one in doc._.claims}
    assert ("Canada", "supports", True) in claims
    assert ("Peru", "attacks", False) in claims
    (attack,) = (one for one in doc._.claims if one.property.label == "attacks")
    assert [entities[source].label for source in attack.sources] == ["Reed"]


def test_the_doc_stays_as_it_was(nlp: Pipeline) -> None:
    """Names of the gazetteer and repairs of the tree are made on a copy."""
    with nlp.select_pipes(disable=["kg"]):
        before = nlp(TEXT).to_array(["TAG", "HEAD", "DEP", "ENT_TYPE", "ENT_IOB"])
    after = nlp(TEXT).to_array(["TAG", "HEAD", "DEP", "ENT_TYPE", "ENT_IOB"])
    assert (before == after).all()


def test_pipe_and_call_agree(nlp: Pipeline) -> None:
    """Many texts at once give what each gives by itself."""
    several = [doc._.claims for doc in nlp.pipe([TEXT, "Peru left the pact."])]
    assert several == [nlp(TEXT)._.claims, nlp("Peru left the pact.")._.claims]


def test_tuples_of_a_doc() -> None:
    """`kg.extract` takes a Doc of any pipeline, and leaves it as it was."""
    doc = doc_of(next(iter(VERBS.values())))
    before = doc.to_array(["HEAD", "DEP"])
    found = kg.extract(doc)
    assert found
    assert {"subject", "relation", "arguments"} <= found[0].keys()
    assert (doc.to_array(["HEAD", "DEP"]) == before).all()


def test_a_doc_without_a_tree_is_named() -> None:
    """A pipeline that only divides into words gives one clear error."""
    with pytest.raises(ModelError, match="does not set tag, pos, lemma, dep"):
        kg.extract(spacy.blank("en")(TEXT))


def test_an_empty_doc(nlp: Pipeline) -> None:
    """Nothing is said in nothing."""
    doc: Doc = nlp("")
    assert (doc._.propositions, doc._.claims, doc._.kg_entities) == ((), (), {})


def test_other_pipelines_do_not_wait_for_kg() -> None:
    """spaCy looks for components of kg with every pipeline that it makes: that imports nothing that makes claims."""
    code = "import sys, kg.spacy_component; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert "kg.settings" in loaded
    assert loaded.isdisjoint({"kg.analysis", "kg.annotate", "kg.extraction", "kg.mapping", "kg.resolve", "onnxruntime"})


def test_spacy_finds_the_reader_by_name(tmp_path: Path) -> None:
    """What pyproject.toml puts beside kg is a package for spaCy, of the version that the reader has."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    placed = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    ours = {source: target for source, target in placed.items() if target.startswith("en_kg_reader")}
    assert len(ours) == 2
    for source, target in ours.items():
        (tmp_path / target).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / source, tmp_path / target)
    code = "import spacy; nlp = spacy.load('en_kg_reader'); print(nlp('Canada backs Latvia.')[1].pos_)"
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=True
    )
    assert done.stdout == "VERB\n"
    version = json.loads((ROOT / "kg/models/en_kg_reader/meta.json").read_text(encoding="utf-8"))["version"]
    assert f"\nVersion: {version}\n" in (ROOT / "kg/annotate/PKG-INFO").read_text(encoding="utf-8")
