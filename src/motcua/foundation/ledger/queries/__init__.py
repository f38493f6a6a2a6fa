"""Reading the ledger: events in order, proofs, and whether all of it is as it was written."""
