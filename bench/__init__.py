"""Benchmarks: how fast the portal is, each figure beside a reference of the same run."""
