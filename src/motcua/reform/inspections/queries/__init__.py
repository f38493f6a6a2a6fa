"""Reads of inspections, split by word."""
