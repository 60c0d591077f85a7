"""The model at work on what is read: labels, what is known of them, and what was skipped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import duiding
from duiding.cli.terminal import messages, say, screen
from duiding.corpus import ReadingOptions
from duiding.documents.roles import find_roles
from duiding.drift import Drift
from duiding.prediction import LabelledArticle, Predict, label_articles, predict_batch
from duiding.shares import read_sample
from duiding.translation import _
from predict.details import Details
from predict.drift_warning import tell_drift
from predict.facts import Count, Facts
from predict.inputs import Reader, Source
from predict.notes import Notes
from predict.options import PredictOptions, Split
from predict.outputs.output import WHOLE
from predict.progress import Bar
from predict.selection import selection
from predict.shares.answer import Answer, Shares


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
            name = self.model.trained.pipeline_
            told = _("%(name)s has no parser: who speaks is left out. Train with a pipeline that has one.", name=name)
            say(f"predict: {told}")
        self.predict = spread(self.model, options, self.details)
        reference = self.model.reference
        self._drift = Drift(reference, self.model.trained.threshold_) if reference else None
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
        output = self.options.output
        shown = self.options.question or (output and output.suffix.lower() in WHOLE)  # tables take long to import
        shares = self.answer() if shown else None
        return Facts(drift, self._skipped, shares=shares, made=self._count.made(self.model), **told)

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
    def unanswered(self) -> Sequence[str]:
        """What was asked of shares and can't be answered."""
        return self.answer().problems if self.options.question else ()

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
        for one in label_articles(self.model.trained, reader.read(self._sources), predict, self.details.parse):
            if not one.sentences:
                self._skip(_("%(article)s holds no sentence.", article=one.article.article_id))
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
        say(f"predict: {_('skipped')}: {reason}")


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
    return lambda batches: (work(model.trained, batch) for batch in batches)
