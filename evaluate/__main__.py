"""``python -m evaluate``."""

from duiding.cli.startup import start

if __name__ == "__main__":
    start("evaluate", "evaluate.command")
