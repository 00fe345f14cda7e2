"""``python -m pipeline``: the same as ``uvdot``."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
