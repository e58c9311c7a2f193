"""The life of 60 enterprises and 5 markets over three years; `python -m examples.three_years` tells it."""
