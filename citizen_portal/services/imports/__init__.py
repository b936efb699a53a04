"""What the national catalogue says, read without believing it."""
