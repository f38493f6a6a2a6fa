"""What the templates of the desk are made of."""
