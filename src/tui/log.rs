//! The log of the loop, where there is one: what it did for the reader, and what failed.

use tracing::{debug, info, warn};

use crate::{
    app::{Effect, Message},
    store::{Request, StoreEvent},
};

/// Logs an effect before it is carried out, without text that the reader wrote.
pub(super) fn effect(effect: &Effect) {
    match effect {
        Effect::Open(link) => info!(url = link.url(), "open"),
        Effect::Store(request) => asked(request),
        Effect::Edit(article, _) => debug!(?article, "edit a memo"),
        Effect::Highlight(subject, code) => debug!(?subject, blocks = code.len(), "colour code"),
        Effect::Copy(clip) => debug!(what = clip.what, bytes = clip.text.len(), "copy"),
        Effect::Pipe(pipe) => debug!(command = pipe.command, "pipe"),
        Effect::Run(runs) => {
            for run in runs {
                info!(name = run.name, "run");
            }
        }
        Effect::EditFile(edit) => debug!(file = ?edit.file, line = edit.line, "edit the file"),
        Effect::NameTag(rule) => debug!(?rule, "name a tag"),
        // The thread that searches tells of these, with their times.
        Effect::Search(_)
        | Effect::Gather(_)
        | Effect::Count(_)
        | Effect::Relate(_)
        | Effect::Match(_) => {}
        Effect::Paint(_) => debug!("make a picture"),
        Effect::Send(sequences) => debug!(bytes = sequences.len(), "send a picture"),
        Effect::Redraw => debug!("draw again"),
        Effect::Suspend => debug!("suspend"),
        Effect::Library => debug!("list the archives"),
        Effect::Update(names) => info!(?names, "update"),
        Effect::Remove(name) => info!(name, "remove"),
        Effect::GoOn(onward) => info!(?onward, "go on"),
        Effect::Quit => debug!("quit"),
    }
}

fn asked(request: &Request) {
    match request {
        Request::Save(changes) => debug!(marks = changes.len(), "save"),
        Request::Remember(_) => debug!("remember the query"),
        Request::Visit(_) | Request::Arrive(..) | Request::Leave(_) | Request::Note(_) => {}
    }
}

/// Logs a message to the loop.
pub(super) fn message(message: &Message) {
    match message {
        Message::Store(event) => kept(event),
        Message::Opened(link, Err(why)) => warn!(url = link.url(), %why, "not opened"),
        Message::NotOpened(link, why) => warn!(url = link.url(), %why, "not opened"),
        Message::Edited(_, Err(why))
        | Message::Copied(_, Err(why))
        | Message::Ran(_, Err(why))
        | Message::Returned(Err(why)) => {
            warn!(%why, "failed");
        }
        Message::Resize(size) => debug!(width = size.width, height = size.height, "resized"),
        _ => {}
    }
}

fn kept(event: &StoreEvent) {
    match event {
        StoreEvent::Marks(marks) => info!(marks = marks.len(), "marks opened"),
        StoreEvent::Saved(marks) => debug!(marks, "saved"),
        StoreEvent::News(marks) => debug!(marks = marks.len(), "marks of another window"),
        StoreEvent::Notice(notice) => warn!(notice, "store"),
        StoreEvent::Replaced => info!("another file of marks"),
        StoreEvent::History(_) | StoreEvent::Visited(_) | StoreEvent::First => {}
    }
}
