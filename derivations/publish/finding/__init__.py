"""Finding a result: an index to search, and a graph of what rests on what."""
