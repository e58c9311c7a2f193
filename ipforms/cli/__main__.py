"""`python -m ipforms.cli`."""

from ipforms.cli import main

main()
