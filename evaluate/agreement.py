"""``python -m evaluate --agreement``: how far annotators agree, and on which sentences they do not. Nothing is scored or trained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd
from rich.markup import escape
from rich.table import Table

from duiding.agreement import by_label, choices, crossed, mean_kappa, measure_agreement
from duiding.agreement.counts import Codings
from duiding.cli.labelled import Remarks
from duiding.cli.tables import agreement_table, between, table, written
from duiding.cli.terminal import DONE, screen
from duiding.corpus import read_codings
from duiding.errors import InputError
from duiding.translation import _
from evaluate.options import EvaluateOptions


def show_agreement(options: EvaluateOptions) -> int:
    """Read who gave which label, and show how far they agree; gives the exit code.

    Raises:
        DuidingError: no sentence was labelled by two annotators, or see ``read_codings``.

    """
    remarks = Remarks()
    coded = _read(options, remarks)
    codings = [coding for _, coding in coded if len(coding) > 1]
    agreement = measure_agreement(codings)
    if agreement is None:
        names = sorted({name for _, coding in coded for name in coding})
        raise InputError(
            f"No sentence has labels of two annotators: found {', '.join(names) or 'no named annotators'}; expected a column that "
            "names the annotator of each row, a column an annotator, or a file each."
        )
    for one in (agreement_table(agreement), _labels_table(codings), *_choice_tables(codings)):
        screen().print(one)
    for line in _disputed(coded):
        screen().print(line, markup=False)
    remarks.remind()
    return DONE


def _read(options: EvaluateOptions, remarks: Remarks) -> list[tuple[str, Mapping[str, str]]]:
    """Read who gave which label; of several files that name no annotator, each is an annotator's."""
    coded = read_codings(options.agreement, options.reading, notice=remarks)
    files = [path for path in options.agreement if path.is_file()]
    if len(files) < 2 or any(coding for _, coding in coded):
        return coded
    stems = [path.stem for path in files]
    names = stems if len(set(stems)) == len(stems) else list(map(str, files))
    remarks(f"No annotators are named, so each file counts as one: {', '.join(names)}.")
    called = list(zip(map(str, files), names, strict=True))
    return read_codings(options.agreement, options.reading._replace(annotators=called), notice=lambda text: None)


def _labels_table(codings: Codings) -> Table:
    headings = (_("label"), _("chosen"), _("mean kappa"), _("alpha"), _("95 %% interval"))
    made = table(_("Agreement by label, each against all others"), headings)
    for one in by_label(codings):
        interval = between(one.alpha.low, one.alpha.high)
        made.add_row(escape(one.label), f"{one.chosen}", written(one.kappa), written(one.alpha.value), interval)
    made.add_section()
    made.add_row(_("all"), f"{sum(map(len, codings))}", written(mean_kappa(codings)), "", "")
    return made


def _choice_tables(codings: Codings) -> Iterator[Table]:
    yield _counts(_("Who chose what, on these sentences"), _("annotator"), choices(codings))
    for (first, second), counts in crossed(codings).items():
        yield _counts(_("%(first)s (rows) and %(second)s (columns)", first=first, second=second), "", counts)


def _counts(title: str, corner: str, counts: pd.DataFrame) -> Table:
    made = table(escape(title), (corner, *map(escape, counts.columns)))
    for name, row in counts.iterrows():
        made.add_row(escape(str(name)), *(str(count) for count in row))
    return made


def _disputed(coded: Sequence[tuple[str, Mapping[str, str]]]) -> Iterator[str]:
    """Write a line for each sentence to which annotators gave different labels, and one above them."""
    found = [(text, coding) for text, coding in coded if len(set(coding.values())) > 1]
    of = sum(len(coding) > 1 for _text, coding in coded)
    yield _("In dispute: %(found)s of %(of)s sentences.", found=len(found), of=of)
    for text, coding in found:
        given = ", ".join(f"{name}: {label}" for name, label in sorted(coding.items()))
        yield f"  {text}  [{given}]"
