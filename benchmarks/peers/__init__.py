"""What ``python -m evaluate --peers`` needs where no model can be downloaded."""
