"""What colleagues do with one another: give work, stand in, tell, ask, pass on."""
