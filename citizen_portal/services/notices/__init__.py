"""What people are told about their dossiers, over which channels, and what became of it."""
