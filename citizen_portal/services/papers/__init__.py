"""Papers that leave the house: their content frozen, made by a job, verified by anybody."""
