//! Marking from the command line: `backissue mark --read -q older:1y`.

use std::{
    io::{self, Write},
    time::{SystemTime, UNIX_EPOCH},
};

use clap::{ArgGroup, Args};
use serde::Serialize;

use super::{
    Ended, Error, Session, ids, nothing,
    output::OutputFormat,
    selection::{self, Selected, Selection},
};
use crate::{
    app::marks::verb,
    json,
    model::Mark,
    query::Query,
    store::{Location, Store},
};

/// Mark articles by id, or all that a query finds
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:
  backissue mark --star 4k7q2m9x ~/newsletters
  backissue mark --read -q older:1y ~/newsletters
  backissue mark --queue --star -q '#redis newer:1m'")]
#[command(group(ArgGroup::new("marks").required(true).multiple(true)))]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct Order {
    /// Mark read
    #[arg(long, group = "marks", conflicts_with = "unread")]
    read: bool,
    /// Mark unread
    #[arg(long, group = "marks")]
    unread: bool,
    /// Star
    #[arg(long, group = "marks", conflicts_with = "unstar")]
    star: bool,
    /// Take the star away
    #[arg(long, group = "marks")]
    unstar: bool,
    /// Put into the queue
    #[arg(long, group = "marks", conflicts_with = "unqueue")]
    queue: bool,
    /// Take out of the queue
    #[arg(long, group = "marks")]
    unqueue: bool,
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    format: OutputFormat,
}

/// A mark command's outcome, as JSON.
#[derive(Serialize)]
struct MarkedJson {
    mark: &'static str,
    /// True if it was set, false if lifted.
    set: bool,
    articles: usize,
}

impl Order {
    /// The marks, and whether to set them.
    fn wishes(&self) -> impl Iterator<Item = (Mark, bool)> {
        let flags = [
            (self.read, Mark::Read, true),
            (self.unread, Mark::Read, false),
            (self.star, Mark::Starred, true),
            (self.unstar, Mark::Starred, false),
            (self.queue, Mark::Queued, true),
            (self.unqueue, Mark::Queued, false),
        ];
        let asked = flags.into_iter().filter(|(asked, ..)| *asked);
        asked.map(|(_, mark, on)| (mark, on))
    }

    /// Marks the articles of the query, in one transaction, and prints a line for each.
    pub(super) fn run(
        &self,
        session: &Session,
        store: &Location,
        out: &mut dyn Write,
    ) -> Result<Ended, Error> {
        let path = store.path().ok_or(Error::NoStore)?;
        let mut selection = self.selection.clone();
        let named = ids::take(&mut selection.paths, &session.config);
        let query = selection.query.as_deref().map(Query::parse).transpose()?;
        if named.is_empty() && query.is_none() {
            return Err(Error::NoQuery);
        }
        let archive = selection.archive(session)?;
        let mut store = Store::open(path)?;
        let mut marks = selection::marks(&archive, Some(&mut store));
        let mut all = Selected::whole(archive);
        let mut ids = ids::find_all(&all, &named)?;
        if let Some(query) = query {
            ids.extend(selection::find_with(&all.archive, &query, &marks));
            all.query = query;
        }
        let archive = std::mem::take(&mut all.archive);
        let (mut changes, mut told) = (Vec::new(), Vec::new());
        for (mark, on) in self.wishes().filter(|_| !ids.is_empty()) {
            let done = marks.set(&archive, &ids, mark, on, now());
            changes.extend(done.changes);
            told.push((mark, on, done.count));
        }
        store.save(&changes)?;
        self.tell(&told, out)?;
        Ok(nothing::outcome(&Selected {
            archive,
            ids,
            ..all
        }))
    }

    /// Prints the outcome, once it is on the disk.
    fn tell(&self, told: &[(Mark, bool, usize)], out: &mut dyn Write) -> io::Result<()> {
        if self.format.json {
            let marks = told.iter().map(|(mark, set, articles)| MarkedJson {
                mark: mark.name(),
                set: *set,
                articles: *articles,
            });
            return json::write_named("marks", &marks.collect::<Vec<_>>(), out);
        }
        for (mark, on, count) in told {
            writeln!(out, "{count} {}", verb(*mark, *on))?;
        }
        Ok(())
    }
}

/// Microseconds since 1970.
pub(super) fn now() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.unwrap_or_default().as_micros();
    i64::try_from(now).unwrap_or(i64::MAX)
}
