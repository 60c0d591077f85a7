"""Put the page together, article by article."""

from __future__ import annotations

import base64
import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from duiding.labels import MEANINGS, colours_for
from duiding.prediction import LabelledArticle
from predict.actors import ActorTally
from predict.notes import NO_NOTES, Notes
from predict.report.keys import keys_for
from predict.report.timeline import HEIGHT, WIDTH, Timeline, gridlines
from predict.report.view import view_article
from predict.summary import NO_FRAME

_HERE = Path(__file__).parent
_SCRIPTS = ("placing.js", "report.js", "corrections.js", "correcting.js")
_STYLES = ("report.css", "correcting.css")
_ACTORS = 40  # rows in the table of all articles' actors
_INDEX, _ARTICLES = (
    "<!--index-->",
    "<!--articles-->",
)  # no text of an article can hold these: it is escaped


class Report:
    """A page that is written as articles come; memory does not grow with their number, what is ready waits on disk.

    A reader may correct labels on it. The browser keeps corrections under the report's identity, a digest of its model, sentences
    and labels: the same run made again finds them back.

    Args:
        file: where the page goes.
        folder: where parts of it may wait.
        labels: the model's labels.
        model: its name.
        with_text: whether the articles themselves are shown, or only what they come to.

    """

    def __init__(
        self,
        file: IO[str],
        folder: Path,
        labels: Sequence[str],
        model: str,
        *,
        with_text: bool = True,
    ) -> None:
        self._file, self._model, self._with_text = file, model, with_text
        self._labels = list(labels)
        self._actors = ActorTally(self._labels)
        self._timeline = Timeline(labels)
        self._counts = [0] * len(self._labels)
        self._uncertain, self._number, self._title = 0, 0, ""
        self._identity = hashlib.sha256(repr((model, self._labels)).encode())
        self._index, self._articles = _waiting(folder), _waiting(folder)

    def add(self, labelled: LabelledArticle, notes: Notes = NO_NOTES) -> None:
        """Take one whole article, with the words that decided and the actors where they are known."""
        self._number += 1
        article = view_article(labelled, self._labels, self._number, notes)
        self._title = self._title or article.title
        counts = [frame.sentences for frame in article.summary.frames]
        self._counts = [a + b for a, b in zip(self._counts, counts, strict=True)]
        self._uncertain += sum(one.uncertain for one in labelled.sentences)
        self._timeline.add(article.date, counts)
        said = [(labelled.article.article_id, one.sentence, one.text, one.label) for one in labelled.sentences]
        self._identity.update(repr(said).encode("utf-8", "surrogatepass"))
        self._actors.add(notes.actors)
        context = {
            "article": article,
            "labels": self._labels,
            "with_text": self._with_text,
        }
        self._index.write(_template("row.html.j2").render(context))
        if self._with_text:
            self._articles.write(_template("article.html.j2").render(context))

    def finish(self) -> None:
        """Write the page."""
        page = _template("page.html.j2").render(self._context())
        top, rest = page.split(_INDEX) if _INDEX in page else (None, page)
        if top is not None:
            self._file.write(top)
            _copy(self._index, self._file)
        before, after = rest.split(_ARTICLES)
        self._file.write(before)
        _copy(self._articles, self._file)
        self._file.write(after)

    def _context(self) -> dict[str, Any]:
        total = sum(self._counts)
        colours = colours_for(self._labels)
        script = _read(_SCRIPTS)
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        return {
            "title": self._title if self._number == 1 else f"{self._number:,} articles",
            "many": self._number > 1 or not self._with_text,
            "with_text": self._with_text,
            "articles": self._number,
            "sentences": total,
            "uncertain": self._uncertain,
            "frames": [
                {
                    "label": label,
                    "meaning": MEANINGS.get(label, ""),
                    "count": count,
                    "share": count / total if total else 0,
                }
                for label, count in zip(self._labels, self._counts, strict=True)
            ],
            "labels": self._labels,
            "keys": keys_for(self._labels),
            "report": self._identity.hexdigest()[:24],
            "colours": [_channels(colours[label]) for label in self._labels],
            "quiet": self._labels.index(NO_FRAME) if NO_FRAME in self._labels else -1,
            "columns": self._timeline.columns(),
            "undated": self._timeline.undated,
            "gridlines": gridlines(),
            "width": WIDTH,
            "height": HEIGHT,
            "actors": self._actors.most_frequent(_ACTORS) if self._number > 1 or not self._with_text else [],
            "model": self._model,
            "style": Markup(_read(_STYLES)),  # noqa: S704  # our own files
            "script": Markup(script),  # noqa: S704  # our own files
            "digest": digest,
        }


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@lru_cache(maxsize=4)
def _template(name: str) -> Any:
    return _environment().get_template(name)


def _read(names: Sequence[str]) -> str:
    return "".join((_HERE / name).read_text(encoding="utf-8") for name in names)


def _channels(colour: str) -> str:
    """Turn ``#0072B2`` into ``0 114 178``, as CSS mixes it with a strength."""
    return " ".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))


def _waiting(folder: Path) -> IO[str]:
    return tempfile.TemporaryFile(
        "w+", encoding="utf-8", errors="replace", newline="", dir=folder
    )  # lives as long as the report


def _copy(waiting: IO[str], file: IO[str]) -> None:
    waiting.seek(0)
    shutil.copyfileobj(waiting, file)
    waiting.close()
