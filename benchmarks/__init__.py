"""How long predictions take, as ratios measured in one run."""
