"""The tables of other classifiers: how well each does, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator

from rich.markup import escape
from rich.table import Table

from duiding.cli.tables import table
from duiding.labels import in_order
from duiding.translation import _
from evaluate.measurement import Measured
from evaluate.peers import Contest
from evaluate.report.figures import figure, scored

READS_NOTHING = 1e6  # sentences a second


def speed_of(result: Measured) -> str:
    """Write how fast a peer is; one that does not read the text has no speed worth a figure."""
    return figure(result.sentences_a_second, 0) if 0 < result.sentences_a_second < READS_NOTHING else "–"


def peer_tables(found: Contest) -> Iterator[Table]:
    """Lay out a table a file of test sentences, then what each peer costs."""
    for name in found.files:
        yield _scores_on(found, name)
    made = table(_("What the peers cost"), ("", _("sentences/s"), _("size (MB)"), _("training (s)"), _("setting")))
    for one in found.results:
        if one.missing:
            made.add_row(escape(one.name), _("not run: %(why)s", why=escape(one.missing)), *[""] * 3)
        elif one.training_seconds or one.megabytes:
            figures = (speed_of(one), figure(one.megabytes, 1), figure(one.training_seconds, 1), one.setting)
            made.add_row(escape(one.name), *figures)
    yield made


def _scores_on(found: Contest, name: str) -> Table:
    """Lay out how well each does on one file of test sentences."""
    measured = [(one.name, one.files[name]) for one in found.results if name in one.files]
    first = measured[0][1]
    labels = in_order({label for _, judged in measured for label in judged.labels})
    support = [f"F1 {label} ({first.labels.get(label, (0, 0))[1]})" for label in labels]
    title = _(
        "Peers on %(name)s: %(sentences)s sentences in %(articles)s articles",
        name=name,
        sentences=first.sentences,
        articles=first.articles,
    )
    made = table(escape(title), ("", _("macro-F1 [95 %% interval]"), _("minus this model"), _("accuracy"), *support))
    for peer, judged in measured:
        f1 = [figure(judged.labels[label][0]) if label in judged.labels else "" for label in labels]
        scores = (scored(judged.macro_f1), scored(judged.difference), figure(judged.accuracy))
        made.add_row(escape(peer), *scores, *f1)
    return made
