"""The pages of statutory forms: what is due, a sheet and its life, what came from below, entering by hand, the book."""
