"""Model + test articles -> figures, plots, report."""
