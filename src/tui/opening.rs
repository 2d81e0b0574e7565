//! A link on its way to the browser.

use std::sync::mpsc::Sender;

use super::events::Event;
use crate::{
    app::Message,
    browser::{Browser, Started},
    model::Link,
};

/// Opens a link, and stays with the browser to tell whether it fails later.
pub(super) fn open(browser: &Browser, link: Link, sender: &Sender<Event>) {
    let send = |message| drop(sender.send(Event::Message(message)));
    match browser.open(&link) {
        Err(why) => send(Message::Opened(link, Err(why))),
        Ok(started) => {
            send(Message::Opened(link.clone(), Ok(())));
            if let Some(why) = started.and_then(Started::failure) {
                send(Message::NotOpened(link, why));
            }
        }
    }
}
