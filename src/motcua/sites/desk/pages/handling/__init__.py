"""Acts on one dossier: hand on, assign, consult, ask for completion, decide."""
