"""What the program says to the shell when it ends."""

OK, PROBLEMS, USAGE, STOPPED = 0, 1, 2, 130
