"""A new version, run over what an old one saw, before it is published."""
