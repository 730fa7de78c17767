"""Where documents lie: from files to parsed documents with positions."""
