"""The command `didww-contract`: options, exit statuses and printing. Nothing else prints or exits."""

FOUND = 1
"""Exit status: there are findings."""
FAILED = 2
"""Exit status: something could not be judged."""
INTERRUPTED = 130
"""Exit status: the user has had enough."""
