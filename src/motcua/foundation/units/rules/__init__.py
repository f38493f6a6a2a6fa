"""The tree of offices over time, in plain Python."""
