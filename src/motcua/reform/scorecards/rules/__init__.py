"""Scorecards in plain Python: trees of criteria, the clauses that score them, and the life of a score."""
