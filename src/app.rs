//! The state machine of the reader: key to action to state and effects. No I/O, no clock, no terminal.
