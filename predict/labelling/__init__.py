"""Labelled articles -> a batch of sentences for a person to label.

Nothing is imported here: a batch file is opened before spaCy and scikit-learn are needed.
"""
