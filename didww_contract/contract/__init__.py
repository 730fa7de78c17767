"""What is right: versions, kinds, schemas, rules, verdicts."""
