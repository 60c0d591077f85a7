"""``python -m benchmarks.faults``: alter model folders, inputs or journals, or kill runs, and count what becomes of it."""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

from benchmarks.faults import folders, inputs, journals, kills

KINDS = {"folders": folders.fuzz, "inputs": inputs.fuzz, "journals": journals.fuzz, "kills": kills.kills}


def main() -> None:
    """Run one of them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults", description=main.__doc__)
    parser.add_argument("what", choices=list(KINDS))
    parser.add_argument("--model", type=Path, required=True, help="a small model")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as scratch:
        for name, number in sorted(KINDS[asked.what](asked.model, Path(scratch), asked.count, asked.seed).items()):
            print(f"{name}: {number}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"{asked.count} {asked.what} in {time.perf_counter() - start:.0f} s, at most {memory:.0f} MB")


if __name__ == "__main__":
    main()
