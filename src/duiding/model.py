"""A trained model: its classifier with what stands beside it in its folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duiding import store
from duiding.arrays import Array
from duiding.classifier import Explanation, TrainedClassifier
from duiding.drift import Reference
from duiding.errors import InputError
from duiding.labels import LabelSet
from duiding.prediction import Article, LabelledArticle, as_row, check_length, columns_for, label_articles
from duiding.store import Manifest

if TYPE_CHECKING:
    import pandas as pd

    from duiding.classifier import FrameClassifier


class Model:
    """A trained model, as ``duiding.load`` gives it. It may be used from several threads.

    Args:
        trained: a trained classifier.
        manifest: what is known of its training.
        folder: where it stands.
        reference: what it remembers of its training articles, to tell whether others are like them; None where it remembers nothing.

    """

    def __init__(
        self, trained: TrainedClassifier, manifest: Manifest, folder: Path, reference: Reference | None = None
    ) -> None:
        self.trained = trained
        self.manifest = manifest
        self.folder = folder
        self.reference = reference

    def __repr__(self) -> str:
        return f"Model({self.name!r}, labels={self.labels})"

    @property
    def classifier(self) -> FrameClassifier:
        """What is trained, as a classifier of scikit-learn, which it becomes when this is first asked for."""
        from duiding.classifier import FrameClassifier  # takes longer to import than an article to label

        if not isinstance(self.trained, FrameClassifier):
            self.trained = FrameClassifier.of(self.trained)
        return self.trained

    @property
    def name(self) -> str:
        """Its name and the first characters of its hash, as in ``default@1a2b3c4d``."""
        return self.manifest.identity

    @property
    def labels(self) -> list[str]:
        """Its labels, in the order of the probabilities."""
        return [str(label) for label in self.trained.classes_]

    @cached_property
    def label_set(self) -> LabelSet:
        """What is known of its labels: order, names shown, colours, meanings, and which one means that there is no frame."""
        known = self.manifest.label_set.of(self.labels)
        return known.model_copy(update={"labels": tuple(known[name] for name in self.labels)})

    def stream(self, articles: Iterable[str | Article]) -> Iterator[LabelledArticle]:
        """Label articles one after another, in order, holding no more of them than a batch.

        Args:
            articles: texts, or ``duiding.prediction.Article``; a text's id is its number, from 1.

        Raises:
            DuidingError: a text is empty or too long to be an article.

        """
        return label_articles(self.trained, _as_articles(articles))

    def predict(self, articles: Iterable[str | Article]) -> pd.DataFrame:
        """Split articles into sentences and label each.

        Args:
            articles: see ``stream``.

        Returns:
            A row a sentence: article_id, sentence, start, end, text, label, a probability a label, uncertain, model.

        Raises:
            DuidingError: a text is empty or too long to be an article.

        """
        import pandas as pd  # takes long to import, and the command line needs no table

        rows = [as_row(one, self.name) for labelled in self.stream(articles) for one in labelled.sentences]
        return pd.DataFrame(rows, columns=columns_for(self.labels))

    def predict_article(self, text: str, article_id: str = "article") -> pd.DataFrame:
        """Split a text into sentences and label each; see ``predict``.

        Raises:
            DuidingError: the text is empty or too long to be an article.

        """
        return self.predict([Article(article_id, text)])

    def predict_proba(self, texts: Sequence[str], groups: Sequence[Any] | None = None) -> Array:
        """Give the probabilities of sentences, shape (sentences, labels).

        Args:
            texts: sentences.
            groups: the article of each; sentences of one article stand together, in order. None: each stands alone.

        """
        return self.trained.predict_proba(texts, groups)

    def explain(self, texts: Sequence[str], groups: Sequence[Any] | None = None) -> list[Explanation]:
        """Tell for each sentence which of its words pushed it to its label and away from the runner-up.

        Args:
            texts: sentences.
            groups: see ``predict_proba``.

        """
        return self.trained.explain(texts, groups)


def load(path: str | Path, *, pipeline: str | Path | None = None) -> Model:
    """Read a trained model from its folder: see ``duiding.load``."""
    folder = Path(path)
    trained, manifest, reference = store.load(folder, pipeline=pipeline)
    return Model(trained, manifest, folder, reference)


def _as_articles(articles: Iterable[str | Article]) -> Iterator[Article]:
    if isinstance(articles, str | bytes):
        raise InputError("Expected articles, found one text: put it in a list.")
    for number, one in enumerate(articles, 1):
        article = one if isinstance(one, Article) else Article(str(number), one)
        check_length(article.text, f"Article {article.article_id}", whole=article.whole)
        yield article
