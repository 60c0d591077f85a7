"""Where the labels of a run go: the terminal, files, or sentences for a person to label."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from duiding.cli.terminal import InterruptionError, say, screen
from duiding.errors import DuidingError
from duiding.translation import _, ngettext
from predict.journal import Journal, journal_path
from predict.labelled import Run
from predict.labelling.formats import BatchFile, open_batch
from predict.options import Csv, PredictOptions
from predict.outputs import Content, Target, open_targets, write_articles
from predict.outputs.output import Written
from predict.progress import Bar, progress_bar
from predict.resuming import check_begin, check_model
from predict.shares.files import Beside, tables_beside, write_tables
from predict.shares.tables import COMPARISON, TRENDS


def destination_of(options: PredictOptions) -> Callable[[Run], int]:
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
        kept = ngettext(
            "%(num)s sentence is kept: go on with the same command and --resume.",
            "%(num)s sentences are kept: go on with the same command and --resume.",
            journal.kept,
        )
        if isinstance(stopped, KeyboardInterrupt):
            raise InterruptionError(kept) from None
        say(f"predict: {kept}")
        raise
    _finish(journal)
    places = _(", their actors to ").join(str(target.file.path) for target in targets if not target.about)
    if written.sentences and beside:
        tables = write_tables(beside, one.facts(), one.model.label_set, dutch=content.dutch)
        places = _(", shares to ").join([places, _(" and ").join(map(str, tables))] if tables else [places])
    say(_told(written, places) if written.sentences else _nothing(one, path))
    return written.sentences


def _finish(journal: Journal) -> None:
    journal.drop()
    if journal.taken_over:
        say(
            ngettext(
                "%(num)s sentence taken over from the run that was interrupted.",
                "%(num)s sentences taken over from the run that was interrupted.",
                journal.taken_over,
            )
        )


def _told(written: Written, places: str) -> str:
    return _("%(what)s written to %(places)s.", what=written, places=places)


def _nothing(one: Run, path: Path) -> str:
    if len(one.answer().whole):
        return _("No sentence is chosen: %(path)s was not written.", path=path)
    return _("Nothing could be read: %(path)s was not written.", path=path)


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
