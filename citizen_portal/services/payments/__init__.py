"""Money for a dossier: what is owed, how it comes in or goes back, and its receipts."""
