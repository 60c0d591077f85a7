"""Names of models."""

from __future__ import annotations

import re
from pathlib import Path

from duiding.cli.folders import models
from duiding.errors import InputError

_NAME = re.compile(r"(?!__)\w[\w.@+-]{0,99}(?<!\.)")
_OF_WINDOWS = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)  # where these are devices
_ENDING = re.compile(r"\.[A-Za-z]\w{0,7}$")  # of a file; 'news-v1.2' has none


def model_folder(name: str) -> Path:
    """Give the folder of a model by its name.

    Raises:
        DuidingError: the name can't be the name of a folder, or is that of a file or of a Python module that stands there.

    """
    if not _NAME.fullmatch(name):
        raise InputError(f"'{name}' can't be a model's name: use letters, digits, and . _ - + @, as in 'my-model'.")
    if _OF_WINDOWS.fullmatch(name):
        raise InputError(f"'{name}' is the name of a device on Windows: name the model otherwise.")
    folder = models() / name
    if folder.is_file() or _ENDING.search(name):
        raise InputError(f"'{name}' is the name of a file, not of a model: leave out the ending, as in 'my-model'.")
    if (models() / f"{name}.py").is_file() or (folder / "__init__.py").exists():
        raise InputError(f"'{name}' is the name of a Python module in {models()}: name the model otherwise.")
    return folder
