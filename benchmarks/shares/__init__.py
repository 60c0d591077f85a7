"""Whether intervals of shares hold what they promise, where the mix of labels drifts."""
