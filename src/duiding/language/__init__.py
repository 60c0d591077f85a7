"""The spaCy pipeline: which one, which components, streaming parse, the cache of parses."""

from duiding.language.cache import ParseCache
from duiding.language.encodings import EncodingCache, encode
from duiding.language.parsed import ParsedSentence, in_article
from duiding.language.parsing import ENCODER, Parser
from duiding.language.pipelines import BUNDLED, PREFERRED, PipelineInfo, describe, load, named

__all__ = [
    "BUNDLED",
    "ENCODER",
    "PREFERRED",
    "EncodingCache",
    "ParseCache",
    "ParsedSentence",
    "Parser",
    "PipelineInfo",
    "describe",
    "encode",
    "in_article",
    "load",
    "named",
]
