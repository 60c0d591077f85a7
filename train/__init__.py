"""Corpus -> trained model in models/."""
