"""Whether a freshly trained model is better than an older one, on articles that neither learned from."""
