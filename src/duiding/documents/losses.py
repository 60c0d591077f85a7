"""Whether what was taken from a file is most of what it holds, so that no text is lost without a word."""

from __future__ import annotations

from collections.abc import Iterable

_SHARE = 0.6  # of the letters
_FEW = 300  # letters that a head, a foot or a menu may have


def losses(taken: Iterable[str], whole: Iterable[str]) -> str:
    """Say that less was taken than most of what there is; empty where it was.

    Args:
        taken: the texts that became articles.
        whole: the texts that a person sees in the file.

    >>> losses(["De EU praat."], ["De EU praat.", "Kop"]), losses(["De EU praat."], ["De EU praat. " * 90])
    ('', 'only 1 of 100 characters of its text went into articles')

    """
    kept, all_ = _letters(taken), _letters(whole)
    if kept >= _SHARE * all_ or all_ - kept < _FEW:
        return ""
    return f"only {100 * kept // all_} of 100 characters of its text went into articles"


def _letters(texts: Iterable[str]) -> int:
    return sum(len("".join(text.split())) for text in texts)
