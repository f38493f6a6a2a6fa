"""Fees at the desk: what a dossier owes and paid, the till of the office and its close, receipt books and accounts."""
