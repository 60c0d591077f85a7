"""Say in a few lines what shares are worth: what they leave out, how far they may be off, and how many labels mend that."""

from __future__ import annotations

import math
from collections.abc import Iterator

from duiding.cli.hints import called
from duiding.shares import DATE, UNITS, Plan
from duiding.translation import _, ngettext, speak
from predict.shares.answer import Answer
from predict.shares.comparison import Difference, Missing


def remarks(answer: Answer) -> Iterator[str]:
    """Say what the shares leave out, how far to trust them, and how many labels make them better, a line each."""
    yield from answer.problems
    yield from map(_left_out, answer.missing)
    if lost := answer.coded - answer.labelled:
        yield ngettext(
            "Of the sample's labelled sentences %(num)s is not in these articles, so not used.",
            "Of the sample's labelled sentences %(num)s are not in these articles, so not used.",
            lost,
        )
    if answer.corrected:
        yield from _after(answer)
    else:
        yield from _before(answer)
    for one in answer.differences:
        yield from _unknown(one, corrected=answer.corrected)


def _left_out(one: Missing) -> str:
    values = {"all": speak().number(one.of), "name": speak().term(one.name), "example": one.example[:40]}
    if one.name == DATE:
        return ngettext(
            "%(num)s of %(all)s articles has no date that tells on which side of %(example)s it is.",
            "%(num)s of %(all)s articles have no date that tells on which side of %(example)s they are.",
            one.articles,
            **values,
        )
    if one.name not in UNITS:
        return ngettext(
            "%(num)s of %(all)s articles has no %(name)s: it is in no group of %(name)s.",
            "%(num)s of %(all)s articles have no %(name)s: they are in no group of %(name)s.",
            one.articles,
            **values,
        )
    if one.example:
        return ngettext(
            "%(num)s of %(all)s articles has no date from which the %(name)s can be read (such as '%(example)s'): it is in no %(name)s.",
            "%(num)s of %(all)s articles have no date from which the %(name)s can be read (such as '%(example)s'): they are in no %(name)s.",
            one.articles,
            **values,
        )
    return ngettext(
        "%(num)s of %(all)s articles has no date that can be read: it is in no %(name)s.",
        "%(num)s of %(all)s articles have no date that can be read: they are in no %(name)s.",
        one.articles,
        **values,
    )


def _before(answer: Answer) -> Iterator[str]:
    yield _("These shares are uncorrected: they count the model's labels, mistakes included.")
    if answer.held_out:
        yield "  " + _off(answer)
    else:
        yield "  " + _("The model keeps no record of how far such shares were off: train it again to know.")
    if answer.plan:
        yield "  " + _("To correct them: %(wanted)s.", wanted=_wanted(answer.plan) + _in_groups(answer))
        yield "  " + _(
            "Draw them with %(predict)s … --to-label N --control 1 --output FILE, label them, and give --sample FILE.",
            predict=called("predict"),
        )


def _off(answer: Answer) -> str:
    held_out, speech = answer.held_out, speak()
    figures = (
        f"{speech.term(label)} {_points(held_out['off'][label])} ({_points(held_out['often'][label])})"
        for label in answer.whole["label"]
    )
    return _(
        "On %(articles)s articles held out in training, such shares of %(set)s articles were off by, in points (and in 1 of 20 sets by "
        "more than): %(figures)s.",
        articles=speech.number(held_out["articles"]),
        set=speech.number(held_out["set"]),
        figures="; ".join(figures),
    )


def _after(answer: Answer) -> Iterator[str]:
    if not answer.plan or math.isnan(answer.plan.width_now):
        yield ngettext(
            "%(num)s labelled sentence is too little to correct shares: label 10 or more, in 3 articles or more.",
            "%(num)s labelled sentences are too few to correct shares: label 10 or more, in 3 articles or more.",
            answer.labelled,
        )
        return
    yield ngettext(
        "Corrected by %(num)s sentence labelled by a person; the widest interval of all articles is %(width)s points.",
        "Corrected by %(num)s sentences labelled by a person; the widest interval of all articles is %(width)s points.",
        answer.labelled,
        width=_points(answer.plan.width_now),
    )
    asked = answer.by and "corrected" in answer.trends  # not where no article has what was asked for
    few = answer.trends[answer.trends["corrected"].isna()] if asked else answer.trends.iloc[:0]
    if len(few):
        yield "  " + ngettext(
            "%(num)s group has fewer than 10 labelled sentences, or these in fewer than 3 articles: no corrected share.",
            "%(num)s groups have fewer than 10 labelled sentences, or these in fewer than 3 articles: no corrected share.",
            len(few) // answer.trends["label"].nunique(),
        )
    yield "  " + _("In all: %(wanted)s.", wanted=_wanted(answer.plan) + _in_groups(answer))


def _unknown(one: Difference, *, corrected: bool) -> Iterator[str]:
    """Say why a comparison has no figures, or no interval."""
    first, second = one.compared.shown
    if corrected and one.table["corrected_difference"].isna().any():
        yield _(
            "%(first)s and %(second)s: no corrected difference, since one of them has fewer than 10 labelled sentences, or these in fewer "
            "than 3 articles; in brackets what the model counts.",
            first=first,
            second=second,
        )
    elif one.table["corrected_low" if corrected else "low"].isna().any():
        yield _(
            "%(first)s and %(second)s: no interval for a label of which all their articles have the same share, or where each has one article.",
            first=first,
            second=second,
        )


def _wanted(plan: Plan) -> str:
    if math.isnan(plan.narrowest):
        return _("these are too few articles to tell how many labels that takes")
    if plan.sentences is None:
        return _(
            "no number of labels makes intervals of all articles %(width)s points wide: the articles alone leave %(least)s",
            width=_whole_points(plan.width),
            least=_points(plan.narrowest),
        )
    return ngettext(
        "label about %(num)s sentence drawn at random for intervals of %(width)s points (--width) over all articles",
        "label about %(num)s sentences drawn at random for intervals of %(width)s points (--width) over all articles",
        plan.sentences,
        width=_whole_points(plan.width),
    )


def _in_groups(answer: Answer) -> str:
    plan = answer.groups_plan
    if not plan or not len(answer.trends) or not answer.plan or answer.plan.sentences is None:
        return ""
    name = speak().term(answer.by[0] if len(answer.by) == 1 else "group")
    if plan.sentences is None:
        return _("; for a %(name)s there are too few articles in some", name=name)
    return _(", about %(number)s for each %(name)s", number=speak().number(plan.sentences), name=name)


def _points(share: float) -> str:
    return speak().number(100 * share, 1)


def _whole_points(share: float) -> str:
    return speak().number(100 * share, 0 if round(100 * share, 6).is_integer() else 1)
