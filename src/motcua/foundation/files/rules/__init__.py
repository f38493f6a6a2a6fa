"""What may be kept as a file, in plain Python: recognised by its content, within limits, cleaned."""
