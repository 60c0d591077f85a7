"""Articles in, labelled sentences out: batches of whole articles, predicted here, in processes or on a Dask cluster."""

from duiding.prediction.articles import Article, check_length, sentences_of, too_long
from duiding.prediction.batches import (
    Batch,
    Components,
    Parse,
    Predict,
    Predicted,
    Work,
    as_trained,
    parse_batch,
    predict_batch,
)
from duiding.prediction.frames import dominant, most_frequent
from duiding.prediction.labelling import LabelledArticle, LabelledSentence, as_row, columns_for, label_articles

__all__ = [
    "Article",
    "Batch",
    "Components",
    "LabelledArticle",
    "LabelledSentence",
    "Parse",
    "Predict",
    "Predicted",
    "Work",
    "as_row",
    "as_trained",
    "check_length",
    "columns_for",
    "dominant",
    "label_articles",
    "most_frequent",
    "parse_batch",
    "predict_batch",
    "sentences_of",
    "too_long",
]
