"""The four labels, their order, colours and one-line meanings."""

from collections.abc import Iterable

LABELS: tuple[str, ...] = ("diplomatic", "escalatory", "sanction", "other")

MEANINGS: dict[str, str] = {
    "diplomatic": "contact, talks, agreement, aid or de-escalation between parties in international affairs",
    "escalatory": "force or the threat of it, blame, the refusal or collapse of talks",
    "sanction": "a punitive measure short of force: proposed, imposed, evaded, felt or lifted",
    "other": "none of these",
}

# Okabe and Ito's palette, which the common forms of colour blindness keep apart.
COLOURS: dict[str, str] = {
    "diplomatic": "#0072B2",
    "escalatory": "#D55E00",
    "sanction": "#CC79A7",
    "other": "#7F7F7F",
}

SPARE_COLOURS: tuple[str, ...] = (
    "#009E73",
    "#E69F00",
    "#56B4E9",
    "#F0E442",
    "#332288",
    "#882255",
)


def in_order(labels: Iterable[str]) -> list[str]:
    """Put labels in the order that every table uses: ours first, then others by name.

    >>> in_order(["other", "neutral", "sanction"])
    ['sanction', 'other', 'neutral']
    """
    found = set(labels)
    return [label for label in LABELS if label in found] + sorted(found.difference(LABELS))


def colours_for(labels: Iterable[str]) -> dict[str, str]:
    """Give each label its colour; labels that are not ours get the spare ones in turn.

    >>> colours_for(["other", "neutral"])
    {'other': '#7F7F7F', 'neutral': '#009E73'}
    """
    ordered = in_order(labels)
    spare = [label for label in ordered if label not in COLOURS]
    palette = {label: SPARE_COLOURS[i % len(SPARE_COLOURS)] for i, label in enumerate(spare)}
    return {label: COLOURS.get(label) or palette[label] for label in ordered}
