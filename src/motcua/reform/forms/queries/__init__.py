"""Reads: the declared forms, sheets made from facts, sheets kept, and what changed since."""
