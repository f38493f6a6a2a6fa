"""Sign in batches, number, seal, issue, hand over."""
