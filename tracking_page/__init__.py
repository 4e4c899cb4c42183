"""What shoppers see of us: the page of one order, and the look-up form that leads to it."""
