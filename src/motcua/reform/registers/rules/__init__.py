"""Registers in plain Python: what is declared, how a value is read, how a record folds, what is owed by when."""
