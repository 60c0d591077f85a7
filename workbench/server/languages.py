"""The languages of the pages: English is what the templates say, others are gettext catalogues."""

from __future__ import annotations

import gettext
from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po
from starlette.requests import Request

LANGUAGES = {"en": "English", "nl": "Nederlands"}
COOKIE = "language"
_FOLDER = Path(__file__).resolve().parent.parent / "languages"


def language_of(request: Request) -> str:
    """Give the language that was chosen, else the first of the browser's that we have."""
    if (chosen := request.cookies.get(COOKIE, "")) in LANGUAGES:
        return chosen
    asked = (part.split(";")[0].strip()[:2].lower() for part in request.headers.get("accept-language", "").split(","))
    return next((one for one in asked if one in LANGUAGES), "en")


class Catalogue(gettext.NullTranslations):
    """The messages of a language; one that it lacks stays English.

    Args:
        path: a ``.po`` file.

    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        with path.open("rb") as file:
            catalogue = read_po(file)
        self._single: dict[str, str] = {}
        self._plural: dict[str, tuple[str, ...]] = {}
        for message in catalogue:
            if isinstance(message.id, str) and isinstance(message.string, str):
                self._single[message.id] = message.string
            elif message.id and isinstance(message.string, tuple | list):
                self._plural[message.id[0]] = tuple(message.string)

    def gettext(self, message: str) -> str:
        """Translate a message."""
        return self._single.get(message) or message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Translate a message that counts something."""
        forms = self._plural.get(msgid1, ())
        return (forms[n != 1] if len(forms) == 2 else "") or (msgid1 if n == 1 else msgid2)


@lru_cache(maxsize=len(LANGUAGES))
def translations(language: str) -> gettext.NullTranslations:
    """Give the translations into a language."""
    path = _FOLDER / f"{language}.po"
    return Catalogue(path) if path.is_file() else gettext.NullTranslations()
