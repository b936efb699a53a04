"""Registers, fee lists and reports as files: asked for, made by a job, fetched."""
