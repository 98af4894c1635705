"""Name what can go wrong for a user; each message is one line that says what is wrong and what to do."""


class XjtunewsError(Exception):
    """Be the parent of every error that is the user's to mend, not a fault of the program."""


class ArgumentError(XjtunewsError):
    """Be raised by the spider and the commands for an argument that means nothing, before anything is fetched."""


class SeedError(XjtunewsError):
    """Be raised for one seed that cannot be read; the other seeds are crawled all the same."""


class ArchiveError(XjtunewsError):
    """Be raised where an archive to replay from, or a case to record to, cannot be used."""


class DatabaseError(XjtunewsError):
    """Be raised where a database cannot be opened: unwritable, locked, corrupt, or written by a newer version."""


class UndecodableError(XjtunewsError):
    """Be raised for bytes that are text in none of the encodings that Chinese pages use."""


class CorrectionError(XjtunewsError):
    """Be raised for a file of corrections that cannot be read, or one line of it that means nothing."""
