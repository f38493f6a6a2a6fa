"""Fees at the counter, proofs, refunds, a day's close."""
