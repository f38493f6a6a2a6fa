"""What is late or about to be, who holds it, and the apology."""
