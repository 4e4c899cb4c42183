"""All third parties, one folder each: no Flask, no SQL, no queue."""
