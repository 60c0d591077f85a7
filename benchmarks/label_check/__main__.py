"""``python -m benchmarks.label_check``."""

from duiding.cli.startup import start

if __name__ == "__main__":
    start("benchmarks.label_check", "benchmarks.label_check.command")
