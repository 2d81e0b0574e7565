//! The thread that loads.

use std::{path::PathBuf, sync::mpsc::Sender, thread};

use super::{events::Event, watcher};
use crate::{app::Message, load};

/// Loads the archive on a thread of its own, and watches its files then. Whoever quits early does not wait for it.
pub(super) fn start(paths: Vec<PathBuf>, options: load::Options, sender: Sender<Event>) {
    thread::spawn(move || {
        let send = |message| drop(sender.send(Event::Message(message)));
        let take = &mut |batch| send(Message::Batch(batch));
        match load::stream(&paths, &options, take) {
            Ok(loaded) => {
                send(Message::Loaded(Ok(())));
                watcher::watch(loaded, &sender);
            }
            Err(error) => send(Message::Loaded(Err(error.to_string()))),
        }
    });
}
