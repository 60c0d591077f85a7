"""``python -m train``."""

from duiding.starting import start

if __name__ == "__main__":
    start("train", "train.command")
