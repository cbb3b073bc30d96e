"""`python -m kg.cli`."""

import sys

from kg.cli.app import main

if __name__ == "__main__":
    sys.exit(main())
