"""``python -m predict``."""

from duiding.starting import start

if __name__ == "__main__":
    start("predict", "predict.command")
