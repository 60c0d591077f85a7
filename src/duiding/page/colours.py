"""The style of each label: its colour, and its kind of line, which tells labels apart without colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_LINES = ("solid", "double", "dashed", "dotted")


def label_style(labels: Sequence[str], colours: Mapping[str, str], no_frame: str = "") -> str:
    """Write the style sheet of a model's labels: class ``f0`` is the first, ``n0`` a sentence that a reader gave it.

    Args:
        labels: in the order that everything on a page numbers them by.
        colours: of each, as ``#0072B2``.
        no_frame: the label that is no frame, which is kept quiet; empty if there is none.

    """
    rules = []
    for i, label in enumerate(labels):
        look = f"--c: {_channels(colours[label])}; --line: {_LINES[i % len(_LINES)]};"
        rules.append(f".f{i} {{ {look} }}")
        quiet = label == no_frame
        if quiet:
            rules.append(f".s.f{i}, .strip .f{i} {{ --tint: .3; --line: none; }} .part.f{i} {{ fill-opacity: .45; }}")
        rules.append(f"@media screen {{ .s.n{i} {{ {look} --tint: {'.3' if quiet else '1'}; }} }}")
        others = (
            f".only-f{i} .s:not(.f{i}):not(.n{i})",
            f".only-f{i} .s.corrected:not(.n{i})",
            f".only-f{i} .strip > :not(.f{i})",
        )
        rules.append(f"{', '.join(others)} {{ --tint: 0; --line: none; }}")
    return "\n".join(rules) + "\n"


def _channels(colour: str) -> str:
    """Turn ``#0072B2`` into ``0 114 178``, as CSS mixes it with a strength."""
    return " ".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
