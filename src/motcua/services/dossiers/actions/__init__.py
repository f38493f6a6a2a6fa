"""What people do to dossiers. One function is one thing done: one transaction, one event."""
