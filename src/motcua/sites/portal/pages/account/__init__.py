"""The account of a citizen or a business: opening it, signing in, what stands in it, its dossiers, closing it."""
