"""Interlinked dossiers: one form, one payment, a dossier of its own for each part."""
