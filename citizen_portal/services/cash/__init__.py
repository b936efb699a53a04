"""Money at the counter: cash, and a code to pay with one's own phone."""
