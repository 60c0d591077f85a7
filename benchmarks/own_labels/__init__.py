"""Whether ``python -m train`` does well by labels other than ours, from few sentences and from many."""
