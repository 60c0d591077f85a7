"""``python -m models``."""

from duiding.starting import start

if __name__ == "__main__":
    start("models", "models.command")
