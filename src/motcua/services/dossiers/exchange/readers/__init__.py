"""Files as tables: whatever the format, rows of texts with the line they stand on, one after another."""
