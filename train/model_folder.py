"""Names of models."""

from __future__ import annotations

import re
from pathlib import Path

from duiding.cli.folders import models
from duiding.errors import DuidingError

_NAME = re.compile(r"[\w][\w.@+-]{0,99}")


def model_folder(name: str) -> Path:
    """Give the folder of a model by its name.

    Raises:
        DuidingError: the name can't be the name of a folder.

    """
    if not _NAME.fullmatch(name):
        raise DuidingError(f"'{name}' can't be a model's name: use letters, digits, and . _ - + @, as in 'my-model'.")
    return models() / name
