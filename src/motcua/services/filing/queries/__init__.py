"""What is being filled in, what was sent, and which offices take it."""
