"""``python -m train``."""

from duiding.cli.startup import start

if __name__ == "__main__":
    start("train", "train.command")
