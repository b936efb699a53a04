"""Rules and values of the field: standard library only, no clock, no I/O."""
