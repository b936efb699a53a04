"""The counter: people who walk in, and what officers do for them."""
