"""Calls into plugins, behind a guard: mistakes of one stop it alone."""
