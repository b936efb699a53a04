"""The working calendars of the agencies: in force, proposed, and what a change moves."""
