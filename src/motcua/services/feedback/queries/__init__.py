"""Reads of feedback: the work of units, one case, what is public, and the proof that rows say what the ledger says."""
