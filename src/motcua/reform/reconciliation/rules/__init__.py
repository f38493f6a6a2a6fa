"""Reconciliation in plain Python: two accounts of a dossier, and the rule that tells them apart."""
