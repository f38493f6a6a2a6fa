"""What screens and other modules read of dossiers, as frozen records without personal data."""
