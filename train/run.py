"""Do what one call of the command asks for: read, and train or check labels; compare if that is asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

from duiding.cli.labelled import Remarks, show_labelled
from duiding.cli.terminal import DONE, say, screen
from duiding.corpus import marked_test, read_labelled, training_part
from duiding.corpus.judgements import counted
from duiding.store import Manifest, check_place
from train.comparison.conclusion import conclude
from train.comparison.promotion import check_promotable
from train.comparison.rival import find_rival
from train.config import read_config
from train.label_check.output import report
from train.label_names import check_labels, label_set_for
from train.model_folder import model_folder
from train.options import TrainOptions, check_options
from train.score_tables import choice_table, scores_table, sources_table
from train.training import train


def run(options: TrainOptions) -> int:
    """Carry out a call of the command; gives its exit code.

    Raises:
        DuidingError: options do not go together, or see ``read_labelled``, ``find_rival`` and ``train``.

    """
    check_options(options)
    folder, config = model_folder(options.name), read_config(options.config)
    if not options.check_labels:
        check_place(folder)
    options = replace(options, reading=options.reading._replace(label_set=label_set_for(options.labels, folder)))
    if options.against is not None and options.promoting:
        check_promotable(options.against)
    remarks = Remarks()
    corpus = _read(options, remarks)
    if options.labels:
        check_labels(corpus, options.reading.label_set, options.labels, remarks)
    rival = find_rival(options.against, folder, corpus, options.hold_out) if options.against else None
    corpus = rival.parts.training if rival else _training(corpus)
    say(f"{len(corpus)} sentences for training in {corpus['article_id'].nunique()} articles.")
    if options.check_labels:
        report(corpus, config, options)
        remarks.remind()
        return DONE
    _show(train(corpus, folder, config, options, held_out=rival.parts.held_out if rival else None), folder)
    remarks.remind()
    return conclude(rival, folder, options) if rival else DONE


def _read(options: TrainOptions, remarks: Remarks) -> pd.DataFrame:
    labelled = read_labelled(options.data, options.reading, notice=remarks)
    show_labelled(labelled, options.undecided, remarks)
    return labelled.corpus


def _training(corpus: pd.DataFrame) -> pd.DataFrame:
    """Give the sentences to learn from, and tell how many are marked for testing."""
    if count := int(marked_test(corpus).sum()):
        say(f"Marked test in the column split, so kept out of training: {counted(count)} of {len(corpus)}.")
    return training_part(corpus)


def _show(manifest: Manifest, folder: Path) -> None:
    screen().print(scores_table(manifest))
    if "choice" in manifest.scores:
        screen().print(choice_table(manifest.scores["choice"]))
    if manifest.corpus.contributions:
        screen().print(sources_table(manifest))
    told = f"Model written to {folder} (pipeline {manifest.pipeline.name} {manifest.pipeline.version})."
    screen().print(told, markup=False)
