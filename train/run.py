"""Do what one call of the command asks for: read, and train or check labels; compare if that is wished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from duiding.cli.labelled import show_labelled
from duiding.cli.terminal import DONE, progress, say, screen
from duiding.corpus import ReadingOptions, read_labelled, training_part
from duiding.errors import DuidingError
from duiding.store import Manifest
from train.comparison.conclusion import conclude
from train.comparison.parts import SHARE
from train.comparison.promotion import check_promotable
from train.comparison.rival import Rivalry, prepare
from train.config import Config, read_config
from train.label_check.output import report
from train.model_folder import model_folder
from train.score_tables import scores_table, sources_table
from train.settings import kept_setting
from train.training import train


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What is asked for: what to learn from and how to read it, the model to make, and what to hold it against."""

    data: Sequence[Path]
    reading: ReadingOptions
    undecided: Path
    name: str
    pipeline: str
    config: Path | None
    seed: int
    jobs: int
    against: Path | None
    hold_out: float | None
    promote: bool
    promote_undecided: bool
    search: bool
    check_labels: bool
    output: Path | None
    force: bool

    @property
    def promoting(self) -> bool:
        """Whether the new model is to take the other's place."""
        return self.promote or self.promote_undecided


def run(wishes: Wishes) -> int:
    """Carry out a call of the command; gives its exit code.

    Raises:
        DuidingError: wishes do not go together, or see ``read_labelled``, ``train.comparison.rival.prepare`` and ``train.training.train``.

    """
    check(wishes)
    folder, settings = model_folder(wishes.name), read_config(wishes.config)
    if wishes.against is not None and wishes.promoting:
        check_promotable(wishes.against)
    corpus = _read(wishes)
    rivalry = _rivalry(wishes, folder, corpus)
    corpus = rivalry.parts.training if rivalry else training_part(corpus)
    say(f"{len(corpus)} sentences for training in {corpus['article_id'].nunique()} articles.")
    if wishes.check_labels:
        report(
            corpus,
            settings,
            wishes.output,
            force=wishes.force,
            pipeline=wishes.pipeline,
            seed=wishes.seed,
            jobs=wishes.jobs,
        )
        return DONE
    _show(_train(wishes, folder, settings, corpus, rivalry), folder)
    if rivalry is None:
        return DONE
    return conclude(rivalry, folder, promoting=wishes.promoting, undecided_too=wishes.promote_undecided)


def check(wishes: Wishes) -> None:
    """See that the wishes go together.

    Raises:
        DuidingError: they do not; the option is named.

    """
    comparing = {
        "--hold-out": wishes.hold_out is not None,
        "--promote": wishes.promote,
        "--promote-undecided": wishes.promote_undecided,
    }
    if wishes.against is None and any(comparing.values()):
        raise DuidingError(f"{_first(comparing)} needs a model to compare with: name it with --against.")
    training = {"--against": wishes.against is not None, "--search": wishes.search}
    if wishes.check_labels and any(training.values()):
        raise DuidingError(f"{_first(training)} does not go with --check-labels, which trains nothing: leave one out.")
    if wishes.output and not wishes.check_labels:
        raise DuidingError("--output goes with --check-labels; a model goes to models/NAME, named with --name.")
    if wishes.force and not wishes.output:
        raise DuidingError("--force goes with --output: name the file to overwrite.")


def _first(options: dict[str, bool]) -> str:
    return next(option for option, given in options.items() if given)


def _read(wishes: Wishes) -> pd.DataFrame:
    labelled = read_labelled(wishes.data, wishes.reading, notice=say)
    show_labelled(labelled, wishes.undecided)
    return labelled.corpus


def _rivalry(wishes: Wishes, folder: Path, corpus: pd.DataFrame) -> Rivalry | None:
    if wishes.against is None:
        return None
    share = SHARE if wishes.hold_out is None else wishes.hold_out
    return prepare(wishes.against, folder, corpus, share, say)


def _train(wishes: Wishes, folder: Path, settings: Config, corpus: pd.DataFrame, rivalry: Rivalry | None) -> Manifest:
    kept = None if wishes.search else kept_setting(folder, settings, len(corpus))
    if kept:
        say(f"Settings kept from the model that is there (C = {kept.setting.C:g}): --search chooses them anew.")
    return train(
        corpus,
        folder,
        settings,
        pipeline=wishes.pipeline,
        seed=wishes.seed,
        jobs=wishes.jobs,
        progress=progress,
        held_out=rivalry.parts.held_out if rivalry else None,
        kept=kept,
    )


def _show(manifest: Manifest, folder: Path) -> None:
    screen().print(scores_table(manifest))
    if manifest.corpus.contributions:
        screen().print(sources_table(manifest))
    told = f"Model written to {folder} (pipeline {manifest.pipeline.name} {manifest.pipeline.version})."
    screen().print(told, markup=False)
