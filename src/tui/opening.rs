//! A link on its way to the browser.

use std::{path::PathBuf, sync::mpsc::Sender};

use super::events::Event;
use crate::{
    app::Message,
    browser::{Browser, Started},
    config::{Config, Redirects},
    load,
    model::{Archive, Link},
};

/// Links as newsletters give them, where the user wants those opened.
#[derive(Clone)]
pub(super) struct GivenLinks(Option<Vec<PathBuf>>);

impl GivenLinks {
    pub fn new(config: &Config, paths: &[PathBuf]) -> Self {
        Self((config.redirects == Redirects::Given).then(|| paths.to_vec()))
    }

    /// The link that is opened.
    pub fn link(&self, archive: &Archive, link: &Link) -> Link {
        match &self.0 {
            Some(paths) => load::as_given(archive, paths.clone(), link),
            None => link.clone(),
        }
    }
}

/// Opens a link of an archive, and stays with the browser to tell whether it fails later.
pub(super) fn open(
    link: Link,
    archive: &Archive,
    (browser, given): (&Browser, &GivenLinks),
    sender: &Sender<Event>,
) {
    let send = |message| drop(sender.send(Event::Message(message)));
    match browser.open(&given.link(archive, &link)) {
        Err(why) => send(Message::Opened(link, Err(why))),
        Ok(started) => {
            send(Message::Opened(link.clone(), Ok(())));
            if let Some(why) = started.and_then(Started::failure) {
                send(Message::NotOpened(link, why));
            }
        }
    }
}
