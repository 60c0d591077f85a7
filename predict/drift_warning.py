"""Tell whether what was labelled is like what the model was trained on."""

from __future__ import annotations

from collections.abc import Iterator
from math import isinf

from rich.console import Console

from duiding.drift import DriftFigure, DriftReport
from duiding.translation import _, speak

NAMES = {"new_words": "new words", "confidence": "mean confidence", "uncertain": "uncertain sentences"}  # in terms.py


def tell_drift(report: DriftReport | None, model: str, console: Console, *, whole: bool) -> None:
    """Warn in a few lines if articles are unlike those of the training; say nothing if all is well.

    Args:
        report: what was measured; None where the model keeps nothing to compare with, which is told only if asked for.
        model: the model's name.
        console: where to.
        whole: whether to show all figures, also if all is well.

    """
    if report is None:
        if whole:
            told = _("%(model)s keeps no record of its training articles: train it again to compare.", model=model)
            console.print(f"predict: {told}", markup=False)
        return
    if report.unlike:
        for line in warning(report, model):
            console.print(line, markup=False)
    if whole:
        show_drift(report, console)


def warning(report: DriftReport, model: str) -> Iterator[str]:
    """Say in a few lines in what articles are unlike those of the training."""
    told = _(
        "these articles are unlike those that %(model)s was trained on: labels may be wrong more often.", model=model
    )
    yield f"predict: {told}"
    yield "  " + "; ".join(map(_figure, (one for one in report.figures if one.unlike))) + "."
    if report.words:
        yield "  " + _("Words that tell most (in brackets, how often in training): %(words)s.", words=_listed(report))
    yield "  " + _("Label some of these sentences and train again. --drift shows all figures.")


def show_drift(report: DriftReport, console: Console) -> None:
    """Print all figures, and the new words that are the most frequent."""
    from rich.table import Table  # takes long to import, and few runs need it

    speech = speak()
    title = _(
        "Sentences: %(sentences)s; articles: %(articles)s",
        sentences=speech.number(report.sentences),
        articles=speech.number(report.articles),
    )
    table = Table(title=title, title_justify="left")
    rows = [
        [
            speech.term(NAMES[one.name]),
            *(written(one.name, figure) for figure in (one.here, one.training)),
            _range(one),
            _("unlike") if one.unlike else "",
        ]
        for one in report.figures
    ]
    rows.append(
        [_("new names"), *(speech.percentage(one, 1) for one in (report.new_names, report.new_names_training)), "", ""]
    )
    columns = ["", _("here"), _("training"), _("alike"), ""]
    filled = len(columns) if any(row[-1] for row in rows) else len(columns) - 1
    for column in columns[:filled]:
        table.add_column(column, justify="left" if not column else "right")
    for row in rows:
        table.add_row(*row[:filled])
    console.print(table)
    words = _listed(report) or _("none")
    console.print(_("Words that tell most (in brackets, how often in training): %(words)s.", words=words), markup=False)


def _figure(one: DriftFigure) -> str:
    figures = {"here": written(one.name, one.here), "training": written(one.name, one.training), "range": _range(one)}
    return _(
        "%(name)s %(here)s (training %(training)s, alike %(range)s)", name=speak().term(NAMES[one.name]), **figures
    )


def _range(one: DriftFigure) -> str:
    if isinf(one.limit):
        return _("unknown")
    limit = written(one.name, one.limit)
    return _("down to %(limit)s", limit=limit) if one.limit < one.training else _("up to %(limit)s", limit=limit)


def written(name: str, figure: float) -> str:
    """Write a figure of drift: confidence as a probability, the others as percentages."""
    return speak().number(figure, 2) if name == "confidence" else speak().percentage(figure, 1)


def _listed(report: DriftReport) -> str:
    return ", ".join(map(str, report.words))
