//! Signals: a thread that turns them into events, so that the loop gives the terminal back in order.

use std::{
    io, process,
    sync::{
        atomic::{AtomicU8, Ordering},
        mpsc::{self, Sender},
    },
    thread,
    time::Duration,
};

use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH},
    iterator::Signals,
    low_level::emulate_default_handler,
};

use super::{events::Event, screen};

/// The stage of the loop, for a signal that ends the program.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Stage {
    /// It takes events, or hangs in a terminal that takes nothing.
    Running,
    /// Another program has the terminal: it is waited for.
    Lent,
    /// It ends already.
    Ending,
}

static STAGE: AtomicU8 = AtomicU8::new(Stage::Running as u8);

/// The loop has this long to begin its end, and so much longer to finish it.
const GRACE: (Duration, Duration) = (Duration::from_millis(700), Duration::from_millis(2300));

/// The terminal has this long to take its screen back.
const LAST: Duration = Duration::from_millis(200);

/// Tells what the loop is at.
pub(super) fn set(stage: Stage) {
    STAGE.store(stage as u8, Ordering::Relaxed);
}

fn is(stage: Stage) -> bool {
    STAGE.load(Ordering::Relaxed) == stage as u8
}

/// Ends the program though its loop hangs, as in a terminal that takes no output. Marks are on the disk by then, or on their way
/// on another thread. The screen is given back if the terminal takes that yet; its modes are set back, which needs no output.
fn insist(signal: i32) {
    thread::sleep(GRACE.0);
    while is(Stage::Lent) {
        thread::sleep(GRACE.0);
    }
    if is(Stage::Ending) {
        thread::sleep(GRACE.1);
    }
    let (done, restored) = mpsc::channel();
    thread::spawn(move || {
        screen::restore();
        done.send(())
    });
    let _ = restored.recv_timeout(LAST);
    let _ = crossterm::terminal::disable_raw_mode();
    process::exit(128 + signal);
}

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
                _ => {
                    thread::spawn(move || insist(signal));
                    Event::End
                }
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
