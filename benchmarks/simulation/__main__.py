"""``python -m benchmarks.simulation``."""

from duiding.cli.startup import start

if __name__ == "__main__":
    start("benchmarks.simulation", "benchmarks.simulation.command")
