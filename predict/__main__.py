"""``python -m predict``."""

from duiding.cli.startup import start

if __name__ == "__main__":
    start("predict", "predict.command")
