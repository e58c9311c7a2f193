"""The records of the forms: facts only, nothing of paper."""
