"""Numbers and names of the law, each with its source."""
