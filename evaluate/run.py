"""Carry out one call of the command: read, score, show, and keep what is to be kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

import duiding
from duiding import Model
from duiding.classifier import FrameClassifier
from duiding.cli.labelled import Remarks, show_labelled
from duiding.cli.terminal import DONE, progress, say, screen
from duiding.corpus import check_enough, read_labelled
from duiding.corpus.judgements import counted
from duiding.errors import DuidingError
from duiding.language import ParseCache
from duiding.scoring import Comparison, Predictions, compare, predict
from evaluate.ablation import ablate
from evaluate.agreement import show_agreement
from evaluate.behaviour import CASES, Behaviour, measure_behaviour, read_cases
from evaluate.data import read_training, sentences_to_score
from evaluate.errors import find_errors
from evaluate.evaluation import Evaluation, evaluate
from evaluate.gate import BASELINE, pin
from evaluate.learning_curve import draw_curve
from evaluate.options import EvaluateOptions
from evaluate.peers import contest, makers
from evaluate.report import write_report
from evaluate.report.console import tables
from evaluate.threshold import aim_for, keep

WORSE = 1


def run(options: EvaluateOptions) -> int:
    """Evaluate a model; gives the exit code.

    Raises:
        DuidingError: options do not go together, or the model, the data or the report is refused.

    """
    if options.agreement:
        return show_agreement(options)
    if options.fail_if_worse and options.against is None:
        raise DuidingError("--fail-if-worse needs a model to compare with: name it with --against.")
    if options.output and options.output.exists() and not options.output.is_dir():
        raise DuidingError(f"{options.output} is a file: name a folder with --output.")
    model = duiding.load(options.model, pipeline=options.pipeline or None)
    if options.target_accuracy is not None:
        aim_for(model.classifier, options.target_accuracy)
    remarks = Remarks()
    options = _spelling_as(model, options)
    evaluation = evaluate_parts(model, _read(options, remarks), options)
    _show(evaluation, options.output)
    remarks.remind()
    _keep(options, model)
    if evaluation.comparison is None:
        return DONE
    screen().print(evaluation.comparison.verdict, markup=False)
    return WORSE if options.fail_if_worse and evaluation.comparison.outcome == "worse" else DONE


def evaluate_parts(model: Model, test: pd.DataFrame, options: EvaluateOptions) -> Evaluation:
    """Evaluate a model on test sentences, and add the parts that were asked for.

    Args:
        model: the model.
        test: sentences to score on.
        options: which parts to add.

    """
    classifier = model.classifier
    if options.peers:
        makers(classifier, options.base, options.peer)  # a name that no peer has is refused before the work
    with progress(f"Scoring {len(test)} sentences in {test['article_id'].nunique()} articles"):
        found = evaluate(model, test)
    with progress("Looking for the words behind the worst mistakes"):
        found.errors = find_errors(classifier, found.predictions, found.scores.confusion)
    found.behaviour = _behaviour(classifier, options.behaviour)
    if options.against:
        found.comparison = _comparison(found.predictions, model.folder, options.against)
    if options.learning_curve or options.ablate or options.peers:
        _train_anew(classifier, found, test, options)
    return found


def _train_anew(classifier: FrameClassifier, found: Evaluation, test: pd.DataFrame, options: EvaluateOptions) -> None:
    """Add the parts that train models of their own; they take minutes."""
    training = read_training(options.training, test, options.training_reading, notice=say)
    check_enough(training, classifier.folds)
    if options.learning_curve:
        parser = classifier.parser()
        with progress(f"Parsing {len(training)} sentences for training") as tell:
            sentences = parser.parse(
                training["text"],
                list(training["article_id"]),
                cache=ParseCache(parser.identity),
                jobs=options.jobs,
                progress=tell,
            )
        with progress("Drawing the learning curve") as tell:
            sentences += found.predictions.parsed
            found.learning_curve = draw_curve(classifier, training, test, sentences, progress=tell)
    if options.ablate:
        with progress("Training without each feature block") as tell:
            found.ablation = ablate(classifier, training, jobs=options.jobs, progress=tell)
    if options.peers:
        chosen = makers(classifier, options.base, options.peer)
        predicted = found.predictions.predicted
        with progress("Training the peers") as tell:
            found.peers = contest(chosen, training, test, predicted=predicted, progress=tell)


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
    other = duiding.load(against).classifier
    with progress(f"Scoring {against} on the same sentences"):
        before = predict(other, found.sentences.drop(columns=["predicted", "probability"]))
    names = (folder.name, against.name if against.name != folder.name else str(against))
    return compare(found, before, names)


def _spelling_as(model: Model, options: EvaluateOptions) -> EvaluateOptions:
    """Read labels by the names that the model keeps for them."""
    ours = model.label_set
    return replace(
        options,
        reading=options.reading._replace(label_set=ours),
        training_reading=options.training_reading._replace(label_set=ours),
    )


def _read(options: EvaluateOptions, remarks: Remarks) -> pd.DataFrame:
    labelled = read_labelled(options.data, options.reading, notice=remarks)
    show_labelled(labelled, options.undecided, remarks)
    test = sentences_to_score(labelled.corpus, all_rows=options.all_rows)
    if options.all_rows and len(test) < len(labelled.corpus):
        say(f"Marked test in the column split, so scored on: {counted(len(test))} of {len(labelled.corpus)}.")
    return test


def _show(evaluation: Evaluation, output: Path | None) -> None:
    for table in tables(evaluation):
        screen().print(table)
    if output:
        page = write_report(evaluation, output)
        screen().print(f"Report written to {page}, figures to {page.with_name('metrics.json')}.", markup=False)


def _keep(options: EvaluateOptions, model: Model) -> None:
    if options.target_accuracy is not None:
        keep(model)
        told = f"{options.model} now calls a sentence uncertain where it is less than {model.classifier.threshold_:.3f} sure."
        screen().print(told, markup=False)
    if options.pin:
        pin(options.model)
        screen().print(f"Baseline pinned in {BASELINE}.", markup=False)
