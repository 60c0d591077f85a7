"""Model + fresh articles -> labelled sentences."""
