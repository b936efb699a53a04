"""Finding dossiers by their words."""
