"""The notices behind the forms: their clauses, what they leave open, and the facts that both are applied to.

- `clauses`: the clauses that checks, rules and messages cite, in the words of the notices
- `policies`: how an office reads what the notices leave open
- `record_facts`: a record as checks and rules see it
"""
