"""A project's settings: ``project.toml``, read and written whole."""

from __future__ import annotations

import datetime
import json
import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from duiding.errors import InputError
from duiding.files import write_whole

FILE = "project.toml"


class Settings(BaseModel):
    """What a project is called, the model that it uses, and how its people label.

    ``model`` is a folder in ``models/`` by its name, or one of the project's own as ``./models/NAME``; ``earlier`` those that it
    used before, the last one last. ``base`` are the labelled sentences that a new model learns from beside the project's own, and
    ``config`` the TOML of its settings, empty for the usual ones; ``weight`` how much
    each of the project's own labels counts beside one of the base. ``blind`` hides the model's guess from who labels;
    ``double`` gives every chosen sentence to each coder.
    """

    model_config = ConfigDict(extra="forbid")

    title: str = Field(min_length=1, max_length=200)
    created: str = Field(default_factory=lambda: datetime.datetime.now(datetime.UTC).date().isoformat())
    model: str
    earlier: list[str] = []
    base: list[str] = []
    config: str = ""
    weight: float = Field(default=1.0, gt=0, le=100)
    blind: bool = False
    double: bool = False


def read_settings(folder: Path) -> Settings:
    """Read the settings of a project.

    Raises:
        InputError: they can't be read; the key is named.

    """
    path = folder / FILE
    try:
        with path.open("rb") as file:
            return Settings.model_validate(tomllib.load(file))
    except OSError as error:
        raise InputError("%(path)s can't be read (%(why)s).", path=path, why=error.strerror) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError("%(path)s is no TOML: %(why)s.", path=path, why=error) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(
            "%(path)s, %(key)s: %(why)s.", path=path, key=".".join(map(str, first["loc"])), why=first["msg"]
        ) from error


def write_settings(folder: Path, settings: Settings) -> None:
    """Write the settings of a project, whole or not at all.

    Raises:
        DuidingError: the file can't be written.

    """
    lines = [f"{key} = {_value(value)}\n" for key, value in settings.model_dump().items()]
    write_whole(folder / FILE, "".join(lines), force=True)


def _value(value: object) -> str:
    """Write a value as TOML, whose strings, numbers and lists of strings are JSON's but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
