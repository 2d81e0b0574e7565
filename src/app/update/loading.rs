//! The archive as it arrives.

use std::{collections::HashSet, sync::Arc};

use super::super::{
    App, Effect, Load,
    id_map::IdMap,
    overlay::{Consent, Overlay},
    status::Status,
};
use crate::{
    error::Error,
    load::{self, ArchiveChange, Batch},
    model::{Issue, IssueId},
    text::counted,
};

impl App {
    /// Puts a batch in its place, and keeps lists and filter in step.
    pub(super) fn take(&mut self, batch: Batch) -> Vec<Effect> {
        match batch {
            Batch::Changed(change) => return self.take_change(change),
            Batch::Progress { done, total } => self.loading.state = Load::Running { done, total },
            _ => {}
        }
        let grows = matches!(batch, Batch::Issues(_));
        load::apply(&mut self.archive, batch);
        self.rename_tags();
        if grows {
            self.show_what_came();
            self.follow_newest();
            self.resume();
        }
        Vec::new()
    }

    /// Lists and marks of an archive that is another now.
    fn show_what_came(&mut self) {
        self.marks.learn(&self.archive);
        let complete = self.loading.state == Load::Done;
        self.list.names.refresh(&self.archive, complete);
        self.filter.forget();
        self.refill_view();
        self.refilter();
    }

    /// Until the user moves, the newest article is selected, even if it came late.
    fn follow_newest(&mut self) {
        if !self.controls.touched {
            self.list.start();
        }
    }

    /// Files changed under the reader, or issues shown early are known better: selection, scroll and filter stay on what they were
    /// on.
    fn take_change(&mut self, change: ArchiveChange) -> Vec<Effect> {
        let count = self.archive.article_count();
        let (gone, is_part) = (change.gone.len(), change.is_part);
        let changed = change.issues.len() + std::mem::take(&mut self.loading.changed);
        let before = self.issues_of(&change);
        let (place, after) = (self.held_place(), change.issues.clone());
        load::apply(&mut self.archive, Batch::Changed(change));
        self.rename_tags();
        self.remap(&IdMap::new(&before, &self.archive));
        self.find_new();
        self.show_what_came();
        let renamed = self.marks.follow(&before, &self.archive);
        self.reader.refresh();
        self.hold_place(place);
        if self.loading.state != Load::Done {
            self.follow_newest();
            self.resume();
            return self.save(renamed);
        }
        let old: Vec<_> = before.into_iter().map(|(_, issue)| issue).collect();
        let back = self.loading.away.note(&old, &after);
        let more = self.archive.article_count().saturating_sub(count);
        if is_part {
            self.loading.changed = changed;
        }
        self.screen.status = Status::done(match more.saturating_sub(back) {
            0 if changed == 0 => counted(gone, "issue gone", "issues gone"),
            0 => counted(changed, "issue changed", "issues changed"),
            new => counted(new, "new article", "new articles"),
        });
        let mut effects = self.match_titles();
        effects.extend(self.gather());
        effects.extend(self.ask_related());
        effects.push(self.known());
        effects.extend(self.save(renamed));
        effects.extend(self.adopt());
        effects
    }

    /// The issues that a change is about, as they are before it.
    fn issues_of(&self, change: &ArchiveChange) -> Vec<(IssueId, Arc<Issue>)> {
        let changed = change.issues.iter().map(|issue| &issue.path);
        let paths: HashSet<_> = changed.chain(&change.gone).collect();
        let issues = self.archive.issues();
        issues
            .filter(|(_, issue)| paths.contains(&issue.path))
            .map(|(id, issue)| (id, Arc::clone(issue)))
            .collect()
    }

    /// The files are away. What was read of them stays.
    pub(super) fn lose(&mut self, why: &str) -> Vec<Effect> {
        self.screen.status = Status::refused(format!("showing what was read: {why}"));
        Vec::new()
    }

    /// Says how many mails were passed over.
    fn tell_letters(&mut self) {
        let letters = self.archive.letters;
        if letters > 0 && !self.controls.touched {
            let mails = counted(letters, "mail", "mails");
            self.screen.status =
                Status::done(format!("{mails} to no list passed over (--all-mail)"));
        }
    }

    pub(super) fn end_load(&mut self, result: Result<(), Error>) -> Vec<Effect> {
        self.loading.state = match result {
            Ok(()) => {
                self.loading.state = Load::Done;
                self.list.names.refresh(&self.archive, true);
                let mut effects = self.arrive();
                self.tell_letters();
                let warm_up = self.filter.warm_up(&self.archive, &mut self.requests);
                effects.extend(warm_up.map(Effect::Search));
                return effects;
            }
            Err(why) => {
                let why = why.to_string();
                self.screen.status = Status::refused(why.clone());
                Load::Failed(why)
            }
        };
        Vec::new()
    }
}

impl App {
    /// Everything that names an article names the same one under its new id.
    fn remap(&mut self, map: &IdMap) {
        self.list.remap(map);
        self.filter.remap(map);
        self.marks.remap(map);
        self.reader.remap(map);
        let related_to = &mut self.requests.related_to;
        *related_to = related_to.and_then(|id| map.new_id(id));
        self.remap_overlay(map);
    }

    fn remap_overlay(&mut self, map: &IdMap) {
        match &mut self.overlay {
            // Their letters stand over text that may be another now.
            Some(Overlay::Hints(_)) => self.overlay = None,
            Some(Overlay::Goto(goto)) => goto.remap(map),
            Some(Overlay::Search(prompt)) => {
                prompt.place.0 = prompt.place.0.and_then(|id| map.new_id(id));
                prompt.before.remap(map);
            }
            Some(Overlay::Confirm(confirm)) => match &mut confirm.yes {
                Consent::Mark(ids, ..) | Consent::Open(ids) => map.rename_all(ids),
                Consent::Send(_) | Consent::Leave(_) => {}
            },
            _ => {}
        }
    }
}
