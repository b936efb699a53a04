"""A dossier as its owner and its officers see it, and what they may do with it."""
