"""Find the messages of errors for the catalogue: what babel calls for each file, see ``babel.cfg``."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

from babel.messages.extract import extract_python

Found = tuple[int, Any, Any, Any]


def extract(file: IO[bytes], keywords: Mapping[str, Any], comments: Sequence[str], options: Any) -> Iterator[Found]:
    """Give the messages of a file: those that gettext's functions have, and those of errors whose values are given by name.

    Args:
        file: the source of a module.
        keywords: names of functions whose argument is a message.
        comments: signs of comments to keep.
        options: what ``babel.cfg`` says of such files.

    """
    yield from extract_python(file, keywords, comments, options)
    file.seek(0)
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id.endswith("Error"):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and "%(" in first.value:
                yield node.lineno, None, first.value, []
