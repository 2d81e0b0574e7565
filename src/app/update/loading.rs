//! The archive as it arrives.

use super::super::{App, Effect, Load, status::Status};
use crate::{
    load::{self, Batch, Change},
    model::{ArticleId, Identity, IssueId, identities},
    text::counted,
};

impl App {
    /// Puts a batch in its place, and keeps lists and filter in step.
    pub(super) fn take(&mut self, batch: Batch) -> Vec<Effect> {
        match batch {
            Batch::Changed(change) => return self.take_change(change),
            Batch::Progress { done, total } => self.load = Load::Running { done, total },
            _ => {}
        }
        let grows = matches!(batch, Batch::Issues(_));
        load::apply(&mut self.archive, batch);
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
        self.filter.forget();
        self.refill_view();
        self.refilter();
    }

    /// Until somebody moves, the newest article is the one to read, also if it came late.
    fn follow_newest(&mut self) {
        if !self.touched {
            self.browse.to_newest(&self.archive);
        }
    }

    /// Files changed under the reader: selection, scroll and filter stay on what they were on.
    fn take_change(&mut self, change: Change) -> Vec<Effect> {
        let (before, selected) = (self.archive.article_count(), self.selected_name());
        let gone = change.gone.len();
        let issues = change.issues.len();
        load::apply(&mut self.archive, Batch::Changed(change));
        self.show_what_came();
        if let Some(id) = selected.and_then(|(issue, name)| self.article_named(issue, &name)) {
            self.browse.select(&self.archive, id);
        }
        self.reader.refresh();
        self.status = Status::done(match self.archive.article_count().saturating_sub(before) {
            0 if issues == 0 => counted(gone, "issue gone", "issues gone"),
            0 => counted(issues, "issue changed", "issues changed"),
            new => counted(new, "new article", "new articles"),
        });
        vec![self.known()]
    }

    /// The selected article by the name that outlives its position.
    fn selected_name(&self) -> Option<(IssueId, Identity)> {
        let id = self.browse.articles.selected()?;
        let names = identities(self.archive.issue(id.issue)?);
        Some((id.issue, names.into_iter().nth(id.index as usize)?))
    }

    fn article_named(&self, issue: IssueId, name: &Identity) -> Option<ArticleId> {
        let names = identities(self.archive.issue(issue)?);
        let index = names
            .iter()
            .position(|other| other.article == name.article)?;
        Some(ArticleId {
            issue,
            index: index as u32,
        })
    }

    /// The files are away. What was read of them stays.
    pub(super) fn lose(&mut self, why: &str) -> Vec<Effect> {
        self.status = Status::refused(format!("showing what was read: {why}"));
        Vec::new()
    }

    pub(super) fn end_load(&mut self, result: Result<(), String>) -> Vec<Effect> {
        self.load = match result {
            Ok(()) => {
                self.load = Load::Done;
                let mut effects = self.arrive();
                let warm_up = self.filter.warm_up(&self.archive);
                effects.extend(warm_up.map(Effect::Search));
                return effects;
            }
            Err(why) => {
                self.status = Status::refused(why.clone());
                Load::Failed(why)
            }
        };
        Vec::new()
    }
}
