"""What the notices ask for: clauses, what they leave open, checks of a record, and who qualifies.

- `clauses`: the clauses that checks, rules and messages cite, in the words of the notices
- `policies`: how an office reads what the notices leave open
- `record_facts`: a record as checks and eligibility see it
- `checks`: is a record complete for its stage, are its numbers right, does it agree with itself
- `eligibility`: who may be taken into a list, every condition with its clause

`checks` and `eligibility` know nothing of each other.
"""
