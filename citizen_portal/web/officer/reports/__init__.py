"""Officers' exports and reports, and the leader's picture of the work."""
