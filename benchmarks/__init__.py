"""How fast the engines are, against each other and against the same model in C; ``python -m benchmarks``."""
