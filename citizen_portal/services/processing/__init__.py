"""What case officers and leaders do with an accepted dossier until it is decided."""
