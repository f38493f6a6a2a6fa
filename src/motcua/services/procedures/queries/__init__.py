"""Reads of the catalogue, and of what offices offer of it."""
