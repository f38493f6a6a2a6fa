"""Satisfaction in plain Python: the slip and what it must ask, what people answer, and the indices of the answers."""
