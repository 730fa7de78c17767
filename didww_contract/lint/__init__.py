"""Knows how files become findings: sources and contract brought together.

`linter` goes over files, `documents` judges one document, `exchanges` one request with its response, `outcome` is what
comes of it.
"""
