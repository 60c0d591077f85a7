"""``python -m train.encoder``: how the sentence encoder in ``duiding.encoder`` is made."""
