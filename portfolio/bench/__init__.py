"""The benchmarks: each size in a process and a database of its own, one JSON object a line."""
