"""One run of the command: the model at work on what is read, and where its labels go."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import duiding
from duiding.cli.terminal import DONE, REFUSED, SKIPPED_SOME, InterruptionError, messages, say, screen
from duiding.corpus import ReadingOptions
from duiding.documents.records import find_roles
from duiding.drift import Drift
from duiding.errors import DuidingError
from duiding.prediction import LabelledArticle, Predict, label_articles, predict_batch
from duiding.shares import read_sample
from predict.details import Details
from predict.drift_warning import tell_drift
from predict.facts import Count, Facts
from predict.inputs import Reader, Source, find_inputs, find_urls
from predict.journal import Journal, journal_path
from predict.labelling.formats import BatchFile, open_batch
from predict.notes import Notes
from predict.options import Csv, PredictOptions, Split
from predict.outputs import Content, Target, open_targets, write_articles
from predict.progress import Bar, progress_bar
from predict.resuming import check_begin, check_model, is_done
from predict.selection import selection
from predict.shares.answer import Answer, Shares
from predict.shares.files import Beside, tables_beside, write_tables
from predict.shares.tables import COMPARISON, TRENDS


def run(options: PredictOptions) -> int:
    """Carry out a call of the command; gives its exit code.

    Raises:
        DuidingError: an input, the model or the output is refused.

    """
    written = written_with(options.output) if options.output else []
    sources = [*find_inputs(options.inputs, say, written), *find_urls(options.urls)]
    if options.resume and options.output and not options.force and is_done(options.output):
        say(f"{options.output} is done: nothing was left to do. --force instead of --resume makes it anew.")
        return DONE
    send = _destination(options)  # refused before the model is loaded, which takes seconds
    one = Run(options, sources)
    if not send(one):
        return REFUSED
    one.tell_shares()
    one.tell_drift()
    return SKIPPED_SOME if one.skipped or one.answer().problems else DONE


class Run:
    """Loads the model, labels what is read, and counts what is skipped.

    Args:
        options: the call of the command.
        sources: what to read.

    Raises:
        DuidingError: the model is refused.

    """

    def __init__(self, options: PredictOptions, sources: Sequence[Source]) -> None:
        self.options, self._sources = options, sources
        self.model = duiding.load(options.model, pipeline=options.pipeline or None)
        question, labels = options.question, self.model.labels
        self.selection = selection(options.only, options.min_confidence, self.model.label_set, certain=options.certain)
        reading = ReadingOptions(label_set=self.model.label_set)
        coded = read_sample(question.sample, labels, say, reading) if question.sample else {}
        self._shares = Shares(labels, question, coded, self.model.manifest.shares)
        self._answer: Answer | None = None
        who = options.who or bool(question.role)
        self.details = Details(self.model, explain=options.explain and not options.summary, who=who)
        if who and not self.details.attributes:
            name = self.model.classifier.pipeline_
            say(f"predict: {name} has no parser: who speaks is left out. Train with a pipeline that has one.")
        self.predict = spread(self.model, options, self.details)
        reference = self.model.reference
        self._drift = Drift(reference, self.model.classifier.threshold_) if reference else None
        self._skipped: list[str] = []
        self._count = Count()

    @property
    def skipped(self) -> int:
        """How many inputs were left out."""
        return len(self._skipped)

    def facts(self) -> Facts:
        """Give what is known of the run so far."""
        drift = self._drift.report() if self._drift else None
        manifest = self.model.manifest
        known = manifest.scores.get("held_out", {}).get("accuracy", {}).get("value")
        told = {"accuracy": known, "accuracy_on": manifest.calibrated_on}
        return Facts(drift, self._skipped, shares=self.answer(), made=self._count.made(self.model), **told)

    def notes(self, labelled: LabelledArticle) -> Notes:
        """Count an article, and give its notes."""
        notes = self.details.of(labelled)
        self._shares.add(labelled, notes)
        return notes

    def answer(self) -> Answer:
        """Give the shares of all that was labelled."""
        if self._answer is None:
            self._answer = self._shares.answer()
        return self._answer

    @property
    def size(self) -> int:
        """Bytes of all inputs together; 0 where that is not known."""
        return sum(source.size for source in self._sources)

    def labelled(self, predict: Predict, bar: Bar) -> Iterator[LabelledArticle]:
        """Read articles and label them, one after another.

        Args:
            predict: ``self.predict``, or what stands around it.
            bar: told what was read and labelled.

        """
        reader = Reader(
            split=self.options.split is not Split.none,
            roles=partial(
                find_roles,
                text=self.options.text_column,
                title=self.options.title_column,
                date=self.options.date_column,
                article=self.options.article_column,
            ),
            skip=self._skip,
            notice=say,
            advance=bar.read,
        )
        for one in label_articles(self.model.classifier, reader.read(self._sources), predict, self.details.parse):
            if not one.sentences:
                self._skip(f"{one.article.article_id} holds no sentence.")
            if self._drift:
                self._drift.add(one)
            self._count.add(one)
            yield one
            bar.labelled(len(one.sentences))

    def tell_shares(self) -> None:
        """Show the shares that are asked for, and say what they are worth."""
        if self.options.to_label is None and self.options.question:
            from predict.shares.display import show_shares  # tables take long to import, and few runs need them
            from predict.shares.remarks import remarks

            show_shares(screen(), self.answer(), self.model.label_set)
            for line in remarks(self.answer()):
                say(line)

    def tell_drift(self) -> None:
        """Warn if what was labelled is unlike the training; show all figures if they are asked for."""
        report = self._drift.report() if self._drift else None
        tell_drift(report, self.model.name, messages(), whole=self.options.drift)

    def _skip(self, reason: str) -> None:
        self._skipped.append(reason)
        say(f"predict: skipped: {reason}")


def spread(model: duiding.Model, options: PredictOptions, details: Details) -> Predict:
    """Choose where batches are predicted: in this process, in several, or on the workers of a Dask cluster.

    Args:
        model: the model.
        options: name the number of processes and the cluster.
        details: tells which parses must come along.

    Raises:
        DuidingError: no Dask scheduler answers at the address.

    """
    work = partial(predict_batch, components=details.components)
    if options.dask or options.jobs != 1:
        from duiding.prediction import workers  # takes long to import, and one process needs none

        if options.dask:
            return workers.over_dask(model, options.dask, work)
        return workers.over_cores(model, options.jobs, work)
    return lambda batches: (work(model.classifier, batch) for batch in batches)


def _destination(options: PredictOptions) -> Callable[[Run], int]:
    """Open what is written to; gives the function that does the work and tells how many sentences were written."""
    if options.output is None:
        return _to_screen
    if options.to_label is not None:
        return partial(_to_label, open_batch(options.output, options.format, options.force))
    if not options.force:
        check_begin(options.output, resume=options.resume)
    actors = options.summary and options.who
    targets = open_targets(options.output, options.force, actors=actors)
    return partial(_to_file, options.output, targets, tables_beside(options.output, options.question, options.force))


def written_with(output: Path) -> list[Path]:
    """Name the tables that a run may write: its output, and those that may go beside it."""
    if not output.name:  # refused where its ending is
        return []
    beside = itertools.product(("actors", TRENDS, COMPARISON), {output.suffix, ".csv"})
    return [output, *(output.with_name(f"{output.stem}.{kind}{ending}") for kind, ending in beside)]


def _to_screen(one: Run) -> int:
    from predict.display import show_articles  # tables take long to import, and a file needs none

    if one.options.question:  # then shares are shown, and no sentences
        return _count(one)
    articles = one.labelled(one.predict, Bar())
    return show_articles(
        screen(),
        articles,
        one.notes,
        one.model.label_set,
        summary=one.options.summary,
        selection=one.selection,
    )


def _count(one: Run) -> int:
    count = 0
    with progress_bar(one.size) as bar:
        for article in one.labelled(one.predict, bar):
            one.notes(article)
            count += len(article.sentences)
    return count


def _to_file(path: Path, targets: Sequence[Target], beside: Sequence[Beside], one: Run) -> int:
    targets = [target for target in targets if one.details.attributes or not target.actors]
    content = Content(
        one.model.label_set,
        one.model.name,
        one.options.summary,
        facts=one.facts,
        selection=one.selection,
        dutch=one.options.csv is Csv.nl,
    )
    if one.options.resume and not one.options.force:
        check_model(path, one.model.name)
    journal = Journal(journal_path(path), one.model, resume=one.options.resume, force=one.options.force)
    try:
        with progress_bar(one.size) as bar:
            articles = one.labelled(journal.around(one.predict), bar)
            written = write_articles(articles, one.notes, targets, content)
    except (KeyboardInterrupt, DuidingError) as stopped:
        if not journal.kept:
            raise
        kept = f"{journal.kept:,} sentences are kept: go on with the same command and --resume."
        if isinstance(stopped, KeyboardInterrupt):
            raise InterruptionError(kept) from None
        say(f"predict: {kept}")
        raise
    journal.drop()
    if journal.taken_over:
        say(f"{journal.taken_over:,} sentences taken over from the run that was interrupted.")
    places = ", their actors to ".join(str(target.file.path) for target in targets if not target.about)
    if written.sentences and beside:
        tables = write_tables(beside, one.facts(), one.model.label_set, dutch=content.dutch)
        places = ", shares to ".join([places, " and ".join(map(str, tables))] if tables else [places])
    nothing = "No sentence is chosen" if len(one.answer().whole) else "Nothing could be read"
    say(f"{written} written to {places}." if written.sentences else f"{nothing}: {path} was not written.")
    return written.sentences


def _to_label(file: BatchFile, one: Run) -> int:
    from predict.labelling.batch import make_batch, summary_of  # other runs need not wait for these
    from predict.labelling.known_texts import known_texts
    from predict.labelling.pool import Pool

    known = known_texts(one.model.manifest.corpus.sources, one.options.known, say)
    pool = Pool(one.model.labels)
    with progress_bar(one.size) as bar:
        for article in one.labelled(one.predict, bar):
            pool.add(article)
    batch = make_batch(pool, one.model, one.options, known)
    say(summary_of(batch, one.options, file.write(batch) if batch.items else []))
    return len(batch.items)
