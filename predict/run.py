"""One run of the command: what it reads, with which model, and where it is worked out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

import duiding
from duiding.articles import Article, label_articles
from duiding.drift import Drift, reference_of
from duiding.files import WholeFile
from duiding.terminal import messages, say
from predict.details import Details
from predict.drift import tell_drift
from predict.inputs import How, Source, read_articles
from predict.journal import Journal
from predict.prediction import Skipped, predict_to_file, predict_to_screen, spread
from predict.progress import Bar, progress_bar

if TYPE_CHECKING:
    from predict.labelling.formats import BatchFile
    from predict.labelling.wanted import Wanted


class Run:
    """Loads the model and keeps count of what was skipped.

    Args:
        sources: what to read.
        how: how to read it.
        folder: the model's folder.
        summary: whether to give a row an article.
        jobs: processes to predict in.
        dask: address of a Dask scheduler, if its workers are to predict.
        explain: whether to tell which words decided.
        who: whether to tell who speaks, who is blamed and who is named.

    """

    def __init__(
        self,
        sources: Sequence[Source],
        how: How,
        folder: Path,
        summary: bool,
        jobs: int,
        dask: str | None,
        *,
        explain: bool = False,
        who: bool = False,
    ) -> None:
        self._sources, self._how, self._summary = sources, how, summary
        self._classifier = duiding.load(folder)
        self._details = Details(self._classifier, explain=explain and not summary, who=who)
        self._predict = spread(self._classifier, folder, jobs, dask, self._details.beside)
        if who and not self._details.attributes:
            name = self._classifier.pipeline_
            say(f"predict: {name} has no parser: who speaks is left out. Train with a pipeline that has one.")
        self.model_name = self._classifier.name_
        self.skipped = Skipped(say)
        reference = reference_of(self._classifier)
        self._drift = Drift(reference) if reference else None
        self._watch = self._drift.watch if self._drift else iter
        self._folder = folder

    def to_screen(self, console: Console) -> int:
        """Print labelled sentences; gives their number."""
        articles = self._articles(Bar())
        return predict_to_screen(
            self._classifier,
            articles,
            console,
            self._predict,
            self._details,
            summary=self._summary,
            watch=self._watch,
        )

    def to_file(self, target: WholeFile, journal: Journal, actors: WholeFile | None = None) -> int:
        """Write labelled sentences, and the table of actors if wanted; gives their number. The journal goes once all is there."""
        with progress_bar(sum(source.size for source in self._sources)) as bar:
            count = predict_to_file(
                self._classifier,
                self._articles(bar),
                target,
                journal.around(self._predict),
                self._details,
                summary=self._summary,
                actors=actors if self._details.attributes else None,
                labelled=bar.labelled,
                watch=self._watch,
            )
        journal.drop()
        return count

    def tell_drift(self, *, whole: bool) -> None:
        """Warn if what was labelled is unlike the training; ``whole`` shows all figures in any case."""
        tell_drift(self._drift.report() if self._drift else None, self.model_name, messages(), whole=whole)

    def to_batch(self, file: BatchFile, wanted: Wanted) -> int:
        """Write sentences for a person to label; gives their number."""
        from predict.labelling.batch import make_batch, tell_batch  # other runs need not wait for these
        from predict.labelling.known import known_texts
        from predict.labelling.pool import Pool

        known = known_texts(self._folder, wanted.known, say)
        pool = Pool([str(label) for label in self._classifier.classes_])
        with progress_bar(sum(source.size for source in self._sources)) as bar:
            for one in label_articles(self._classifier, self._articles(bar), self._predict):
                pool.add(one)
                bar.labelled(len(one.sentences))
        batch = make_batch(pool, self._classifier, wanted, known)
        say(tell_batch(batch, wanted, file.write(batch) if batch.items else []))
        return len(batch.items)

    def _articles(self, bar: Bar) -> Iterator[Article]:
        return read_articles(self._sources, self._how, skip=self.skipped, notice=say, advance=bar.read)
