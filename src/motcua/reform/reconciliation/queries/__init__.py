"""Reads: the other system's file, and our account beside it."""
