"""The spaCy component gives every sentence the frame that the model gives it."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import duiding
from duiding.errors import NoModelError
from duiding.language import BUNDLED, load

TEXT = "De ministers praten in Wenen over vrede. “Raketten troffen de stad.”\n\nMorgen valt er wat regen."


@pytest.fixture
def nlp(little_model: Path) -> Language:
    made = spacy.blank("nl")
    made.add_pipe("duiding", config={"model": str(little_model)})
    return made


def frames(doc: Doc) -> list[str]:
    return [sentence._.frame for sentence in doc.sents]


def test_frames_are_those_of_the_model(nlp: Language, little_model: Path) -> None:
    doc = nlp(TEXT)
    table = duiding.load(little_model).predict_article(TEXT)
    assert frames(doc) == list(table["label"])
    for sentence, row in zip(doc.sents, table.to_dict("records"), strict=True):
        assert sentence.start_char == row["start"]
        for label, probability in sentence._.frame_probabilities.items():
            assert probability == pytest.approx(row[f"p_{label}"], abs=1e-4)
        assert sum(sentence._.frame_probabilities.values()) == pytest.approx(1)


def test_sentences_that_the_pipeline_marked_are_kept(little_model: Path) -> None:
    made = spacy.blank("nl")
    made.add_pipe("sentencizer", config={"punct_chars": [";"]})
    made.add_pipe("duiding", config={"model": str(little_model)})
    doc = made("Raketten troffen de stad; het regent. Het waait.")
    assert [sentence.text for sentence in doc.sents] == [
        "Raketten troffen de stad;",
        "het regent. Het waait.",
    ]
    assert all(frames(doc))


def test_a_doc_keeps_its_frames_in_bytes(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert frames(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == frames(doc)


def test_processes_give_the_same_frames(nlp: Language) -> None:
    texts = [TEXT, "Het regent.", TEXT]
    assert [frames(doc) for doc in nlp.pipe(texts, n_process=2)] == [frames(doc) for doc in nlp.pipe(texts)]


def test_a_saved_pipeline_finds_its_model_again(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    assert frames(spacy.load(tmp_path / "pipeline")(TEXT)) == frames(nlp(TEXT))


def test_what_is_no_sentence_has_no_frame(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert doc[1:3]._.frame is None
    assert doc[1:3]._.frame_probabilities is None
    assert list(nlp("").sents) == []
    unlabelled = next(load(BUNDLED)("Het regent.").sents)
    assert unlabelled._.frame is None


def test_a_missing_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoModelError):
        spacy.blank("nl").add_pipe("duiding", config={"model": str(tmp_path / "none")})
