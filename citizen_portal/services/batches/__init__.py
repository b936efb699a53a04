"""One act on many dossiers, each for itself: what fails stops nothing else."""
