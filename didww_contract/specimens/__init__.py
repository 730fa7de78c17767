"""What documents are made of, and the mistakes that people make in them: all of it without chance or Hypothesis."""
