"""``python -m models``."""

from duiding.cli.startup import start

if __name__ == "__main__":
    start("models", "models.command")
