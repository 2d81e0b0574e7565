//! A link on its way to the browser.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, mpsc::Sender},
};

use super::events::Event;
use crate::{
    app::Message,
    browser::{Browser, Started},
    config::{Config, Redirects},
    load,
    model::{Archive, Link},
    source::Siblings,
};

/// Links as newsletters give them, where the user wants those opened.
#[derive(Clone)]
pub(super) struct GivenLinks(Option<Arc<Mutex<Siblings>>>);

impl GivenLinks {
    pub fn new(config: &Config, paths: &[PathBuf]) -> Self {
        let wanted = config.redirects == Redirects::Given;
        let files = || Arc::new(Mutex::new(Siblings::of(paths.to_vec())));
        Self(wanted.then(files))
    }

    /// The link that is opened.
    pub fn link(&self, archive: &Archive, link: &Link) -> Link {
        let files = self.0.as_ref();
        match files.and_then(|files| files.lock().ok()) {
            Some(mut files) => load::as_given(archive, &mut files, link),
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
