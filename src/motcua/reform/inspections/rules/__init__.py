"""Inspections in plain Python, split by word."""
