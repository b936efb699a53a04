"""Officers' pages of messages and of the words of notices."""
