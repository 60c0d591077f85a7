"""Show the labels that look wrong, and write them for people to correct."""

from __future__ import annotations

import csv
from collections.abc import Collection, Sequence
from pathlib import Path

import pandas as pd
from rich.console import Console

from duiding.cli.terminal import progress, say, screen
from duiding.files import WholeFile, check_free
from duiding.spreadsheets import harmless
from train.config import Config
from train.label_check.check import Check, check_labels
from train.label_check.doubt import Doubt

SHOWN = 20
COLUMNS = (
    *("article_id", "sentence_id", "text", "label", "source"),
    *("suggested", "confidence", "label_confidence", "rank", "reasons"),
)


def show_doubts(check: Check, console: Console) -> None:
    """Print the most doubtful labels, as many of each source, each with the sentences that are most like it."""
    for source in check.in_doubt:
        if len(check.in_doubt) > 1:
            console.print(f"{source}:", markup=False)
        _show([one for one in check.doubts if one.sentence.source == source][: _each(check.in_doubt)], console)


def _each(sources: Collection[str]) -> int:
    return max(1, SHOWN // len(sources))


def _show(doubts: Sequence[Doubt], console: Console) -> None:
    for one in doubts:
        sentence = one.sentence
        console.print(
            f"{one.rank}. {sentence.article_id}/{sentence.sentence_id} is {sentence.label} ({one.label_confidence:.2f}), "
            f"rather {one.suggested} ({one.confidence:.2f})?",
            markup=False,
        )
        console.print(f"   {sentence.text}", markup=False)
        for reason in one.reasons:
            console.print(f"     like {reason}", markup=False)


def report(
    corpus: pd.DataFrame, config: Config, output: Path | None, *, force: bool, pipeline: str, seed: int, jobs: int
) -> None:
    """Check labels, print the most doubtful ones, and write all of them if a file is named.

    Raises:
        DuidingError: the file exists and ``force`` is not given, or see ``check_labels``.

    """
    if output:
        check_free(output, force)  # before minutes of work
    check = check_labels(
        corpus,
        config,
        pipeline=pipeline,
        seed=seed,
        jobs=jobs,
        progress=progress,
        most=None if output else _each(set(corpus["source"])),
    )
    show_doubts(check, screen())
    several = len(check.in_doubt) > 1
    by_source = ", ".join(f"{number:,} of {source}" for source, number in check.in_doubt.items())
    count = f"{sum(check.in_doubt.values()):,} of {check.sentences:,} labels are in doubt{f' ({by_source})' if several else ''}"
    if output:
        write_doubts(check.doubts, WholeFile(output))
        say(
            f"{count}; all are in {output}: correct its column label, take out the rows that you leave as they are, and name it with "
            "--data after the files that you trained on."
        )
    else:
        say(f"{count}; the first are shown. Write all of them with --output FILE.csv.")


def write_doubts(doubts: Sequence[Doubt], target: WholeFile) -> None:
    """Write a row for each doubtful label; with ``label`` corrected it can be given to ``--data`` as it is.

    Raises:
        DuidingError: the file can't be written.

    """
    with target as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for one in doubts:
            writer.writerow(
                [
                    *map(harmless, one.sentence),
                    one.suggested,
                    *(f"{one.confidence:.4f}", f"{one.label_confidence:.4f}", one.rank),
                    harmless(" | ".join(map(str, one.reasons))),
                ]
            )
