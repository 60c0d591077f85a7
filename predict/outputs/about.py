"""What made an output, as every format carries it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from duiding.drift import DriftReport
from duiding.labels import Label, LabelSet
from duiding.prediction import LabelledArticle
from duiding.shares import UNITS
from duiding.translation import _, ngettext, speak
from duiding.translation.terms import N_
from predict.drift_warning import NAMES, written
from predict.facts import Facts
from predict.notes import NO_NOTES, Notes

ABOUT = ".about.json"
_SKIPPED = 200  # inputs that are named in a sheet or a note; JSON names all
_COLUMNS = {
    "article_id": N_("the article"),
    "sentence": N_("number of the sentence in its article, from 1"),
    "start": N_("where the text begins in its article, in characters"),
    "end": N_("where the text ends in its article, in characters"),
    "text": N_("the sentence"),
    "label": N_("the most probable label"),
    "uncertain": N_("whether the model is less sure than its threshold; leave those to a person"),
    "model": N_("name and hash of the model"),
    "because": N_("words that spoke for the label"),
    "despite": N_("words that spoke against it"),
    "runner_up": N_("the second most probable label"),
    "speaker": N_("who speaks"),
    "blamed": N_("who is blamed"),
    "actors": N_("who is named"),
    "speaker_canonical": N_("who speaks, by one name for each actor"),
    "blamed_canonical": N_("who is blamed, by one name for each actor"),
    "actors_canonical": N_("who is named, by one name for each actor"),
    "canonical": N_("the one name of the actor"),
    "actor": N_("the actor, as the article writes it"),
    "role": N_("what the actor does: speaks, is blamed, or is named"),
    "sentences": N_("number of sentences"),
    "articles": N_("number of articles"),
    "dominant": N_("the most frequent frame"),
    "share_uncertain": N_("share of sentences of which the model is unsure"),
    "title": N_("title of the article"),
    "date": N_("date of the article"),
    "publisher": N_("newspaper or site of the article"),
    "section": N_("section of the article"),
    "author": N_("author of the article"),
    "url": N_("address of the article"),
}
_OF_SHARES = {  # columns of a table of shares, some of which mean another thing elsewhere
    "start": N_("first day of the period"),
    "label": N_("the label"),
    "count": N_("number of sentences with the label"),
    "share": N_("share of the sentences, as the model counts it"),
    "low": N_("lower bound of its 95 %% interval"),
    "high": N_("upper bound of its 95 %% interval"),
    "labelled": N_("number of sentences labelled by a person"),
    "corrected": N_("share of the sentences, corrected by those that a person labelled"),
    "corrected_low": N_("lower bound of the corrected share's 95 %% interval"),
    "corrected_high": N_("upper bound of the corrected share's 95 %% interval"),
    "compared": N_("what the two groups differ in"),
    "group_1": N_("the first group"),
    "group_2": N_("the second group"),
    "first": N_("share in the first group"),
    "second": N_("share in the second group"),
    "difference": N_("share in the second group less that in the first"),
    "p_value": N_("p-value of the difference, t test over articles"),
    "corrected_first": N_("corrected share in the first group"),
    "corrected_second": N_("corrected share in the second group"),
    "corrected_difference": N_("corrected share in the second group less that in the first"),
    "corrected_p_value": N_("p-value of the corrected difference, t test over articles"),
    **dict(zip(UNITS, UNITS, strict=True)),
}
_NAMES = {
    "made_by": N_("made by"),
    "made_on": N_("made on"),
    "command": N_("command"),
    "model": N_("model"),
    "model_trained_on": N_("model trained on"),
    "pipeline": N_("pipeline"),
    "articles": N_("articles"),
    "sentences": N_("sentences"),
    "uncertain": N_("uncertain"),
    "shares": N_("shares"),
    "no_frame": N_("no frame"),
}
_RESTS = {"": "", "_text": N_("%(what)s, its text"), "_p": N_("%(what)s, its probability")}
_OF_LABEL = {
    "p_": N_("calibrated probability of %(label)s"),
    "share_": N_("share of sentences labelled %(label)s"),
    "low_": N_("lower bound of the 95 %% interval of %(label)s"),
    "high_": N_("upper bound of the 95 %% interval of %(label)s"),
    "n_": N_("number of sentences labelled %(label)s"),
    "first_": N_("first sentence labelled %(label)s"),
    "strongest_": N_("surest sentence labelled %(label)s"),
}


def about_path(path: Path) -> Path:
    """Tell where the facts about an output stand whose format has no room for them.

    >>> about_path(Path("labels.csv")).name
    'labels.csv.about.json'
    """
    return path.with_name(f"{path.name}{ABOUT}")


class AboutOutput:
    """What made an output, in a file beside it.

    Args:
        file: where it goes.
        columns: those of the output.
        label_set: what is known of the model's labels.
        facts: gives, once all is labelled, what is known of the whole run.

    """

    chooses = False

    def __init__(self, file: IO[str], columns: Iterable[str], label_set: LabelSet, facts: Callable[[], Facts]) -> None:
        self._file, self._columns, self._label_set, self._facts = file, list(columns), label_set, facts

    def add(self, labelled: LabelledArticle, notes: Notes = NO_NOTES) -> None:
        """Take one article, of which nothing is told here."""

    def finish(self) -> None:
        """Write what is known, with what the columns hold."""
        known = {column: meaning for column in self._columns if (meaning := describe(column, self._label_set))}
        told = {**about(self._facts(), self._label_set), "columns": known}
        self._file.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")

    def close(self) -> None:
        """Let go of nothing: nothing waits."""


def about(facts: Facts, label_set: LabelSet) -> dict[str, Any]:
    """Tell what made an output: model, version, date, how much was labelled, what was skipped, drift, and what the labels mean."""
    made = facts.made
    return {
        "made_by": made.program,
        "made_on": made.on,
        "command": made.command,
        "model": made.model,
        "model_trained_on": made.trained,
        "pipeline": made.pipeline,
        "articles": made.articles,
        "sentences": made.sentences,
        "uncertain": made.uncertain,
        "shares": _shares(facts),
        "skipped": list(facts.skipped),
        "drift": _drift(facts.drift),
        "no_frame": label_set.no_frame,
        "labels": [_label(one) for one in label_set.labels],
    }


def _label(label: Label) -> dict[str, str]:
    shown, meaning = speak().term(label.shown), speak().term(label.meaning)
    return {"name": label.name, "shown": shown, "colour": label.colour, "meaning": meaning}


def lines(told: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give what ``about`` told as names and values, a line each, in the language of this process."""
    plain = {name: value for name, value in told.items() if not isinstance(value, list | dict)}
    yield from ((_(_NAMES[name]), value) for name, value in plain.items() if value not in ("", None))
    yield _("skipped inputs"), len(told["skipped"])
    yield from ((_("skipped"), reason) for reason in told["skipped"][:_SKIPPED])
    if (more := len(told["skipped"]) - _SKIPPED) > 0:
        yield _("skipped"), _("… and %(number)s more", number=speak().number(more))
    yield from _drift_lines(told["drift"])


def describe(column: str, label_set: LabelSet, *, shares: bool = False) -> str:
    """Say what a column holds, in the language of this process; empty where it was carried from the input under its own name.

    Args:
        column: its name.
        label_set: what is known of the model's labels.
        shares: whether it is of a table of shares.

    """
    if shares and column in _OF_SHARES:
        return _(_OF_SHARES[column])
    if column in _COLUMNS:
        return _(_COLUMNS[column])
    for prefix, meaning in _OF_LABEL.items():
        for name, shown in label_set.shown.items():
            if column.startswith(f"{prefix}{name}"):
                rest = column.removeprefix(f"{prefix}{name}")
                if rest in _RESTS:  # else it is of another label, which begins like this one
                    what = _(meaning, label=speak().term(shown))
                    return _(_RESTS[rest], what=what) if rest else what
    return ""


def _shares(facts: Facts) -> str:
    """Say whether shares are corrected by a sample that a person labelled."""
    if facts.shares and facts.shares.corrected:
        return ngettext(
            "corrected by %(num)s sentence that a person labelled",
            "corrected by %(num)s sentences that a person labelled",
            facts.shares.labelled,
        )
    return _("uncorrected: they count the model's labels, mistakes included")


def _drift(report: DriftReport | None) -> dict[str, Any] | None:
    if report is None:
        return None
    figures = {
        one.name: {"here": _rounded(one.here), "training": _rounded(one.training), "unlike": one.unlike}
        for one in report.figures
    }
    return {"unlike": report.unlike, "figures": figures, "words": [one._asdict() for one in report.words]}


def _drift_lines(drift: Mapping[str, Any] | None) -> Iterator[tuple[str, str]]:
    if drift is None:
        yield _("drift"), _("not measured: the model keeps no record of its training articles")
        return
    yield (
        _("drift"),
        _("the articles are unlike those that the model was trained on: labels may be wrong more often")
        if drift["unlike"]
        else _("the articles are like those that the model was trained on"),
    )
    for name, one in drift["figures"].items():
        figures = {place: written(name, one[place]) for place in ("here", "training")}
        told = _("%(here)s here, %(training)s in training", **figures)
        shown = speak().term(NAMES[name])
        yield _("drift: %(name)s", name=shown), f"{told}, {_('unlike')}" if one["unlike"] else told
    if drift["words"]:
        told = ", ".join(f"{one['word']} {one['here']} ({one['training']})" for one in drift["words"])
        yield _("words that tell most, in brackets how often in training"), told


def _rounded(figure: float) -> float:
    return round(float(figure), 4)
