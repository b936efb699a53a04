"""Papers in: told from their bytes, checked, cleaned, scanned and stored by content."""
