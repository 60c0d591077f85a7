"""Labelled articles -> a batch of sentences for a person to label.

Nothing is imported here: the command asks ``wanted`` for its options before spaCy and scikit-learn are needed.
"""
