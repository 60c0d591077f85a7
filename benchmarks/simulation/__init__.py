"""How many labels the choice of sentences by doubt and spread saves, played through on labels that we have."""
