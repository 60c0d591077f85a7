"""`python -m train --check-labels` lists labels that look wrong, the most doubtful first, and why."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from duiding.corpus import read_corpus
from duiding.drift.reference import hashes
from duiding.features import FrameFeatures, components_for
from duiding.language import Parser
from tests.conftest import LITTLE, ROOT, Command, small_config, write_little
from train.label_check.neighbours import likeness_columns, neighbours
from train.label_check.ranking import rank_by_doubt
from train.real_news import TABLE, has_learned

SMALL = small_config()


def probabilities(sentences: int, labels: int = 4, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    return draw.dirichlet([0.5] * labels, sentences), draw.integers(0, labels, sentences)


def test_the_least_believed_label_comes_first() -> None:
    held_out = np.array([[0.9, 0.1, 0.0], [0.2, 0.7, 0.1], [0.05, 0.15, 0.8]])
    ranking = rank_by_doubt(held_out, np.array([0, 0, 0]))
    assert ranking.order.tolist() == [2, 1, 0]
    assert ranking.best.tolist() == [1, 1, 2]
    assert ranking.own.tolist() == [0.9, 0.2, 0.05]
    assert ranking.doubtful().tolist() == [2, 1]


def test_the_ranking_is_that_of_cleanlab() -> None:
    rank = pytest.importorskip("cleanlab.rank")
    held_out, codes = probabilities(500)
    scores = rank.get_label_quality_scores(codes, held_out, method="self_confidence")
    assert np.allclose(scores, rank_by_doubt(held_out, codes).own)
    assert rank_by_doubt(held_out, codes).order.tolist() == np.argsort(scores, kind="stable").tolist()


def test_neighbours_are_the_others_with_the_highest_cosine() -> None:
    matrix = sparse.csr_matrix([[1.0, 0.0], [2.0, 0.0], [3.0, 4.0], [0.0, 1.0]])
    found = [[(row, round(cosine, 2)) for row, cosine in near] for near in neighbours(matrix, [0, 3], 2)]
    assert found == [[(1, 1.0), (2, 0.6)], [(2, 0.8), (0, 0.0)]]


def test_there_are_no_more_neighbours_than_other_sentences() -> None:
    assert [len(near) for near in neighbours(sparse.eye(2, format="csr"), [0, 1], 3)] == [1, 1]


@pytest.fixture
def suspicious(command: Command) -> Command:
    """The little corpus three times over in other articles, with one label plainly wrong."""
    rows = [
        (f"{copy}{i % 8}", f"{copy}{label}{i}", f"{text[:-1]}, zegt {copy}.", label)
        for copy in ("men", "hij", "zij")
        for label, texts in LITTLE.items()
        for i, text in enumerate(texts)
    ]
    rows.append(("mix", "1", "Het leger bestookte de havenstad met raketten, zegt ze.", "other"))
    frame = pd.DataFrame(rows, columns=["article_id", "sentence_id", "text", "label"])
    frame.to_csv(command.folder / "labels.csv", index=False)
    (command.folder / "small.toml").write_text(SMALL)
    return command


def test_a_wrong_label_is_first_and_like_sentences_with_another(suspicious: Command) -> None:
    words = ("train", "--data", "labels.csv", "--config", "small.toml", "--check-labels")
    done = suspicious(*words, "--output", "doubts.csv")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1. mix/1 is other")
    assert "rather escalatory" in done.stdout
    assert not (suspicious.folder / "models").exists()
    with (suspicious.folder / "doubts.csv").open(encoding="utf-8", newline="") as file:
        first = next(csv.DictReader(file))
    assert (first["rank"], first["label"], first["suggested"]) == ("1", "other", "escalatory")
    reasons = first["reasons"].split(" | ")
    assert len(reasons) == 3
    assert all(reason.startswith("escalatory 0.") and "bestookte de havenstad" in reason for reason in reasons)
    again = suspicious(*words, "--output", "doubts.csv")
    assert again.returncode == 2
    assert "--force" in again.stderr


def test_each_source_has_its_own_doubts_shown(suspicious: Command) -> None:
    rows = {"text": ["=De ministers praten in Wenen over vrede, zegt men."], "label": ["other"], "article_id": ["own"]}
    pd.DataFrame(rows).to_csv(suspicious.folder / "own.csv", index=False)
    words = ("train", "--data", "labels.csv", "--data", "own.csv", "--config", "small.toml", "--check-labels")
    done = suspicious(*words, "--output", "doubts.csv")
    assert done.returncode == 0, done.stderr
    own = done.stdout.split("own.csv:\n")[1]
    assert "own/1 is other" in own and "rather diplomatic" in own
    assert "mix/1" not in own
    assert "74 labels are in doubt" in done.stderr and "1 of own.csv)" in done.stderr
    with (suspicious.folder / "doubts.csv").open(encoding="utf-8", newline="") as file:
        assert [row["text"][:2] for row in csv.DictReader(file) if row["source"] == "own.csv"] == ["'="]


def test_the_list_can_be_corrected_and_learned_from(suspicious: Command) -> None:
    words = ("train", "--data", "labels.csv", "--config", "small.toml")
    suspicious(*words, "--check-labels", "--output", "doubts.csv")
    path = suspicious.folder / "doubts.csv"
    frame = pd.read_csv(path, dtype=str)
    frame.loc[0, "label"] = frame.loc[0, "suggested"]
    frame.to_csv(path, index=False)
    corrected = read_corpus([path])
    assert corrected.loc[0, "label"] == "escalatory"
    assert corrected.loc[0, "text"].startswith("Het leger bestookte")
    assert corrected.loc[0, ["article_id", "sentence_id"]].tolist() == ["mix", "1"]


def test_a_file_without_the_check_is_refused(command: Command) -> None:
    write_little(command.folder / "little.csv")
    done = command("train", "--data", "little.csv", "--output", "doubts.csv")
    assert done.returncode == 2
    assert "--output goes with --check-labels" in done.stderr


def test_encodings_are_compared_as_n_grams_are() -> None:
    rng = np.random.default_rng(0)
    dense = rng.normal(size=(40, 6))
    as_dense, as_sparse = (list(neighbours(one, [3, 17], 3)) for one in (dense, sparse.csr_matrix(dense)))
    assert [[row for row, _ in near] for near in as_dense] == [[row for row, _ in near] for near in as_sparse]
    assert np.allclose([cosine for near in as_dense for _, cosine in near], [c for near in as_sparse for _, c in near])


@pytest.mark.usefixtures("tiny_encoder")
@pytest.mark.parametrize(
    ("blocks", "compared_by"),
    [
        (("characters", "lexicon", "encoding", "middle"), "middle"),
        (("characters", "lexicon", "encoding"), "characters"),
        (("characters", "lexicon"), "characters"),
        (("lexicon", "encoding"), "encoding"),
    ],
)
def test_sentences_are_compared_by_what_tells_most_of_their_subject(
    little_corpus: pd.DataFrame, blocks: tuple[str, ...], compared_by: str
) -> None:
    features = FrameFeatures(blocks=blocks, min_df=1)
    parser = Parser("auto", components_for(blocks))
    features.fit(parser.stream(little_corpus["text"]))
    columns = features.columns()
    numbered = sparse.csr_matrix(np.arange(sum(map(len, columns.values())))[None])
    kept = likeness_columns(features, numbered)
    assert sparse.csr_matrix(kept).toarray()[0].tolist() == list(columns[compared_by])
    assert isinstance(kept, np.ndarray) == (compared_by != "characters")


def write_learned(path: Path, texts: list[str]) -> None:
    encoder = Parser("auto", ("frame_encoder",)).encoder
    assert encoder is not None
    path.write_text(json.dumps({"encoder": encoder.digest, "learned": hashes(texts).tolist()}))


@pytest.mark.usefixtures("tiny_encoder")
@pytest.mark.parametrize(
    ("learned", "blocks", "told"),
    [
        (0.6, '"characters", "encoding"', True),
        (0.6, '"characters", "middle"', True),
        (0.4, '"characters", "encoding"', False),
        (0.6, '"characters", "lexicon"', False),
    ],
)
def test_it_is_told_where_the_encoder_has_learned_from_most_of_the_sentences(
    command: Command, learned: float, blocks: str, told: bool
) -> None:
    write_little(command.folder / "little.csv")
    texts = [text for some in LITTLE.values() for text in some]
    write_learned(command.folder / "learned.json", texts[: round(learned * len(texts))])
    small = SMALL.replace('"characters", "lexicon"', blocks) + 'real_news = "learned.json"\n'
    (command.folder / "small.toml").write_text(small)
    done = command("train", "--data", "little.csv", "--config", "small.toml", "--check-labels")
    assert done.returncode == 0, done.stderr
    lines = [line for line in done.stderr.splitlines() if "has learned from most of these sentences" in line]
    assert len(lines) == told
    assert all(f"--config {ROOT / 'train' / 'fast.toml'} checks without it." in line for line in lines)


def test_the_shipped_encoder_has_learned_the_corpus_and_not_its_test_part() -> None:
    corpus = pd.read_csv(ROOT / "data" / "corpus.csv", dtype=str, keep_default_na=False)
    encoder = json.loads(TABLE.read_text(encoding="utf-8"))["encoder"]
    test = corpus["split"] == "test"
    assert has_learned(encoder, list(corpus["text"][~test]))
    assert not has_learned(encoder, list(corpus["text"][test]))
    assert not has_learned("another", list(corpus["text"][~test]))


def test_a_configuration_that_takes_nothing_from_real_news_is_told_too(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DUIDING_ENCODER", raising=False)  # by the shipped one
    corpus = pd.read_csv(ROOT / "data" / "corpus.csv", dtype=str, keep_default_na=False)
    corpus[corpus["article_id"].isin(corpus["article_id"].unique()[:4])].to_csv(
        command.folder / "part.csv", index=False
    )
    (command.folder / "small.toml").write_text(SMALL.replace('"lexicon"', '"encoding"'))
    done = command("train", "--data", "part.csv", "--config", "small.toml", "--check-labels")
    assert done.returncode == 0, done.stderr
    assert "has learned from most of these sentences" in done.stderr
