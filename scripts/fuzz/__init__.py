"""Broken, odd and hostile files in numbers: each gives a result or an error of ours, soon and in little memory.

- `seeds`: the sound documents that mutants are made of, from templates, contracts, examples and test documents
- `byte_mutants`, `archive_mutants`, `xml_mutants`, `pdf_mutants`, `table_mutants`: one way each to break a file
- `nasty`: texts that have caused trouble somewhere
- `mutants`: a number → a mutant, the same on every run
- `trial`: what is asked of a mutant, and what may come of it
- `campaign`: many mutants in worker processes with limits
"""
