"""``python -m evaluate``."""

from duiding.starting import start

if __name__ == "__main__":
    start("evaluate", "evaluate.command")
