"""Papers of a dossier: look, print, issue anew."""
