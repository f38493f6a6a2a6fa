"""Writing to the ledger: append within the caller's transaction; place and sign apart from it."""
