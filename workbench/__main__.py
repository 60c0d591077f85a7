"""``python -m workbench``."""

from duiding.cli.startup import start

if __name__ == "__main__":
    start("workbench", "workbench.command")
