"""Rules of the field, tried without a portal around them."""
