//! The command line: arguments, and the commands that print.
