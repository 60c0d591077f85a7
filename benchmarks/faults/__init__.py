"""What happens to models when files are damaged or altered, and when a run is killed: long versions of small tests."""
