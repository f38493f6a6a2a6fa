"""What a citizen comes for."""
