"""Sites of other generators, taken apart and written as content files of this one."""
