"""``python -m train.encoder``."""

from duiding.cli.startup import start

if __name__ == "__main__":
    start("train.encoder", "train.encoder.command")
