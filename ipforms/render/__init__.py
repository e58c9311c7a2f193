"""Record → document."""
