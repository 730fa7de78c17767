"""Knows how files become findings: carriers and contract brought together.

`linter` goes over files, `recognition` tells what each is, `items` goes over what a carrier holds. `documents` judges
one document, `exchanges` one request with its response; `collector` takes what is found, `outcome` is what comes of it.
"""
