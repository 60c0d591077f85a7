"""Templates that escape what they quote, and what makes a page that loads nothing and runs nothing but its own script."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from duiding.translation import Translation

_HERE = Path(__file__).parent


def templates(folder: Path, language: Translation) -> Environment:
    """Make an environment for the templates of a folder and of this one.

    Args:
        folder: whose templates they are.
        language: what ``_``, ``ngettext`` and ``{% trans %}`` in them translate to.

    """
    made = Environment(
        loader=FileSystemLoader([folder, _HERE]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(language.messages, newstyle=True)  # type: ignore[attr-defined]  # of the extension
    made.globals["language"] = language.language
    made.filters.update(number=language.number, date=language.date, tr=language.term)
    return made


def asset(*names: str, folder: Path = _HERE) -> str:
    """Give the text of style sheets or scripts, one after another."""
    return "".join((folder / name).read_text(encoding="utf-8") for name in names)


def digest(content: str) -> str:
    """Give what a content security policy names a script or style by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def inert(value: Any) -> str:
    r"""Write a value as JSON that may stand in a ``script`` element of a type that is not run.

    >>> inert({"text": "</script>"})
    '{"text":"\\u003c/script>"}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """Write the content security policy of a page that loads nothing.

    Args:
        scripts: the scripts that may run, as they stand in the page.
        styles: its style sheets.

    """
    runs = " ".join(f"'{digest(one)}'" for one in scripts) or "'none'"
    looks = " ".join(f"'{digest(one)}'" for one in styles)
    return (
        f"default-src 'none'; style-src {looks}; script-src {runs}; img-src data:; base-uri 'none'; form-action 'none'"
    )
