"""Issued results: the registry, and what becomes of a result after it was issued."""
