//! The thread that loads the archive, and watches its files then.

use std::{path::PathBuf, sync::mpsc::Sender, thread, time::Instant};

use tracing::{debug, error, info};

use super::{events::Event, watcher};
use crate::{
    app::Message,
    load::{self, Batch},
};

/// Loads the archive on a thread of its own, then watches its files. Quitting early does not wait for it.
pub(super) fn start(paths: Vec<PathBuf>, options: load::Options, sender: Sender<Event>) {
    let options = load::Options {
        early: true,
        ..options
    };
    thread::spawn(move || {
        let send = |message| drop(sender.send(Event::Message(message)));
        let mut count = LoadCount::default();
        let take = &mut |batch| {
            count.take(&batch);
            send(Message::Batch(batch));
        };
        let start = Instant::now();
        match load::stream(&paths, &options, take) {
            Ok(loaded) => {
                let LoadCount { issues, warnings } = count;
                info!(?paths, issues, warnings, time = ?start.elapsed(), "loaded");
                send(Message::Loaded(Ok(())));
                watcher::watch(loaded, &sender);
            }
            Err(why) => {
                error!(%why, "not loaded");
                send(Message::Loaded(Err(why)));
            }
        }
    });
}

/// The counts of a load, for the log.
#[derive(Default)]
struct LoadCount {
    issues: usize,
    warnings: usize,
}

impl LoadCount {
    fn take(&mut self, batch: &Batch) {
        match batch {
            Batch::Issues(issues) => self.issues += issues.len(),
            Batch::Warnings(warnings) => {
                self.warnings += warnings.len();
                for warning in warnings {
                    debug!("odd: {warning}");
                }
            }
            _ => {}
        }
    }
}
