"""Do what one call of the command asks for, part by part."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

import duiding
from duiding.classifier import FrameClassifier
from duiding.cli.terminal import progress, say
from duiding.corpus import ReadingOptions, check_enough
from duiding.language import ParseCache
from duiding.scoring import Comparison, Predictions, compare, predict
from duiding.store import read_manifest
from evaluate.ablation import ablate
from evaluate.behaviour import CASES, Behaviour, measure_behaviour, read_cases
from evaluate.errors import find_errors
from evaluate.evaluation import evaluate
from evaluate.learning_curve import draw_curve
from evaluate.peers import contest, makers
from evaluate.results import Results
from evaluate.retraining import FOLDS
from evaluate.selection import read_training


class Wishes(NamedTuple):
    """What is asked for beside the scores."""

    against: Path | None = None
    behaviour: Path | None = None
    learning_curve: bool = False
    ablate: bool = False
    peers: bool = False
    training: Sequence[Path] = ()
    jobs: int = 1
    options: ReadingOptions = ReadingOptions()


def run(classifier: FrameClassifier, folder: Path, test: pd.DataFrame, wishes: Wishes) -> Results:
    """Evaluate a model on test sentences, and do the parts that are wished for.

    Args:
        classifier: the model.
        folder: where it was loaded from.
        test: sentences to score on.
        wishes: parts to do.

    """
    manifest = read_manifest(folder)
    with progress(f"Scoring {len(test)} sentences in {test['article_id'].nunique()} articles"):
        results = Results(manifest, evaluate(classifier, manifest, test))
    found = results.evaluation.predictions
    with progress("Looking for the words behind the worst mistakes"):
        results.errors = find_errors(classifier, found, results.evaluation.scores.confusion)
    results.behaviour = _behaviour(classifier, wishes.behaviour)
    if wishes.against:
        results.comparison = _comparison(found, folder, wishes.against)
    if wishes.learning_curve or wishes.ablate or wishes.peers:
        _train_anew(classifier, results, test, wishes)
    return results


def _train_anew(classifier: FrameClassifier, results: Results, test: pd.DataFrame, wishes: Wishes) -> None:
    """Do the parts that train models of their own; they take minutes."""
    training = read_training(wishes.training, test, wishes.options, notice=say)
    check_enough(training, FOLDS)
    if wishes.learning_curve:
        parser = classifier.parser()
        with progress(f"Parsing {len(training)} sentences for training") as tell:
            sentences = parser.parse(
                training["text"],
                cache=ParseCache(parser.identity),
                jobs=wishes.jobs,
                progress=tell,
            )
        with progress("Drawing the learning curve") as tell:
            tested = results.evaluation.predictions.parsed
            results.learning_curve = draw_curve(classifier, training, sentences, test, tested, progress=tell)
    if wishes.ablate:
        with progress("Training without each feature block") as tell:
            results.ablation = ablate(classifier, training, jobs=wishes.jobs, progress=tell)
    if wishes.peers:
        predicted = results.evaluation.predictions.predicted
        with progress("Training the peers") as tell:
            results.peers = contest(makers(classifier), training, test, predicted=predicted, progress=tell)


def _behaviour(classifier: FrameClassifier, path: Path | None) -> Behaviour | None:
    """Run the cases that are named; the project's own are for models of its own labels only."""
    if path is None:
        if not CASES.exists():
            return None
        cases = read_cases()
        if not set(cases["label"]) <= set(map(str, classifier.classes_)):
            say("Behaviour cases are left out: they are for other labels than this model's.")
            return None
    else:
        cases = read_cases(path)
    with progress(f"Running {len(cases)} behaviour cases"):
        return measure_behaviour(classifier, cases)


def _comparison(found: Predictions, folder: Path, against: Path) -> Comparison:
    other = duiding.load(against)
    with progress(f"Scoring {against} on the same sentences"):
        before = predict(other, found.sentences.drop(columns=["predicted", "probability"]))
    names = (folder.name, against.name if against.name != folder.name else str(against))
    return compare(found, before, names)
