"""What the commands share: start-up, errors as one line, exit codes, options, tables.

Nothing is imported here: a command begins to answer Ctrl-C before the rest, which takes seconds, is there.
"""
