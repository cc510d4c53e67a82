"""
The site's own code: `hooks.py`, with names that the program looks for.

What hooks are is found without running them, in `scan`; they run once something is
made of them, behind `running`, which says where they fail, how long they take, and
lets nothing that they print into what a command prints.
"""
