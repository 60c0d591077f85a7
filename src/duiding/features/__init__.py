"""scikit-learn transformers from parsed sentences to a sparse matrix, every column with a readable name."""

from duiding.features.blocks import BLOCKS, components_for
from duiding.features.counted import CountedSentences
from duiding.features.excerpt_cache import read_excerpts
from duiding.features.frame_features import Excerpt, FrameFeatures
from duiding.features.view import View, view

__all__ = ["BLOCKS", "CountedSentences", "Excerpt", "FrameFeatures", "View", "components_for", "read_excerpts", "view"]
