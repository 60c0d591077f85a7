"""The languages of the pages: English is what the templates say, others are gettext catalogues."""

from __future__ import annotations

import gettext
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request

from duiding.errors import DuidingError
from duiding.translation import Translation, read_messages

LANGUAGES = {"en": "English", "nl": "Nederlands"}
COOKIE = "language"
_FOLDER = Path(__file__).resolve().parent.parent / "languages"


def language_of(request: Request) -> str:
    """Give the language that was chosen, else the first of the browser's that we have."""
    if (chosen := request.cookies.get(COOKIE, "")) in LANGUAGES:
        return chosen
    asked = (part.split(";")[0].strip()[:2].lower() for part in request.headers.get("accept-language", "").split(","))
    return next((one for one in asked if one in LANGUAGES), "en")


@lru_cache(maxsize=len(LANGUAGES))
def spoken(language: str) -> Translation:
    """Give what writes the core's terms, numbers and dates in a language."""
    return Translation(language)


def told(error: DuidingError, language: str) -> str:
    """Give an error's message in a language, be it one of ours or of the core."""

    def translate(message: str) -> str:
        ours = translations(language).gettext(message)
        return ours if ours != message else spoken(language).term(message)

    return error.said(translate)


@lru_cache(maxsize=len(LANGUAGES))
def translations(language: str) -> gettext.NullTranslations:
    """Give the translations into a language."""
    path = _FOLDER / f"{language}.po"
    return read_messages(path, language) if path.is_file() else gettext.NullTranslations()
