"""What columns are called, and what they hold, in the language of a run."""

from __future__ import annotations

from duiding.labels import LabelSet
from duiding.shares import UNITS
from duiding.translation import _, speak
from duiding.translation.terms import N_

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
_HEADINGS = {
    "share_": N_("share_%(label)s"),
    "low_": N_("low_%(label)s"),
    "high_": N_("high_%(label)s"),
    "corrected_low_": N_("corrected_low_%(label)s"),
    "corrected_high_": N_("corrected_high_%(label)s"),
    "corrected_": N_("corrected_%(label)s"),
    "n_": N_("n_%(label)s"),
}
_OTHERS = (  # further headings of a comparison, for the catalogue
    N_("start"),
    N_("labelled"),
    N_("compared"),
    N_("group_1"),
    N_("group_2"),
    N_("first"),
    N_("second"),
    N_("low"),
    N_("high"),
    N_("p_value"),
    N_("corrected_first"),
    N_("corrected_second"),
    N_("corrected_difference"),
    N_("corrected_low"),
    N_("corrected_high"),
    N_("corrected_p_value"),
    N_("written as"),
)


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


def heading(column: str, label_set: LabelSet) -> str:
    """Give the heading of a column of figures in the language of this process.

    Args:
        column: its name in English, as the tables of other formats have it.
        label_set: what is known of the model's labels.

    """
    for prefix, shape in _HEADINGS.items():
        name = column.removeprefix(prefix)
        if name != column and name in label_set.names:
            return _(shape, label=speak().term(name))
    return speak().term(column)
