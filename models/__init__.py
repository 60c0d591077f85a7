"""Trained models, a folder each, and the command that lists them and puts an older one back."""
