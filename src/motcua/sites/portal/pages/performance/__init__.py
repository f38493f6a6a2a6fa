"""What everyone may see of how an office does: its pages, files, citations and snapshots."""
