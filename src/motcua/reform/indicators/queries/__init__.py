"""Reading figures from the facts."""
