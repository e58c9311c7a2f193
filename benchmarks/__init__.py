"""How fast, and in how much memory. `python -m benchmarks` runs all and prints Markdown; nothing here is a test."""
