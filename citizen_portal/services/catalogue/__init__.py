"""The procedures on offer: where, since when, and how people find and read them."""
