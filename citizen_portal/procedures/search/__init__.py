"""Finding procedures as people type."""
