"""What we say to shoppers, in their language, and how it is rendered. It sends nothing."""
