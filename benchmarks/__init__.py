"""What klem costs beside its peers: run by hand, on a machine that is idle."""
