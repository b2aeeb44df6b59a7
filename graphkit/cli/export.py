"""``graphkit export``: a graph in another format."""
