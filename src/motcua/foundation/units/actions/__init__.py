"""What changes about offices: the tree, and where one finds them."""
