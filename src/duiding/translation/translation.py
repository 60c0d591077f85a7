"""Messages, numbers and dates in one language."""

from __future__ import annotations

import gettext
import io
import os
from datetime import date as Day  # noqa: N812  # a type
from functools import lru_cache
from math import isnan
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LANGUAGES = ("en", "nl")
_HERE = Path(__file__).parent
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # in the order in which gettext asks them
_chosen: list[str] = []  # at most one
_DAY, _MONTH = 3, 2  # numbers in a date


class Translation:
    """Translates the messages of pages and tables, and writes numbers and dates as its language does.

    Args:
        language: one of ``LANGUAGES``.

    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = Locale.parse({"en": "en_GB"}.get(language, language))
        self.messages = _messages(language)

    def __call__(self, message: str, **values: object) -> str:
        """Translate a message, and put values in the place of its ``%(name)s``; a percent sign is written ``%%``."""
        return self.messages.gettext(message) % values

    def term(self, text: str) -> str:
        """Translate a word that may be ours or a user's, such as the name of a label, where the catalogue has it."""
        return self.messages.gettext(text) if text else ""

    def plural(self, one: str, many: str, number: int, **values: object) -> str:
        """Translate a message that counts something: ``%(num)s`` in it is the number, as the language writes it."""
        return self.messages.ngettext(one, many, number) % {"num": self.number(number), **values}

    def number(self, value: float, digits: int = 0) -> str:
        """Write a number with so many decimals; a dash where it is none.

        >>> Translation("en").number(3229), Translation("nl").number(0.815, 2)
        ('3,229', '0,82')
        """
        if isnan(value):
            return "–"
        shape = "#,##0" + ("." + "0" * digits if digits else "")
        return format_decimal(value, format=shape, locale=self._locale)

    def percentage(self, share: float, digits: int = 0) -> str:
        """Write a share of 1 as a percentage.

        >>> Translation("en").percentage(0.1263, 1), Translation("nl").percentage(0.1263, 1)
        ('12.6 %', '12,6%')
        """
        return f"{self.number(100 * share, digits)}{'%' if self.language == 'nl' else ' %'}"

    def date(self, date: tuple[int, ...]) -> str:
        """Write a date of a year, a year and month, or a year, month and day.

        >>> Translation("nl").date((2022, 1)), Translation("en").date((2022, 1, 31)), Translation("en").date((2022,))
        ('jan 2022', '31 Jan 2022', '2022')
        """
        year, month, number = (*date, 1, 1)[:3]
        day = Day(year, month, number)
        if len(date) == _DAY:
            return format_date(day, "d MMM y", locale=self._locale).replace(".", "")
        if len(date) == _MONTH:
            return format_skeleton("yMMM", day, locale=self._locale).replace(".", "")
        return str(day.year)

    def script(self) -> dict[str, list[str]]:
        """Give the messages of scripts, which translate in the browser, and terms: one form each, or one and many."""
        found = {}
        for message in _catalogue(self.language):
            if message.id and any(str(path).endswith((".js", "terms.py")) for path, _ in message.locations):
                key = message.id[0] if isinstance(message.id, tuple | list) else message.id
                forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
                found[key] = [str(form) for form in forms]
        return found


def use(language: str | None) -> None:
    """Let this process speak a language; None: that of the environment."""
    _chosen[:] = [language] if language else []


def speak() -> Translation:
    """Give the translation to the language that was chosen, or else that of the environment; English where we have no other."""
    return _translation(_chosen[0] if _chosen else _of_environment())


def _(message: str, **values: object) -> str:
    """Translate a message to the language of this process."""
    return speak()(message, **values)


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """Translate a message that counts something to the language of this process."""
    return speak().plural(one, many, number, **values)


@lru_cache(maxsize=4)
def _translation(language: str) -> Translation:
    return Translation(language)


def _of_environment() -> str:
    for name in _VARIABLES:
        if value := os.environ.get(name):
            language = value.partition(":")[0].lower()[:2]
            return language if language in LANGUAGES else "en"
    return "en"


@lru_cache(maxsize=4)
def _catalogue(language: str) -> Catalog:
    path = _HERE / f"{language}.po"
    return _read(path, language) if path.is_file() else Catalog(locale=language)


@lru_cache(maxsize=4)
def _messages(language: str) -> gettext.NullTranslations:
    return gettext.NullTranslations() if language == "en" else _compiled(_catalogue(language))


def read_messages(path: Path, language: str) -> gettext.GNUTranslations:
    """Read a catalogue, a ``.po`` file; a message that it lacks stays as it is."""
    return _compiled(_read(path, language))


def _read(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _compiled(catalogue: Catalog) -> gettext.GNUTranslations:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
