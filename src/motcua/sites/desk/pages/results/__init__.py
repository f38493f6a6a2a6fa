"""Results at the desk: drafted, signed in batches, numbered and issued, and waiting to be collected."""
