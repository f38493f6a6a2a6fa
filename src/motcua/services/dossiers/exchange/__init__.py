"""The exchange of dossiers as events: files in, checked as a whole, taken whole or not at all."""
