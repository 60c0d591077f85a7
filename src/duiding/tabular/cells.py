"""What a cell says: signs that nobody sees, values that stand for nothing, errors of a spreadsheet, lists."""

from __future__ import annotations

import ast
import json
import re
import warnings
from typing import Any

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0]"
)
_ESCAPED = re.compile(r"_x00(0[9AD])_", re.IGNORECASE)  # how Excel writes control characters
_NOTHING = frozenset(
    ("na", "n/a", "n.a.", "nan", "none", "null", "nil", "<na>", "nvt", "n.v.t", "n.v.t.", "-", "--", "?")
)
_ERROR = re.compile(
    r"#(N/?[AB]|[A-Z]+(/0)?[!?]|GETTING_DATA)|Err:\d{3}"
)  # #N/A, #REF!, #DIV/0!, in Dutch #N/B, #VERW!, #DEEL/0!, of LibreOffice Err:502
_PUNCTUATION = re.compile("[-–—―.…·•*_/!?¿¡,:;'\"]+")
_BRACKETS = {"[": "]", "(": ")", "{": "}"}
_CALLED = re.compile(r"(?:c|array|Index|set|frozenset)\((.*?)(?:, dtype=\S+)?\)", re.DOTALL)
_SIDE_BY_SIDE = re.compile(r"""(?<=[^\s\[({,])(["'])\s+(["'])""")  # how NumPy writes two texts of a list


def visible(text: str) -> str:
    """Take out of a text what nobody sees: zero-width signs, soft hyphens, Excel's escapes of control characters.

    >>> visible("diplo\u200bmatic_x000D_")
    'diplomatic '
    """
    return _INVISIBLE.sub("", _ESCAPED.sub(" ", text))


def is_error(cell: str) -> bool:
    """Tell whether a cell holds an error that a spreadsheet computed.

    >>> is_error("#VERW!"), is_error("#N/A"), is_error("#NAVO")
    (True, True, False)
    """
    return _ERROR.fullmatch(cell.strip()) is not None


def says_nothing(cell: str) -> bool:
    """Tell whether a cell that is not empty stands for an absent value, such as ``NA``, ``nan``, ``n.v.t.`` or ``#N/A``."""
    text = cell.strip()
    return (
        text.casefold() in _NOTHING or text == "NaT" or _PUNCTUATION.fullmatch(text) is not None or is_error(cell)
    )  # "nat" is a word


def says_something(cell: str) -> bool:
    """Tell whether a cell shows a text, and one that does not stand for an absent value.

    >>> says_something("Kiev zwijgt."), says_something("n.v.t."), says_something("\u200b ")
    (True, False, False)
    """
    return bool(visible(cell).strip()) and not says_nothing(cell)


def listed(cell: str) -> list[str] | None:
    """Take apart a cell that holds a list, tuple or set as Python, JSON, NumPy or R writes it; None where it holds none.

    >>> listed("['diplomatic']"), listed("('a',)"), listed("['a' 'b']"), listed('c("a", "b")'), listed("[]"), listed("[sic]")
    (['diplomatic'], ['a'], ['a', 'b'], ['a', 'b'], [], None)
    """
    if called := _CALLED.fullmatch(cell):
        cell = called[1] if called[1][:1] in _BRACKETS else f"[{called[1]}]"
    if _BRACKETS.get(cell[:1]) != cell[-1:]:
        return None
    for read in (json.loads, _literal):
        try:
            found = read(_SIDE_BY_SIDE.sub(r"\1, \2", cell))
        except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
            continue
        if isinstance(found, set):
            found = sorted(found, key=str)
        if isinstance(found, list | tuple) or not found:
            return [str(one) for one in found or () if one is not None]
        if isinstance(found, str):  # ('a') is no tuple
            return [found]
    return None


def _literal(text: str) -> Any:
    with warnings.catch_warnings(action="ignore"):  # Python's, of what looks like a slip in a program
        return ast.literal_eval(text)
