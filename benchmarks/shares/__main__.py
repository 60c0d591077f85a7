"""Run the command as ``python -m benchmarks.shares``."""

from duiding.cli.startup import start

if __name__ == "__main__":
    start("benchmarks.shares", "benchmarks.shares.command")
