"""What the business means: pure decisions on plain values, standard library only."""
