//! Events that the threads of the shell send to its loop.

use crate::app::Message;

/// An event that the loop waits for.
#[derive(Debug)]
pub(super) enum Event {
    /// Something for the state machine.
    Message(Message),
    /// The terminal has another size.
    Resized,
    /// The process was asked to stop (SIGTSTP).
    Stop,
    /// The process continues after it was stopped (SIGCONT).
    Continued,
    /// The terminal is gone, or the process was asked to end.
    End,
}
