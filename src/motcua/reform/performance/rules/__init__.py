"""What is shown of an office to everyone, when a row is kept back, and what a snapshot holds."""
