"""What scenes are made of: the stretches, postures and people."""
