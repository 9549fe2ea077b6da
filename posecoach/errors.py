"""Errors that are meant for people."""


class PoseCoachError(Exception):
    """Something a person can mend: the message is one line saying what is wrong and what to do.

    The command line prints it and exits with 2; a page shows it as a message.
    """

    def __str__(self) -> str:
        """The message; line breaks, which a file's name may contain, are spaces."""
        return " ".join(super().__str__().splitlines())
