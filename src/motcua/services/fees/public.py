"""What a dossier costs and what was paid: cash with numbered receipts, proofs, refunds, and a day's close."""

__all__ = []
