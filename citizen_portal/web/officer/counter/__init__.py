"""Officers' pages of the counter: people, walk-in dossiers, digitisation."""
