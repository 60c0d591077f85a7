"""The tables that the command prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from rich.markup import escape
from rich.table import Table

from duiding.cli.tables import table
from duiding.scoring import Comparison
from duiding.translation import _, speak
from evaluate.ablation import Ablation
from evaluate.behaviour import Behaviour
from evaluate.confidence import Confidence
from evaluate.errors import Errors
from evaluate.evaluation import Evaluation
from evaluate.learning_curve import LearningCurve
from evaluate.report.figures import figure, scored
from evaluate.report.peer_tables import peer_tables
from evaluate.scores import Scores

NAMES = {
    "macro_f1": "macro-F1",
    "accuracy": "accuracy",
    "cohen_kappa": "Cohen's kappa",
    "matthews": "Matthews correlation",
}
WORST, CHANGED, PAIRS = 5, 10, 6


def tables(evaluation: Evaluation) -> Iterator[Table]:
    """Lay out what was found, a table a subject."""
    yield scores_by_label(evaluation.scores, evaluation.label_set.colours)
    yield _confusion(evaluation.scores)
    yield _overall(evaluation)
    yield _confidence(evaluation.confidence)
    for part, lay_out in _PARTS.items():
        if (found := getattr(evaluation, part, None)) is not None:
            yield from lay_out(found)


def scores_by_label(scores: Scores, colours: Mapping[str, str]) -> Table:
    """Lay out the scores of each label, and how far to trust them."""
    made = table(
        _("Scores by label"),
        (_("label"), _("precision"), _("recall"), _("F1 [95 %% interval]"), _("support"), _("reliability")),
    )
    made.columns[-1].justify = "left"
    for label, row in scores.by_label.items():
        made.add_row(
            f"[{colours[label]}]{escape(label)}[/]",
            figure(row.precision.value),
            figure(row.recall.value),
            scored(row.f1),
            str(row.support),
            speak().term(row.tier),
        )
    return made


def _confusion(scores: Scores) -> Table:
    made = table(_("Confusion: true label by row, predicted by column"), ("", *map(escape, scores.labels)))
    for label, row in zip(scores.labels, scores.confusion, strict=True):
        made.add_row(escape(label), *map(str, row))
    return made


def _overall(evaluation: Evaluation) -> Table:
    made = table(_("Overall, with 95 %% interval over articles"), ("", _("figure")))
    for name, score in evaluation.scores.overall.items():
        made.add_row(speak().term(NAMES[name]), scored(score), style="bold" if name == "macro_f1" else "")
    for name, score in evaluation.baselines.items():
        made.add_row(_("macro-F1 of %(name)s (baseline)", name=speak().term(name)), scored(score))
    return made


def _confidence(confidence: Confidence) -> Table:
    made = table(_("Confidence, with 95 %% interval over articles"), ("", _("figure")))
    made.add_row(_("Brier score (0 to 2, lower is better)"), scored(confidence.brier))
    made.add_row(_("expected calibration error"), scored(confidence.calibration_error))
    made.add_row(
        _("threshold for an accuracy of %(accuracy)s", accuracy=figure(confidence.target_accuracy, 2)),
        figure(confidence.threshold),
    )
    made.add_row(_("share of sentences kept by it"), scored(confidence.coverage))
    made.add_row(_("accuracy of those kept"), scored(confidence.accuracy) if confidence.accuracy else _("none kept"))
    return made


def _comparison(found: Comparison) -> Iterator[Table]:
    title = _(
        "Sentences that changed: %(all)s (first %(some)s below, all in metrics.json)",
        all=len(found.changed),
        some=CHANGED,
    )
    made = table(title, ("", _("true"), found.old, found.new, _("sentence")), words=5)
    for row in found.changed.head(CHANGED).to_dict("records"):
        made.add_row(*(escape(str(row[name])) for name in ("change", "label", "old", "new", "text")))
    yield made


def _errors(errors: Errors) -> Iterator[Table]:
    pairs = table(
        _("Most confusable labels"), (_("true"), _("taken for"), _("sentences"), _("share of the true label")), words=2
    )
    for pair in errors.confusable.head(PAIRS).to_dict("records"):
        pairs.add_row(
            escape(pair["label"]),
            escape(pair["predicted"]),
            str(pair["sentences"]),
            speak().percentage(pair["share"], 1),
        )
    yield pairs
    yield from _novelty(errors)
    worst = table(
        _("Worst mistakes"), (_("true"), _("predicted"), _("sure"), _("deciding words"), _("sentence")), words=5
    )
    for one in errors.worst.head(WORST).to_dict("records"):
        words = ", ".join(word.word for word in one["deciding"]) or "–"
        row = (one["label"], one["predicted"], figure(one["probability"], 2), words, one["text"])
        worst.add_row(*map(escape, row))
    yield worst


def _novelty(errors: Errors) -> Iterator[Table]:
    rows = errors.slices[errors.slices["kind"] == "novelty"]
    if len(rows):
        found = table(_("By subject"), (_("test articles"), _("sentences"), _("accuracy"), "macro-F1"))
        for one in rows.to_dict("records"):
            found.add_row(one["name"], str(one["sentences"]), figure(one["accuracy"]), scored(one["macro_f1"]))
        yield found


def _behaviour(behaviour: Behaviour) -> Iterator[Table]:
    made = table(_("Behaviour: hand-written cases passed"), (_("capability"), _("cases"), _("passed"), _("rate")))
    for one in behaviour.capabilities.to_dict("records"):
        made.add_row(escape(one["name"]), str(one["cases"]), str(one["passed"]), speak().percentage(one["rate"]))
    made.add_section()
    passed = behaviour.cases["passed"]
    made.add_row(_("all"), str(len(passed)), str(passed.sum()), speak().percentage(behaviour.rate, 1))
    yield made


def _learning_curve(curve: LearningCurve) -> Iterator[Table]:
    made = table(_("Learning curve"), (_("articles"), _("sentences"), _("macro-F1 [95 %% interval]")), words=0)
    for point in curve.points.to_dict("records"):
        made.add_row(str(point["articles"]), str(point["sentences"]), scored(point["macro_f1"]))
    made.caption = curve.words
    yield made


def _ablation(ablation: Ablation) -> Iterator[Table]:
    title = _("Ablation: cross-validated over %(number)s training articles", number=ablation.articles)
    made = table(title, ("", _("macro-F1 [95 %% interval]"), _("difference"), _("sentences/s")))
    for one in ablation.variants:
        if one.macro_f1 is None:
            made.add_row(escape(one.name), _("not run: %(why)s", why=escape(one.missing)), "", "")
            continue
        score, change = (scored(part) for part in (one.macro_f1, one.difference))
        made.add_row(escape(one.name), score, change, figure(one.sentences_a_second, 0))
    yield made


_PARTS: dict[str, Callable[..., Iterator[Table]]] = {
    "comparison": _comparison,
    "errors": _errors,
    "behaviour": _behaviour,
    "learning_curve": _learning_curve,
    "ablation": _ablation,
    "peers": peer_tables,
}
