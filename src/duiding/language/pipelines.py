"""Choose and load a Dutch spaCy pipeline."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import json
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import spacy
import spacy.about
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # its module carries no types
from spacy.util import registry

from duiding.errors import DuidingError, PipelineError

PREFERRED = "nl_core_news_sm"
BUNDLED = "nl_ud_news_sm"
BLANK = "blank:nl"
FOLDERS = "DUIDING_PIPELINES"  # of the environment: folders of pipelines, as in PATH

_OF_SPACY = ("nl_core_news_sm", "nl_core_news_md", "nl_core_news_lg")
_PACKAGE = re.compile(r"[a-z]{2,3}_\w+")
_BUNDLED_PATH = Path(__file__).parent.parent / "pipelines" / BUNDLED
_TOKENIZER, _EMPTY = "spacy.Tokenizer.v1", "duiding.EmptyTokenizer.v1"  # as spaCy's registry calls them


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
    if nlp.meta.get("name") == "pipeline" and nlp.path is None:
        return PipelineInfo(BLANK, spacy.about.__version__)
    return PipelineInfo(f"{nlp.lang}_{nlp.meta['name']}", str(nlp.meta["version"]))


def named(pipeline: str | Path) -> str:
    """Give the name of a pipeline that a person names, or whose folder.

    Raises:
        PipelineError: a folder holds no spaCy pipeline.

    """
    name = str(pipeline)
    by_name = isinstance(pipeline, str) and (name in ("auto", BLANK, BUNDLED) or _is_pipeline(name))
    if by_name or not (isinstance(pipeline, Path) or Path(name).is_dir() or os.sep in name):
        return name
    return name_folder(name)


def name_folder(path: str | Path) -> str:
    """Let the pipeline in a folder be found by its name, in this process and those that it begins; gives the name.

    A model only names its pipeline, and no name leads to a folder but those of folders that a person has named.

    Raises:
        PipelineError: the folder holds no spaCy pipeline.

    """
    folder = Path(path).resolve()
    if not (
        folder / "config.cfg"
    ).is_file():  # of a package: the pipeline is in its one folder that has a configuration
        inner = [found.parent for found in folder.glob("*/config.cfg")]
        folder = inner[0] if len(inner) == 1 else folder
    name = _name_in(folder)
    if name is None or not (folder / "config.cfg").is_file():
        raise PipelineError(
            f"{path} holds no spaCy pipeline: expected a folder with meta.json and config.cfg.", str(path)
        )
    others = [one for one in os.environ.get(FOLDERS, "").split(os.pathsep) if one and one != str(folder)]
    os.environ[FOLDERS] = os.pathsep.join([str(folder), *others])
    return name


def folder_of(name: str) -> Path | None:
    """Give the folder of a pipeline that a person has named, by ``name_folder`` or in the environment; None for all others."""
    folders = (Path(one) for one in os.environ.get(FOLDERS, "").split(os.pathsep) if one)
    return next((folder for folder in folders if _name_in(folder) == name), None)


def state_of(folder: Path) -> str:
    """Give what changes with any file of a pipeline's folder: people change one without giving it another version."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    told = [(str(path.relative_to(folder)), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return hashlib.sha256(repr(told).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _name_in(folder: Path) -> str | None:
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        return f"{meta['lang']}_{meta['name']}"
    except (OSError, ValueError, KeyError, TypeError):
        return None


@functools.lru_cache(maxsize=4)
def _load(name: str, folder: Path | None, components: tuple[str, ...] | None) -> Language:
    if name == BLANK:
        return _blank(components)
    bundled = _BUNDLED_PATH if name == BUNDLED and not spacy.util.is_package(name) else None
    source = folder or bundled or name
    if source == name and not _is_pipeline(name):
        raise PipelineError(_not_installed(name), name)
    try:
        nlp = _read_bundled() if source == _BUNDLED_PATH else spacy.load(source)
    except (OSError, ValueError, ImportError) as error:
        raise DuidingError(f"Pipeline {name} does not load: {error}".splitlines()[0]) from error
    if nlp.lang != "nl":
        raise PipelineError(f"Pipeline {name} is for language '{nlp.lang}', not Dutch ('nl'): name a Dutch one.", name)
    if components is not None:
        for pipe in list(nlp.pipe_names):
            if pipe not in components:
                nlp.disable_pipe(pipe)
    return nlp


registry.tokenizers.register(_EMPTY, func=lambda: lambda nlp: Tokenizer(nlp.vocab))


def _read_bundled() -> Language:
    """Read the bundled pipeline; spaCy alone would make Dutch's thousands of exceptions first, and then those that it reads."""
    nlp = spacy.load(_BUNDLED_PATH, config={"nlp.tokenizer": {"@tokenizers": _EMPTY}})
    nlp.config["nlp"]["tokenizer"] = {"@tokenizers": _TOKENIZER}
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
    return _name_in(Path(found.origin).parent) == name


def _not_installed(name: str) -> str:
    if not name.isprintable():
        return f"There is no pipeline {name!r:.100}."
    if name in _OF_SPACY:
        return f"Pipeline {name} is not installed: get it with 'python -m spacy download {name}', or name its folder in ${FOLDERS}."
    return f"Pipeline {name} is not installed, and duiding knows none of that name: name its folder in ${FOLDERS} if you have it."


def load(name: str = "auto", components: Iterable[str] | None = None) -> Language:
    """Load a Dutch spaCy pipeline with no more components than are needed.

    Args:
        name: ``auto`` (nl_core_news_sm where installed, else the nl_ud_news_sm that this package carries), the name
            of any Dutch pipeline that is installed or was named by ``name_folder``, or ``blank:nl`` (tokenizer and lookup lemmas only).
        components: the components to run; None runs all that the pipeline enables by itself.

    Raises:
        DuidingError: the pipeline is not installed, does not load, or is not for Dutch.

    """
    wanted = None if components is None else tuple(sorted(set(components)))
    chosen = choose(name)
    return _load(chosen, folder_of(chosen), wanted)
