"""A file that an analyst has -> the articles in it, by what it holds and not only by its name."""
