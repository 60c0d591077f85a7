"""A model that reads a sentence in its article labels it the same however the articles come."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import duiding
from predict.journal import Journal
from tests.conftest import Command, write_little
from tests.predict.test_many import interrupted_after, write_articles

SENTENCES = 400
TOML = '[search]\nfolds = 4\nC = [1.0]\n[features]\nblocks = ["lexicon", "encoding"]\nmin_df = 1\n'

pytestmark = pytest.mark.usefixtures("tiny_encoder", "small_batches")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory, tiny_encoder: None) -> Path:
    folder = tmp_path_factory.mktemp("context")
    write_little(folder / "little.csv")
    (folder / "little.toml").write_text(TOML)
    done = Command(folder)(
        "train", "--data", "little.csv", "--config", "little.toml", DUIDING_CACHE=str(folder / "cache")
    )
    assert done.returncode == 0, done.stderr
    return folder / "models" / "default"


def test_batches_processes_and_resumed_runs_give_the_same_bytes(
    command: Command, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_articles(command.folder / "long.csv", SENTENCES)
    words = ["long.csv", "--model", str(model)]
    assert command("predict", *words, "--output", "one.csv").returncode == 0
    assert command("predict", *words, "--output", "two.csv", "--jobs", "2").returncode == 0
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "_write", interrupted_after(2))
        assert command("predict", *words, "--output", "resumed.csv").returncode == 130
    assert command("predict", *words, "--output", "resumed.csv", "--resume").returncode == 0
    one, two, resumed = ((command.folder / f"{name}.csv").read_bytes() for name in ("one", "two", "resumed"))
    assert one == two == resumed
    loaded = duiding.load(model)
    columns = [f"p_{label}" for label in loaded.labels]
    written = pd.read_csv(command.folder / "one.csv")
    articles = pd.read_csv(command.folder / "long.csv")
    for row in (0, 7, 19):
        found = loaded.predict_article(articles["text"][row])[columns]
        expected = written[written["article_id"] == articles["article_id"][row]][columns]
        np.testing.assert_allclose(found, expected, atol=1e-4)


def test_a_sentence_is_labelled_by_its_article_and_a_row_by_itself(model: Path) -> None:
    loaded = duiding.load(model)
    texts = ["De ministers praten over vrede.", "Dat is goed.", "Raketten troffen de haven."]
    together = loaded.predict_proba(texts, groups=[1, 1, 1])
    apart = loaded.predict_proba(texts, groups=[1, 2, 3])
    assert not np.allclose(together[1], apart[1])
    assert np.array_equal(loaded.predict_proba(texts), apart)


def test_a_model_refuses_another_encoder(
    model: Path, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.encoders import write_tiny_encoder

    other = write_tiny_encoder(tmp_path / "other", seed=1)
    done = command("predict", "--model", str(model), stdin="De ministers praten.", DUIDING_ENCODER=str(other))
    assert done.returncode == 2
    assert "another sentence encoder" in done.stderr
    done = command(
        "predict", "--model", str(model), stdin="De ministers praten.", DUIDING_ENCODER=str(tmp_path / "none")
    )
    assert done.returncode == 2
    assert "weights are missing" in done.stderr


@pytest.mark.parametrize("output", ["q.csv", "q.xlsx", "q.html"])
def test_missing_weights_are_told_alike_with_and_without_an_output(
    model: Path, tmp_path: Path, command: Command, output: str
) -> None:
    words = ("predict", "--model", str(model))
    text, missing = "De ministers praten.", str(tmp_path / "none")
    plain = command(*words, stdin=text, DUIDING_ENCODER=missing)
    done = command(*words, "--output", output, stdin=text, DUIDING_ENCODER=missing)
    assert done.returncode == plain.returncode == 2
    assert done.stderr == plain.stderr
    assert list(command.folder.glob("*q.*")) == []
