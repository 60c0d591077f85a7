"""The workbench: read, correct, label, retrain, compare and export in a browser on one's own machine."""
