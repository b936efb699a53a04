"""Officers' pages about one another: who has what, who stands in, notes, opinions, the log."""
