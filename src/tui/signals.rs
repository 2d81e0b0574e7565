//! Signals: a thread that turns them into events, so that the loop gives the terminal back in order.

use std::{io, sync::mpsc::Sender, thread};

use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH},
    iterator::Signals,
    low_level::emulate_default_handler,
};

use super::events::Event;

/// Starts to listen.
pub(super) fn listen(events: Sender<Event>) -> io::Result<()> {
    let mut signals = Signals::new([SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH])?;
    thread::spawn(move || {
        for signal in &mut signals {
            tracing::info!(signal, "signal");
            let event = match signal {
                SIGWINCH => Event::Resized,
                SIGTSTP => Event::Stop,
                SIGCONT => Event::Continued,
                _ => Event::End,
            };
            if events.send(event).is_err() {
                return;
            }
        }
    });
    Ok(())
}

/// Stops this process as Ctrl-Z would have, and comes back when it is continued.
pub(super) fn stop() -> io::Result<()> {
    emulate_default_handler(SIGTSTP)
}
