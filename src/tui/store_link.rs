//! The loop's end of the store, which has a thread of its own.

use std::{
    path::PathBuf,
    sync::mpsc::Sender,
    time::{SystemTime, UNIX_EPOCH},
};

use super::events::Event;
use crate::{
    app::{App, Message, Spot},
    store::{Keeper, Location, Request},
};

/// The store, and the place of reading that it was told last.
pub(super) struct StoreLink {
    keeper: Keeper,
    told: Option<Spot>,
}

impl StoreLink {
    /// Starts the store's thread, and asks for its marks and the last visit to the archive at these paths.
    pub fn start(location: Location, paths: Vec<PathBuf>, events: Sender<Event>) -> Self {
        let keeper = Keeper::start(location, move |event| {
            let _ = events.send(Event::Message(Message::Store(event)));
        });
        keeper.ask(Request::Visit(paths));
        Self { keeper, told: None }
    }

    /// Sends a request to the store.
    pub fn ask(&self, request: Request) {
        self.keeper.ask(request);
    }

    /// Tells the store where reading is, if it moved.
    pub fn follow(&mut self, app: &App) {
        let spot = app.spot();
        if spot.is_some() && spot != self.told {
            self.told = spot;
            app.place()
                .into_iter()
                .map(Request::Leave)
                .for_each(|leave| self.ask(leave));
        }
    }

    /// Waits until all is written. Returns a sentence if something could not be.
    pub fn close(self) -> Option<String> {
        self.keeper.close()
    }
}

/// Microseconds since 1970.
pub(super) fn now() -> i64 {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(now.as_micros()).unwrap_or(i64::MAX)
}
