"""Forms in plain Python: what is declared, what a filled sheet is, which identities hold, and its life."""
