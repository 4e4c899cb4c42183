"""Hold one package per aggregator, who asks carriers for us; they are discovered."""
