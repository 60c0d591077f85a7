"""``python -m benchmarks.own_labels``."""

from duiding.cli.startup import start

if __name__ == "__main__":
    start("benchmarks.own_labels", "benchmarks.own_labels.command")
