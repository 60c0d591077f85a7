"""Write labelled articles to files, each in the way of its ending."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import IO, Any, NamedTuple, Protocol

from duiding.errors import DuidingError
from duiding.files import WholeFile, check_free
from duiding.labels import LabelSet
from duiding.prediction import LabelledArticle
from duiding.translation import _, ngettext
from predict.facts import Facts
from predict.notes import NO_NOTES, Notes
from predict.outputs.about import AboutOutput, about_path
from predict.outputs.delimited import write_dutch_csv
from predict.outputs.layouts import ActorRows, SentenceRows, SummaryRows
from predict.outputs.libraries import check_installed
from predict.outputs.table_output import BYTES, TABLES, WITHOUT_ROOM, TableOutput
from predict.selection import ALL, Selection
from predict.summary import by_article

PAGE = ".html"
WORKBOOK = ".xlsx"
ENDINGS = (*TABLES, WORKBOOK, PAGE)
WHOLE = (PAGE, WORKBOOK)  # formats that hold a whole run: sentences, articles and actors


class Output(Protocol):
    """Something that takes labelled articles one by one; ``chooses`` tells whether it is given all sentences and chooses among them itself."""

    chooses: bool

    def add(self, labelled: LabelledArticle, notes: Notes = NO_NOTES) -> None:
        """Take one article; a report or summary takes it whole, a table of sentences also row by row."""
        ...

    def finish(self) -> None:
        """Write what can be written only when all is known."""
        ...

    def close(self) -> None:
        """Let go of what waited on disk, also where nothing is written in the end."""
        ...


class Content(NamedTuple):
    """What stands in an output: whose labels, and whether a row (or section) an article takes the place of one a sentence.

    ``actors`` asks for the actors of each article in its stead; ``facts`` gives what is known of the run once all is labelled;
    ``selection`` tells which sentences it has; ``dutch`` asks for CSV as a Dutch Excel opens it, ``about`` for what made the others in its stead.
    """

    label_set: LabelSet
    model: str
    summary: bool = False
    actors: bool = False
    facts: Callable[[], Facts] = Facts
    selection: Selection = ALL
    dutch: bool = False
    about: bool = False


class Written(NamedTuple):
    """How much was written; ``articles`` is None where a row is a sentence, and those of an article may come one by one."""

    sentences: int
    articles: int | None = None
    summary: bool = False

    def __str__(self) -> str:
        """Say it as a person would, in the language of this process."""
        sentences = ngettext("%(num)s sentence", "%(num)s sentences", self.sentences)
        if self.articles is None:
            return sentences
        articles = ngettext("%(num)s article", "%(num)s articles", self.articles)
        return articles if self.summary else _("%(sentences)s of %(articles)s", sentences=sentences, articles=articles)


class Target(NamedTuple):
    """A file to write, and whether it is the table of actors beside a summary, or tells what made the others."""

    file: WholeFile
    actors: bool = False
    about: bool = False


def open_targets(path: Path, force: bool, *, actors: bool = False) -> list[Target]:
    """Begin the output; nothing is on disk yet.

    Args:
        path: the file that was named.
        force: whether one that is there may be overwritten.
        actors: whether a table of actors goes beside it, ``NAME.actors.csv`` beside ``NAME.csv``; a page or workbook holds its own.

    Raises:
        DuidingError: the ending is unknown, a file exists and ``force`` is not given, or what its format needs is not installed.

    """
    targets = [Target(_open(path, force))]
    if actors and path.suffix.lower() not in WHOLE:
        targets.append(Target(_open(path.with_suffix(f".actors{path.suffix}"), force), actors=True))
    if path.suffix.lower() in WITHOUT_ROOM:
        targets.append(Target(WholeFile(about_path(path)), about=True))
    return targets


def write_articles(
    articles: Iterable[LabelledArticle],
    notes: Callable[[LabelledArticle], Notes],
    targets: Sequence[Target],
    content: Content,
) -> Written:
    """Write labelled articles; the files appear when all is done, or not at all.

    Args:
        articles: the articles.
        notes: tells why, and who, where that is asked for.
        targets: what ``open_targets`` gave.
        content: what stands in the first of them.

    Returns:
        How much that was; where there are no sentences, no file is written.

    """
    count, number = 0, 0
    whole = content.summary or any(target.file.path.suffix.lower() in WHOLE for target in targets)
    with ExitStack() as stack:
        outputs = [_opened(one, content, stack) for one in targets]
        for article in by_article(articles) if whole else articles:
            noted = notes(article)
            chosen, chosen_notes = content.selection.of(article, noted, whole=content.summary)
            stands = not content.selection or bool(chosen.sentences)
            for output in outputs:
                if output.chooses:
                    output.add(article, noted)
                elif stands:
                    output.add(chosen, chosen_notes)
            count, number = count + len(chosen.sentences), number + stands
        for target, output in zip(targets, outputs, strict=True):
            if count:
                output.finish()
            else:
                target.file.give_up()
    return Written(count, number if whole else None, content.summary)


def _opened(target: Target, content: Content, stack: ExitStack) -> Output:
    file = stack.enter_context(target.file)
    own = content._replace(actors=target.actors, about=target.about)
    return stack.enter_context(closing(output_for(target.file.path, file, own)))


def output_for(path: Path, file: IO[Any], content: Content) -> Output:
    """Give the output that goes with a file's ending.

    Args:
        path: its name.
        file: the file itself, open.
        content: what stands in it.

    """
    suffix = path.suffix.lower()
    rows = ActorRows if content.actors else SummaryRows if content.summary else SentenceRows
    made = rows(content.label_set, content.model)
    if content.about:
        return AboutOutput(file, made.columns, content.label_set, content.facts)
    if suffix == PAGE:
        from predict.report import Report

        return Report(
            file, path.parent, content.label_set, content.model, with_text=not content.summary, facts=content.facts
        )
    if suffix == WORKBOOK:
        from predict.outputs.workbook import Workbook

        return Workbook(
            file,
            path.parent,
            content.label_set,
            content.model,
            with_sentences=not content.summary,
            facts=content.facts,
            selection=content.selection,
        )
    write = write_dutch_csv if content.dutch and suffix == ".csv" else TABLES[suffix]
    return TableOutput(file, path.parent, made, write, content.label_set, content.facts)


def _open(path: Path, force: bool) -> WholeFile:
    suffix = path.suffix.lower()
    if suffix not in ENDINGS:
        ending = f"ends in '{path.suffix}'" if path.suffix else "has no ending"
        raise DuidingError(f"{path} {ending}: expected {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}.")
    check_free(path, force)
    check_installed(suffix)
    return WholeFile(path, binary=suffix in (*BYTES, WORKBOOK))
