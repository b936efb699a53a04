"""Use cases: one function per thing a person does; the only floor that commits."""
