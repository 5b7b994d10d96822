"""``python -m petitiondesk``."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from petitiondesk import cli

    sys.exit(cli.run(sys.argv[1:]))


if __name__ == "__main__":
    main()
