"""One self-contained HTML page about one article or many."""
