"""The pretend shops' side of the wire: bodies, signatures, and platforms' delivery manners."""
