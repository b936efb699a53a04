"""Handing over results: who comes, how they show it, what is kept of it."""
