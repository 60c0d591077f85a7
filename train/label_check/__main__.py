"""``python -m train.label_check``."""

from duiding.cli.startup import start

if __name__ == "__main__":
    start("train.label_check", "train.label_check.command")
