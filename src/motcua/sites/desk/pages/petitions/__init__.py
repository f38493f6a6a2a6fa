"""What citizens ask about their dossiers, and the answers."""
