"""Papers out: rendered to PDF from frozen content, signed, and verified when they come back."""
