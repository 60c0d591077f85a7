"""Show the labels that look wrong, and write them for people to correct."""

from __future__ import annotations

import csv
from collections.abc import Sequence

import pandas as pd
from rich.console import Console

from duiding.cli.folders import supplied
from duiding.cli.terminal import progress, say, screen
from duiding.files import WholeFile, check_free
from duiding.language import Parser
from duiding.spreadsheets import harmless
from train.config import Config
from train.label_check.doubts import find_doubts, reasons
from train.options import TrainOptions
from train.preparation import prepare
from train.real_news import TABLE, has_learned

SHOWN = 20
WITHOUT_ENCODER = "train/fast.toml"
COLUMNS = (
    *("article_id", "sentence_id", "text", "label", "source"),
    *("suggested", "confidence", "label_confidence", "rank", "reasons"),
)


def report(corpus: pd.DataFrame, config: Config, options: TrainOptions) -> None:
    """Check labels, print the most doubtful ones, as many of each source, and write all of them if a file is named.

    Args:
        corpus: labelled sentences.
        config: hyper-parameters.
        options: pipeline, seed, jobs, and the file.

    Raises:
        DuidingError: the file exists and ``force`` is not given, the corpus is too small, or the pipeline is missing.

    """
    output, sources = options.output, list(map(str, corpus["source"].unique()))
    if output:
        check_free(output, options.force)  # before minutes of work
    prepared = prepare(corpus, config, options.pipeline, options.jobs)
    flattered = _has_learned(prepared.parser, list(corpus["text"]), config)
    doubts = find_doubts(corpus, prepared, config, seed=options.seed, jobs=options.jobs)
    counts = {source: int((doubts["source"] == source).sum()) for source in sources}
    first = doubts.groupby("source").head(max(1, SHOWN // len(sources)))
    listed = doubts if output else first
    with progress("Looking for similar sentences", len(listed)) as tell:
        found = []
        for lines in reasons(corpus, prepared, list(listed.index)):
            found.append(lines)
            tell(len(found), len(listed))
    listed = listed.assign(reasons=pd.Series(found, index=listed.index, dtype=object))
    show_doubts(listed.loc[first.index], sources, screen())
    by_source = f" ({', '.join(f'{n:,} of {source}' for source, n in counts.items())})" if len(sources) > 1 else ""
    count = f"{len(doubts):,} of {len(corpus):,} labels are in doubt{by_source}"
    if output:
        write_doubts(listed, WholeFile(output))
        say(
            f"{count}; all are in {output}: correct its column label, take out the rows that you leave as they are, and name it with "
            "--data after the files that you trained on."
        )
    else:
        say(f"{count}; the first are shown. Write all of them with --output FILE.csv.")
    if flattered:  # told last, to be read with the count
        say(
            "The sentence encoder has learned from most of these sentences, so it seldom doubts their labels: "
            f"--config {supplied(WITHOUT_ENCODER)} checks without it."
        )


def _has_learned(parser: Parser, texts: Sequence[str], config: Config) -> bool:
    """Tell whether the models see sentences through an encoder that has learned from most of them."""
    if parser.encoder is None:
        return False
    # "" leaves the calibration to cross-validation; the encoder has learned all the same.
    named = config.calibration.real_news
    return has_learned(parser.encoder.digest, texts, config.resolved(named) if named else TABLE)


def show_doubts(doubts: pd.DataFrame, sources: list[str], console: Console) -> None:
    """Print doubtful labels by source, each with the sentences that are most like it.

    Args:
        doubts: see ``find_doubts``, with a column ``reasons``.
        sources: in their order.
        console: where to.

    """
    for source in sources:
        if len(sources) > 1:
            console.print(f"{source}:", markup=False)
        for one in doubts[doubts["source"] == source].to_dict("records"):
            console.print(
                f"{one['rank']}. {one['article_id']}/{one['sentence_id']} is {one['label']} ({one['label_confidence']:.2f}), "
                f"rather {one['suggested']} ({one['confidence']:.2f})?",
                markup=False,
            )
            console.print(f"   {one['text']}", markup=False)
            for reason in one["reasons"]:
                console.print(f"     like {reason}", markup=False)


def write_doubts(doubts: pd.DataFrame, target: WholeFile) -> None:
    """Write a row for each doubtful label; with ``label`` corrected it can be given to ``--data`` as it is.

    Raises:
        DuidingError: the file can't be written.

    """
    figures = {name: doubts[name].map("{:.4f}".format) for name in ("confidence", "label_confidence")}
    rows = doubts.assign(**figures, reasons=doubts["reasons"].map(" | ".join))[list(COLUMNS)]
    with target as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for row in rows.itertuples(index=False):
            writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
