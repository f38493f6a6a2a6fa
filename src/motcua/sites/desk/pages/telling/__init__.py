"""Templates of notices, and the outbox."""
