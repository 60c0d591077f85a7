"""One run of the command: what it reads, with which model, where it is worked out, and where it goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import typer
from rich.console import Console

import duiding
from duiding.cli.terminal import DONE, INTERRUPTED, REFUSED, SKIPPED_SOME, messages, say, screen
from duiding.drift import Drift
from duiding.files import WholeFile
from duiding.prediction import Article, label_articles
from predict.details import Details
from predict.drift import tell_drift
from predict.inputs import How, Source, find_inputs, find_urls, read_articles
from predict.journal import Journal, journal_path
from predict.labelling.formats import BatchFile, open_batch
from predict.labelling.wanted import Wanted
from predict.outputs import open_actors, open_output
from predict.prediction import Skipped, predict_to_file, predict_to_screen, spread
from predict.progress import Bar, progress_bar
from predict.wishes import Wishes


def run(wishes: Wishes) -> int:
    """Carry out a call of the command; gives its exit code.

    Args:
        wishes: what is asked for; see ``predict.wishes.check``.

    Raises:
        DuidingError: an input, the model or the output is refused.

    """
    sources = [*find_inputs(wishes.inputs), *find_urls(wishes.urls)]
    batch = open_batch(wishes.output, wishes.batch.format, wishes.force) if wishes.batch and wishes.output else None
    one = Run(
        sources,
        How(not wishes.split, wishes.text_column),
        wishes.model,
        wishes.summary,
        wishes.jobs,
        wishes.dask,
        explain=wishes.explain,
        who=wishes.who,
    )
    if batch and wishes.batch:
        count = one.to_batch(batch, wishes.batch)
    elif wishes.output:
        count = _to_file(one, wishes, wishes.output)
    else:
        count = one.to_screen(screen())
    if not count:
        return REFUSED
    one.tell_drift(whole=wishes.drift)
    return SKIPPED_SOME if one.skipped.count else DONE


def _to_file(one: Run, wishes: Wishes, output: Path) -> int:
    target = open_output(output, wishes.force)
    actors = open_actors(output, wishes.force) if wishes.summary and wishes.who else None
    journal = Journal(journal_path(output), one.model.name, resume=wishes.resume)
    try:
        count = one.to_file(target, journal, actors)
    except KeyboardInterrupt:
        if not journal.kept:
            raise
        say(f"predict: interrupted; {journal.kept:,} sentences are kept: go on with the same command and --resume.")
        raise typer.Exit(INTERRUPTED) from None
    if journal.taken_over:
        say(f"{journal.taken_over:,} sentences taken over from the run that was interrupted.")
    beside = f", their actors to {actors.path}" if actors and actors.path.exists() else ""
    say(
        f"{count} sentences written to {output}{beside}."
        if count
        else f"Nothing could be read: {output} was not written."
    )
    return count


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
        self.model = duiding.load(folder)
        self._details = Details(self.model.classifier, explain=explain and not summary, who=who)
        self._predict = spread(self.model, jobs, dask, self._details.beside)
        if who and not self._details.attributes:
            name = self.model.classifier.pipeline_
            say(f"predict: {name} has no parser: who speaks is left out. Train with a pipeline that has one.")
        self.skipped = Skipped(say)
        reference, threshold = self.model.reference, self.model.classifier.threshold_
        self._drift = Drift(reference, threshold) if reference else None
        self._watch = self._drift.watch if self._drift else iter

    def to_screen(self, console: Console) -> int:
        """Print labelled sentences; gives their number."""
        articles = self._articles(Bar())
        return predict_to_screen(
            self.model,
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
                self.model,
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
        tell_drift(self._drift.report() if self._drift else None, self.model.name, messages(), whole=whole)

    def to_batch(self, file: BatchFile, wanted: Wanted) -> int:
        """Write sentences for a person to label; gives their number."""
        from predict.labelling.batch import make_batch, tell_batch  # other runs need not wait for these
        from predict.labelling.known import known_texts
        from predict.labelling.pool import Pool

        known = known_texts(self.model.manifest.corpus.sources, wanted.known, say)
        pool = Pool(self.model.labels)
        with progress_bar(sum(source.size for source in self._sources)) as bar:
            for one in self._watch(label_articles(self.model.classifier, self._articles(bar), self._predict)):
                pool.add(one)
                bar.labelled(len(one.sentences))
        batch = make_batch(pool, self.model, wanted, known)
        say(tell_batch(batch, wanted, file.write(batch) if batch.items else []))
        return len(batch.items)

    def _articles(self, bar: Bar) -> Iterator[Article]:
        return read_articles(self._sources, self._how, skip=self.skipped, notice=say, advance=bar.read)
