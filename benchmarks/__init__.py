"""Speed, as ratios to peers in one run: `python -m benchmarks`. Needs the extra `bench`."""
