"""What is on disk: articles as they came, what people said, and an index that can be made again from both."""
