"""Many dossiers at once: batches of acts, papers to take along."""
