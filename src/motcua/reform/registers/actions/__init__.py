"""What people do with records: record, correct, withdraw, attach and detach evidence, declare complete."""
