"""Changes to the catalogue, and to what offices offer of it."""
