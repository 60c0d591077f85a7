"""The sentences of a file, whether or not they have a label."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from duiding.corpus.columns import NotSentencesError
from duiding.corpus.exports import read_judgements
from duiding.corpus.finding import find_labelled
from duiding.corpus.options import ReadingOptions


def read_texts(path: Path) -> Iterator[str]:
    """Give the text of every sentence in a file, folder or ZIP archive of labelled sentences, or of sentences to label.

    Raises:
        DuidingError: there is nothing, or a file can't be read.

    """
    with tempfile.TemporaryDirectory(prefix="duiding-") as room:
        for file in find_labelled([path], Path(room)):
            try:
                yield from (one.text for one in read_judgements(file, ReadingOptions(), set()))
            except NotSentencesError:
                if file.alone:
                    raise
