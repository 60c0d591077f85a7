"""What is known of a whole run beside its labels."""

from __future__ import annotations

import datetime
import shlex
import sys
from collections.abc import Sequence
from typing import NamedTuple

from duiding import Model, __version__
from duiding.cli.hints import called
from duiding.drift import DriftReport
from duiding.prediction import LabelledArticle
from predict.shares.answer import Answer


class Made(NamedTuple):
    """What made an output, and of how much: program, command, day, model and when that was trained, articles and sentences."""

    program: str = ""
    command: str = ""
    on: str = ""
    model: str = ""
    trained: str = ""
    pipeline: str = ""
    articles: int = 0
    sentences: int = 0
    uncertain: int = 0


class Facts(NamedTuple):
    """What is known of a run once all is labelled.

    Whether the articles are like those of the training, what was skipped, how often the model was right on which articles, and the shares of
    all sentences, also where only some of them stand in the output; None where nobody asks for them.
    """

    drift: DriftReport | None = None
    skipped: Sequence[str] = ()
    accuracy: float | None = None
    accuracy_on: str = ""
    shares: Answer | None = None
    made: Made = Made()


class Count:
    """Counts articles and sentences as they are labelled; rows of one article that stand together are one."""

    def __init__(self) -> None:
        self._articles = self._sentences = self._uncertain = 0
        self._last: str | None = None

    def add(self, labelled: LabelledArticle) -> None:
        """Count an article, or a row that is a sentence of one."""
        self._articles += not labelled.article.whole or labelled.article.article_id != self._last
        self._last = labelled.article.article_id
        self._sentences += len(labelled.sentences)
        self._uncertain += sum(one.uncertain for one in labelled.sentences)

    def made(self, model: Model) -> Made:
        """Say what made an output, and of how much."""
        manifest = model.manifest
        return Made(
            program=f"duiding {__version__}",
            command=_command(),
            on=datetime.date.today().isoformat(),
            model=model.name,
            trained=manifest.created,
            pipeline=f"{manifest.pipeline.name} {manifest.pipeline.version}",
            articles=self._articles,
            sentences=self._sentences,
            uncertain=self._uncertain,
        )


def _command() -> str:
    """Give the command as it was typed, but for what says how to deal with an earlier run: a run that is resumed makes the same file."""
    words = sys.argv[2:] if sys.argv[1:2] == ["predict"] else sys.argv[1:]
    kept = [word for word in words if word not in ("--resume", "--force")]
    return f"{called('predict')} {shlex.join(kept)}"
