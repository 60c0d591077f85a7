"""``python -m train.simulation``."""

from duiding.cli.startup import start

if __name__ == "__main__":
    start("train.simulation", "train.simulation.command")
