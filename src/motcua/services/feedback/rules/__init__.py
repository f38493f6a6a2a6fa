"""Feedback in plain Python: words, the reducer, what may happen and what follows, what may be published, terms."""
