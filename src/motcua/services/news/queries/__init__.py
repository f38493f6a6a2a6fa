"""What can be read of news."""
