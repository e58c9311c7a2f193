"""`python -m ipforms`: the command, where no script of that name is on the path."""

from ipforms.cli import main

main()
