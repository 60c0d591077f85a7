"""A cache of excerpts on disk, so that a retrain masks and matches new sentences only."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from duiding.disk_cache import DiskCache, code_digest
from duiding.features.blocks import Encoding, components_for
from duiding.features.frame_features import FrameFeatures
from duiding.features.learned import Excerpt
from duiding.language import ParseCache, Parser
from duiding.language.encodings import EncodingCache, encode

KEPT = 4  # files: every change of the lexicon begins another, and the oldest go
_ROOMS = ("features", "language", "lexicon")  # what makes an excerpt


class ExcerptCache(DiskCache[Excerpt]):
    """Excerpts of sentences for those blocks that read them alone, by one pipeline and one lexicon.

    The code that makes excerpts is part of what they depend on: after a change of it none is found, without a number to raise by hand.

    Args:
        identity: of the pipeline (see ``Parser.identity``).
        features: whose blocks and lexicon they are for.
        folder: see ``DiskCache``.

    """

    def __init__(self, identity: str, features: FrameFeatures, folder: Path | None = None) -> None:
        self.blocks = [block.name for block in features.made_blocks() if not block.in_context]
        made_by = [
            version("duiding"),
            code_digest(*_ROOMS),
            identity,
            self.blocks,
            list(features.lexicon),
            features.mask_names,
        ]
        super().__init__("excerpt", json.dumps(made_by), folder)

    def encode(self, result: Excerpt) -> Any:
        """Write an excerpt as it is."""
        return result

    def decode(self, record: Any) -> Excerpt:
        """Read an excerpt that has what all blocks need."""
        return {block: record[block] for block in self.blocks}

    def write(self, results: Mapping[str, Excerpt]) -> None:
        """Add excerpts, and remove the files that were written to longest ago."""
        super().write(results)
        with contextlib.suppress(OSError):
            files = sorted(self.path.parent.glob(f"{self.kind}s-*.sqlite"), key=lambda path: path.stat().st_mtime_ns)
            for old in files[:-KEPT]:
                old.unlink()


def read_excerpts(
    texts: Iterable[str],
    features: FrameFeatures,
    parser: Parser,
    groups: Iterable[Any] | None = None,
    *,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> list[Excerpt]:
    """Give the excerpts of sentences; only those that neither cache knows are parsed.

    Args:
        texts: sentences.
        features: what the excerpts are for.
        parser: with the components that the features need.
        groups: the article of each sentence (see ``Parser.stream``).
        jobs: number of processes.
        progress: see ``Parser.parse``.

    Raises:
        InputError: a block is unknown.

    """
    ordered = list(texts)
    excerpts = _read_alone(ordered, features, parser, jobs, progress)
    encoded = [block for block in features.made_blocks() if isinstance(block, Encoding)]
    if parser.encoder is None or not encoded:
        return excerpts
    kept = EncodingCache(parser.encoder)
    encodings = encode(parser.encoder, ordered, groups, cache=kept, progress=progress)
    return [
        one | {block.name: block.of(row) for block in encoded} for one, row in zip(excerpts, encodings, strict=True)
    ]


def _read_alone(
    texts: list[str], features: FrameFeatures, parser: Parser, jobs: int, progress: Callable[[int, int], None] | None
) -> list[Excerpt]:
    """Give of each sentence what the blocks need that read it alone."""
    cache = ExcerptCache(parser.identity, features)
    known = cache.read(dict.fromkeys(texts))
    new = [text for text in dict.fromkeys(texts) if text not in known]
    reader = Parser(parser.name, components_for(cache.blocks))
    parses = reader.parse(new, cache=ParseCache(reader.identity), jobs=jobs, progress=progress)
    fresh = dict(zip(new, features.excerpts(parses, cache.blocks), strict=True))
    if fresh:
        cache.write(fresh)
    known |= fresh
    return [known[text] for text in texts]
