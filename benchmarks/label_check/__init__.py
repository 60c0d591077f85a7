"""How well ``python -m train --check-labels`` finds labels that were made wrong."""
