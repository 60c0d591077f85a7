"""Say in a few lines what shares are worth: what they leave out, how far they may be off, and how many labels mend that."""

from __future__ import annotations

import math
from collections.abc import Iterator

from duiding.cli.hints import called
from duiding.shares import DATE, UNITS, Plan
from predict.shares.answer import Answer
from predict.shares.comparison import Missing

_PLURALS = (*UNITS, "publisher", "section", "actor", "speaker")


def remarks(answer: Answer) -> Iterator[str]:
    """Say what the shares leave out, how far to trust them, and how many labels make them better, a line each."""
    yield from answer.problems
    yield from map(_left_out, answer.missing)
    if answer.coded and answer.labelled < answer.coded:
        lost = answer.coded - answer.labelled
        yield f"Of the sample's {answer.coded:,} labelled sentences {lost:,} are not in these articles, so not used."
    if answer.corrected:
        yield from _after(answer)
    else:
        yield from _before(answer)


def _left_out(one: Missing) -> str:
    have = "has" if one.articles == 1 else "have"
    if one.name.startswith(DATE):
        return f"{one.articles:,} of {one.of:,} articles {have} no date that tells on which side of {one.example} they are."
    group = one.name if one.name in UNITS else f"group of {one.name}"
    lack = "no date that can be read" if one.name in UNITS else f"no {one.name}"
    if one.name in UNITS and one.example:
        lack = f"no date from which the {one.name} can be read (such as '{one.example[:40]}')"
    return f"{one.articles:,} of {one.of:,} articles {have} {lack}: {'it is' if one.articles == 1 else 'they are'} in no {group}."


def _before(answer: Answer) -> Iterator[str]:
    yield "These shares are uncorrected: they count the model's labels, mistakes included."
    held_out = answer.held_out
    if held_out:
        off, often = held_out["off"], held_out["often"]
        figures = ", ".join(
            f"{label} {100 * off[label]:.1f} ({100 * often[label]:.1f})" for label in answer.whole["label"]
        )
        yield (
            f"  On {held_out['articles']} articles held out in training, such shares of {held_out['set']} articles were off by, "
            f"in points (and in 1 of 20 sets by more than): {figures}."
        )
    else:
        yield "  The model keeps no record of how far such shares were off: train it again to know."
    if answer.plan:
        yield f"  To correct them: {_wanted(answer.plan, 'all articles')}{_in_groups(answer)}."
        yield (
            f"  Draw them with {called('predict')} … --to-label N --control 1 --output FILE, label them, and give --sample FILE."
        )


def _after(answer: Answer) -> Iterator[str]:
    if not answer.plan or math.isnan(answer.plan.width_now):
        yield (
            f"{answer.labelled:,} labelled sentences are too few to correct shares: label 10 or more, in 3 articles or more."
        )
        return
    yield (
        f"Corrected by {answer.labelled:,} sentences labelled by a person; the widest interval of all articles is "
        f"{100 * answer.plan.width_now:.1f} points."
    )
    asked = answer.by and "corrected" in answer.trends  # not where no article has what was asked for
    few = answer.trends[answer.trends["corrected"].isna()] if asked else answer.trends.iloc[:0]
    if len(few):
        groups = len(few) // answer.trends["label"].nunique()
        yield f"  {groups} groups have fewer than 10 labelled sentences, or these in fewer than 3 articles: no corrected share."
    yield f"  In all: {_wanted(answer.plan, 'all articles')}{_in_groups(answer)}."


def _wanted(plan: Plan, what: str) -> str:
    points = f"{100 * plan.width:g} points"
    if math.isnan(plan.narrowest):
        return "these are too few articles to tell how many labels that takes"
    if plan.sentences is None:
        return (
            f"no number of labels makes intervals of {what} {points} wide: the articles alone leave "
            f"{100 * plan.narrowest:.1f}"
        )
    return f"label about {plan.sentences:,} sentences drawn at random for intervals of {points} (--width) over {what}"


def _in_groups(answer: Answer) -> str:
    plan = answer.groups_plan
    if not plan or not len(answer.trends) or not answer.plan or answer.plan.sentences is None:
        return ""
    name = answer.by[0] if len(answer.by) == 1 and answer.by[0] in _PLURALS else "group"
    if plan.sentences is None:
        return f"; some {name}s have too few articles for that"
    return f", about {plan.sentences:,} for each {name}"
