"""Ways to reach shoppers, one folder each; they do not know each other."""
