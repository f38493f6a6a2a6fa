"""What an inspection looks at."""
