"""What people do in an inspection, split by word."""
