"""``graphkit query``: SPARQL over a graph file."""
