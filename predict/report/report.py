"""Put the page together, article by article."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from markupsafe import Markup

from duiding.labels import LabelSet
from duiding.page import ArticleData, article_data, asset, inert, label_style, policy, templates
from duiding.prediction import LabelledArticle
from duiding.shares import Tally
from duiding.translation import Translation, speak
from predict.actors import ActorTally
from predict.facts import Facts
from predict.notes import NO_NOTES, Notes
from predict.report.course import told_shares
from predict.report.keys import keys_for

_HERE = Path(__file__).parent
_SHARED_STYLES, _STYLES = ("base.css", "article.css"), ("report.css", "correcting.css")
_SHARED_SCRIPTS, _SCRIPTS = ("placing.js", "article.js"), ("list.js", "corrections.js", "correcting.js")
_ACTORS = 200  # rows in the table of all articles' actors
_INDEX, _ARTICLES = "<!--index-->", "<!--articles-->"  # no text can hold these: it is escaped


class Report:
    """A page that is written as articles come; what is ready waits on disk, and memory holds counts by article only.

    Articles stand in it as data that the browser shows when they are opened. A reader may correct labels on it. The browser keeps
    corrections under the report's identity, a digest of its model, sentences and labels: the same run made again finds them back.

    Args:
        file: where the page goes.
        folder: where parts of it may wait.
        label_set: what is known of the model's labels.
        model: its name.
        with_text: whether the articles themselves are shown, or only what they come to.
        language: what the page speaks; by default the language of the environment.
        facts: gives, once all is labelled, what is known of the whole run.

    """

    chooses = False

    def __init__(
        self,
        file: IO[str],
        folder: Path,
        label_set: LabelSet,
        model: str,
        *,
        with_text: bool = True,
        language: Translation | None = None,
        facts: Callable[[], Facts] = Facts,
    ) -> None:
        self._file, self._model, self._with_text = file, model, with_text
        self._speak, self._facts = language or speak(), facts
        self._label_set, self._labels, self._no_frame = label_set, label_set.names, label_set.no_frame
        self._shown = {label: self._speak.term(shown) for label, shown in label_set.shown.items()}
        self._actors, self._tally = ActorTally(self._labels), Tally(self._labels)
        self._uncertain, self._confidence, self._number = 0, 0.0, 0
        self._only: ArticleData | None = None
        self._identity = hashlib.sha256(repr((model, self._labels)).encode())
        self._index, self._articles = _waiting(folder), _waiting(folder)

    def add(self, labelled: LabelledArticle, notes: Notes = NO_NOTES) -> None:
        """Take one whole article, with the words that decided and the actors where they are known."""
        self._number += 1
        words = [one.words for one in notes.sentences]
        article = article_data(
            labelled, self._labels, words, [row[:3] for row in notes.actors], no_frame=self._no_frame
        )
        self._only = article if self._number == 1 else None
        self._uncertain += sum(one.uncertain for one in labelled.sentences)
        self._confidence += sum(max(one.probabilities) for one in labelled.sentences)
        self._tally.add(labelled)
        said = [(labelled.article.article_id, one.sentence, one.text, one.label) for one in labelled.sentences]
        self._identity.update(repr(said).encode("utf-8", "surrogatepass"))
        self._actors.add(notes.actors)
        self._index.write(f"{',' if self._number > 1 else ''}\n{inert(self._row(article, labelled))}")
        if self._with_text:
            self._articles.write(f'<script type="application/json" id="d{self._number}">{inert(article)}</script>\n')

    def finish(self) -> None:
        """Write the page."""
        page = templates(_HERE, self._speak).get_template("page.html.j2").render(self._context(self._facts()))
        before, rest = page.split(_INDEX)
        between, after = rest.split(_ARTICLES)
        self._file.write(before)
        _copy(self._index, self._file)
        self._file.write(between)
        _copy(self._articles, self._file)
        self._file.write(after)

    def close(self) -> None:
        """Forget what waits."""
        self._index.close()
        self._articles.close()

    def _row(self, article: ArticleData, labelled: LabelledArticle) -> dict[str, Any]:
        """Give what the list shows of an article; ``labels`` has a character a sentence, the number of its label."""
        codes = {label: i for i, label in enumerate(self._labels)}
        row: dict[str, Any] = {name: article[name] for name in ("id", "title", "date", "source", "top")}
        return row | {
            "labels": "".join(chr(ord("0") + codes[one.label]) for one in labelled.sentences),
            "doubt": sum(one.uncertain for one in labelled.sentences),
        }

    def _context(self, facts: Facts) -> dict[str, Any]:
        listed = self._tally.counted()
        sentences = int(listed.counts.sum())
        return {
            **self._looks(),
            **told_shares(facts.shares, listed),
            "settings": Markup(inert(self._settings())),  # noqa: S704  # JSON without an opening bracket
            "only": self._only if self._with_text else None,
            "with_text": self._with_text,
            "articles": self._number,
            "sentences": sentences,
            "uncertain": self._uncertain,
            "expected": self._confidence / sentences if sentences else 0.0,
            "facts": facts,
            "labels": self._labels,
            "shown": self._shown,
            "meanings": self._label_set.meanings,
            "keys": keys_for(self._labels),
            "report": self._identity.hexdigest()[:24],
            "model": self._model,
            "today": tuple(datetime.now(UTC).timetuple()[:3]),
        }

    def _looks(self) -> dict[str, Any]:
        """Give the page's style and script, and the policy that lets just these in."""
        style = (
            asset(*_SHARED_STYLES)
            + asset(*_STYLES, folder=_HERE)
            + label_style(self._labels, self._label_set.colours, self._no_frame)
        )
        script = asset(*_SHARED_SCRIPTS) + asset(*_SCRIPTS, folder=_HERE)
        return {
            "policy": policy([f"\n{script}"], [f"\n{style}"]),
            "style": Markup(style),  # noqa: S704  # our own files
            "script": Markup(script),  # noqa: S704  # our own files
        }

    def _settings(self) -> dict[str, Any]:
        several = self._number > 1 or not self._with_text
        rows = self._actors.most_frequent(_ACTORS) if several else []
        return {
            "labels": [{"name": label, "shown": self._shown[label]} for label in self._labels],
            "no_frame": self._labels.index(self._no_frame) if self._no_frame else -1,
            "language": self._speak.language,
            "messages": self._speak.script(),
            "with_text": self._with_text,
            "actors": [[row.actor, row.role, list(row.counts)] for row in rows],
        }


def _waiting(folder: Path) -> IO[str]:
    return tempfile.TemporaryFile(
        "w+", encoding="utf-8", errors="replace", newline="", dir=folder
    )  # lives as long as the report


def _copy(waiting: IO[str], file: IO[str]) -> None:
    waiting.seek(0)
    shutil.copyfileobj(waiting, file)
