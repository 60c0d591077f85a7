"""Label every sentence of a Dutch news article diplomatic, escalatory, sanction or other.

>>> import duiding
>>> model = duiding.load("models/default")  # doctest: +SKIP
>>> frame = model.predict_article("Raketten troffen de haven. Morgen valt er in het noorden wat regen.")  # doctest: +SKIP
>>> frame[["sentence", "start", "end", "label"]]  # doctest: +SKIP
   sentence  start  end       label
0         1      0   26  escalatory
1         2     27   67       other

>>> many = model.predict(["De ministers praten in Genève over vrede.", "Raketten troffen de haven."])  # doctest: +SKIP
>>> print(*many["label"])  # doctest: +SKIP
diplomatic escalatory

A row a sentence, with its offsets in the text, its label, a probability a label and whether the model is uncertain. Of many articles:
``model.predict(articles)``, or ``model.stream(articles)`` for one after another. Why a label was given: ``model.explain(sentences)``.
The examples above need a trained model: ``tests/duiding/test_examples.py`` runs them with one.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from duiding.model import Model

__all__ = ["Model", "load"]
__version__ = "0.1.0"

logging.getLogger(__name__).addHandler(logging.NullHandler())  # silent, as libraries are, unless who uses it asks


def load(path: str | Path, *, pipeline: str | Path | None = None) -> Model:
    """Read a trained model from its folder, after checking that it is whole and unaltered.

    Args:
        path: the model's folder, such as ``models/default``.
        pipeline: spaCy pipeline to parse with, by its name or folder; by default the one that the model was trained with, which is
            looked for by its name alone.

    Raises:
        DuidingError: the folder is missing, incomplete, altered, or made with other versions or another pipeline.

    """
    from duiding import model  # spaCy takes long to import: not before it is needed

    return model.load(path, pipeline=pipeline)


def __getattr__(name: str) -> Any:
    if name == "Model":
        from duiding.model import Model

        return Model
    raise AttributeError(f"module 'duiding' has no attribute '{name}'")
