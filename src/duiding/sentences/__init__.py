"""Article text -> sentences with character offsets that slice back to the source."""

from duiding.sentences.cleaning import clean
from duiding.sentences.front_matter import Metadata, read_front_matter
from duiding.sentences.splitting import Sentence, split

__all__ = ["Metadata", "Sentence", "clean", "read_front_matter", "split"]
