"""Label what was added, part by part, in the background: what is to be done is seen from the disk, so nothing is forgotten."""

from __future__ import annotations

import json
import re
import threading
from pathlib import Path
from typing import NamedTuple

from duiding.errors import DuidingError
from duiding.files import write_whole
from duiding.translation import Translation
from workbench.projects import Project
from workbench.storage.articles import ADDRESS, Articles
from workbench.storage.filling import fill
from workbench.storage.index import Index
from workbench.work.process import Process, forget, lines_of
from workbench.work.records import read_record, write_record

_PASTED = "read as JSON, 1 articles"
_TAKEN_OVER = (
    "%(num)s sentence taken over from the run that was interrupted.",
    "%(num)s sentences taken over from the run that was interrupted.",
)
_ONE_AT_A_TIME = threading.Lock()  # a model takes memory, and two share the cores of one


class Failed(NamedTuple):
    """A part of which nothing could be labelled: the address that it was to come from, if any, and why."""

    part: str
    address: str
    messages: list[str]


class Progress(NamedTuple):
    """How far the labelling is: files that wait or are worked on of all, whether it runs, and what was said of files."""

    waiting: int
    files: int
    running: bool
    paused: bool
    messages: list[str]
    failed: list[Failed]


class Labeller:
    """Labels the parts of a project that the model in use hasn't labelled, with ``predict``.

    Args:
        project: the project.
        articles: its articles.
        index: told what is labelled.

    """

    def __init__(self, project: Project, articles: Articles, index: Index) -> None:
        self._project, self._articles, self._index = project, articles, index
        self._wake, self._lock = threading.Event(), threading.Lock()
        self._thread: threading.Thread | None = None
        self._process: Process | None = None
        self._running, self._paused, self._ended = False, False, False
        self._language = "en"

    def wake(self, language: str = "") -> None:
        """Look for work, now or as soon as that at hand is done; from then on what is wrong is told in this language, if one is given."""
        with self._lock:
            self._language = language or self._language
            self._wake.set()
            if self._thread is None and not self._ended:
                self._thread = threading.Thread(
                    target=self._work, name=f"labeller of {self._project.name}", daemon=True
                )
                self._thread.start()

    def pause(self) -> None:
        """Stop labelling until ``go_on``; the part at hand is kept as far as it is done."""
        self._paused = True
        if process := self._process:
            process.stop()

    def go_on(self) -> None:
        """Label again."""
        self._paused = False
        self.wake()

    def end(self) -> None:
        """Stop for good, as the workbench closes."""
        with self._lock:
            self._ended = True
        self.pause()
        self._wake.set()
        if self._thread:
            self._thread.join(20)

    def try_again(self, part: str) -> None:
        """Forget that a part could not be labelled."""
        if part in self._articles.parts():
            self._record(part).unlink(missing_ok=True)
        self.wake()

    def leave_out(self, part: str) -> None:
        """Throw away a part of which nothing could be labelled."""
        if part in [one.part for one in self.progress().failed]:
            self._articles.drop(part)
            self._record(part).unlink(missing_ok=True)

    def progress(self) -> Progress:
        """Tell how far it is."""
        waiting = files = 0
        messages, failed = [], []
        for part in self._articles.parts():
            number = len(self._articles.files(part))
            record = read_record(self._record(part))
            files += number
            waiting += number if self._is_waiting(part) else 0
            if record.get("code", 0) and not self._output(part).exists():
                failed.append(Failed(part, self._address(part), record.get("messages", [])))
            else:
                messages += record.get("messages", [])
        return Progress(waiting, files, self._running, self._paused, messages, failed)

    def _work(self) -> None:
        while not self._ended:
            self._wake.wait()
            self._wake.clear()
            while not self._ended and not self._paused and (part := self._next()):
                with _ONE_AT_A_TIME:
                    self._running = True
                    try:
                        self._label(part)
                    except DuidingError as error:
                        self._fail(part, str(error))
                    except Exception as error:  # whatever it is, the other parts go on
                        self._fail(part, f"This could not be labelled: {error}")
                    finally:
                        self._running, self._process = False, None

    def _next(self) -> str:
        if self._project.manifest is None:
            return ""
        return next((part for part in self._articles.parts() if self._is_waiting(part)), "")

    def _is_waiting(self, part: str) -> bool:
        record, manifest = read_record(self._record(part)), self._project.manifest
        if manifest is None or not self._articles.files(part):
            return False
        if self._address(part) and record:  # a page that could not be had is asked for again by a person only
            return False
        return record.get("model") != manifest.identity

    def _label(self, part: str) -> None:
        manifest = self._project.manifest
        if manifest is None or self._ended or self._paused:
            return
        self._articles.close(part)
        language = self._language
        output, said = self._output(part), self._project.labelled / f"{part}.said"
        output.parent.mkdir(exist_ok=True)
        address = self._address(part)
        what = ["--url", address] if address else [str(self._project.folder / "articles" / part)]
        more = ["--output", str(output), "--force", "--resume", "--explain", "--who"]
        self._process = Process(
            ["predict", *what, "--model", str(self._project.model_folder()), *more], said, language=language
        )
        code = self._process.wait()
        if self._process.stopped:
            return
        messages = [line for line in lines_of(said) if not _is_of_course(line, output, language)]
        forget(said)
        if output.exists():
            if address:
                self._keep_page(part, output)
            fill(self._index, self._project.labelled, self._project.no_frame)
        write_record(self._record(part), model=manifest.identity, code=code, messages=list(map(self._told, messages)))

    def _fail(self, part: str, why: str) -> None:
        """Keep why a part could not be labelled; where even that can't be written, rest until a person goes on."""
        identity = self._project.manifest.identity if self._project.manifest else ""
        try:
            write_record(self._record(part), model=identity, code=2, messages=[why])
        except DuidingError:
            self._paused = True

    def _told(self, line: str) -> str:
        """Give a line of predict as it is told here: without our folders."""
        ours = re.escape(str(self._project.articles)) + r"[/\\]\d{5}[/\\]"
        return re.sub(ours, "", line).removeprefix("predict: ").strip()

    def _keep_page(self, part: str, output: Path) -> None:
        """Keep the text of a page that was fetched, so that it can be labelled again without the network."""
        rows = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
        pages: dict[str, list[dict[str, object]]] = {}
        for row in rows:
            pages.setdefault(str(row["article_id"]), []).append(row)
        made = [_page(article_id, sentences) for article_id, sentences in pages.items()]
        old = next(path for path in self._articles.files(part) if path.suffix == ADDRESS)
        lines = "".join(json.dumps(page, ensure_ascii=False) + "\n" for page in made)
        write_whole(old.with_suffix(".jsonl"), lines, force=True)
        old.unlink()

    def _address(self, part: str) -> str:
        files = self._articles.files(part)
        found = next((path for path in files if path.suffix == ADDRESS), None)
        return found.read_text(encoding="utf-8").strip() if found else ""

    def _output(self, part: str) -> Path:
        return self._project.labelled / f"{part}.jsonl"

    def _record(self, part: str) -> Path:
        return self._project.labelled / f"{part}.json"


def _is_of_course(line: str, output: Path, language: str) -> bool:
    """Tell whether a line of predict is about the files that we have it write, and not about the articles."""
    taken_over = Translation(language).messages.ngettext(*_TAKEN_OVER, 2).partition("%(num)s")[2]
    return str(output) in line or _PASTED in line or taken_over in line


_FIELDS = ("title", "date", "author", "sitename", "url")


def _page(article_id: str, rows: list[dict[str, object]]) -> dict[str, object]:
    """Put a page together again of its sentences: those between which something was left out were paragraphs."""
    text, end = "", -1
    for row in rows:
        start = int(str(row["start"]))
        text += ("" if end < 0 else " " if start - end < 2 else "\n\n") + str(row["text"])
        end = int(str(row["end"]))
    known = {name: rows[0][name] for name in _FIELDS if rows[0].get(name)}
    return {"article_id": article_id, **known, "text": text}
