"""What dossiers publish for measurement."""
