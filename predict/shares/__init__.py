"""Shares of labels over what was labelled: by group, corrected by a sample, compared; to the terminal and to files."""
