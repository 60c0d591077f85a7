"""Choose and load a Dutch spaCy pipeline."""

from __future__ import annotations

import functools
import importlib.util
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import spacy
import spacy.about
from spacy.language import Language

from duiding.errors import DuidingError, PipelineError

PREFERRED = "nl_core_news_sm"
BUNDLED = "nl_ud_news_sm"
BLANK = "blank:nl"

_PACKAGE = re.compile(r"[a-z]{2,3}_\w+")
_BUNDLED_PATH = Path(__file__).parent.parent / "pipelines" / BUNDLED


class PipelineInfo(NamedTuple):
    """Name and version of a pipeline, as a trained model records them."""

    name: str
    version: str

    def __str__(self) -> str:
        """Write it as people do: name, then version."""
        return f"{self.name} {self.version}"


def choose(name: str = "auto") -> str:
    """Turn ``auto`` into the name of a pipeline that is here: nl_core_news_sm if installed, else the bundled one."""
    if name != "auto":
        return name
    return PREFERRED if spacy.util.is_package(PREFERRED) else BUNDLED


def describe(nlp: Language) -> PipelineInfo:
    """Tell the name and version of a loaded pipeline.

    >>> describe(load("blank:nl", components=()))[0]
    'blank:nl'
    """
    if nlp.meta.get("name") == "pipeline":
        return PipelineInfo(BLANK, spacy.about.__version__)
    return PipelineInfo(f"{nlp.lang}_{nlp.meta['name']}", str(nlp.meta["version"]))


@functools.lru_cache(maxsize=4)
def _load(name: str, components: tuple[str, ...] | None) -> Language:
    if name == BLANK:
        return _blank(components)
    source = _BUNDLED_PATH if name == BUNDLED and not spacy.util.is_package(name) else name
    if source == name and not _is_pipeline(name):
        raise PipelineError(_not_installed(name), name)
    try:
        nlp = spacy.load(source)
    except (OSError, ValueError, ImportError) as error:
        raise DuidingError(f"Pipeline {name} does not load: {error}".splitlines()[0]) from error
    if nlp.lang != "nl":
        raise PipelineError(f"Pipeline {name} is for language '{nlp.lang}', not Dutch ('nl'): name a Dutch one.", name)
    if components is not None:
        for pipe in list(nlp.pipe_names):
            if pipe not in components:
                nlp.disable_pipe(pipe)
    return nlp


def _blank(components: tuple[str, ...] | None) -> Language:
    nlp = spacy.blank("nl")
    if components is None or "lemmatizer" in components:
        if importlib.util.find_spec("spacy_lookups_data") is None:
            raise DuidingError("Pipeline blank:nl needs its lemma tables: pip install spacy-lookups-data.")
        nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
        nlp.initialize()
    return nlp


def _is_pipeline(name: str) -> bool:
    """Tell whether a package of this name is an installed spaCy pipeline, without importing it: a manifest may name any package."""
    found = importlib.util.find_spec(name) if _PACKAGE.fullmatch(name) else None
    if found is None or not found.origin:
        return False
    try:
        meta = json.loads(Path(found.origin).with_name("meta.json").read_text(encoding="utf-8"))
        return f"{meta['lang']}_{meta['name']}" == name
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _not_installed(name: str) -> str:
    if not name.isprintable():
        return f"There is no pipeline {name!r:.100}."
    hint = f"python -m spacy download {name}" if name.startswith("nl_core_news") else f"pip install {name}"
    return f"Pipeline {name} is not installed: get it with '{hint}'."


def load(name: str = "auto", components: Iterable[str] | None = None) -> Language:
    """Load a Dutch spaCy pipeline with no more components than are needed.

    Args:
        name: ``auto`` (nl_core_news_sm where installed, else the nl_ud_news_sm that this package carries), the name
            of any installed Dutch pipeline, or ``blank:nl`` (tokenizer and lookup lemmas only).
        components: the components to run; None runs all that the pipeline enables by itself.

    Raises:
        DuidingError: the pipeline is not installed, does not load, or is not for Dutch.

    """
    wanted = None if components is None else tuple(sorted(set(components)))
    return _load(choose(name), wanted)
