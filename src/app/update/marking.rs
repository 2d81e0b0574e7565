//! Marks: read, starred, queued, memos; undoing them; and marking several articles at once.

use super::super::{
    App, Effect, Pane,
    action::Marker,
    marks::{Done, ReadPolicy},
    overlay::{Confirm, Consent, Overlay},
    page_id::PageId,
    status::Status,
    view::View,
};
use crate::{
    error::ProgramError,
    model::{self, ArticleId, Identity, Mark},
};

/// The number of links that open without a question.
const UNASKED: usize = 5;

impl App {
    /// Sets, lifts and takes back marks.
    pub(super) fn mark(&mut self, marker: Marker) -> Vec<Effect> {
        match marker {
            Marker::ToggleRead => self.toggle(Mark::Read),
            Marker::ToggleStar => self.toggle(Mark::Starred),
            Marker::ToggleQueue => self.toggle(Mark::Queued),
            Marker::Memo => self.edit_memo(),
            Marker::MarkAllRead => self.ask_to_mark_all(),
            Marker::Undo => self.undo(),
            Marker::Redo => self.redo(),
            Marker::Pick => self.pick(),
            Marker::QueueUp => self.move_in_queue(-1),
            Marker::QueueDown => self.move_in_queue(1),
            Marker::OpenQueue => self.ask_to_open_queue(),
        }
    }

    /// The articles that an action is about: those picked, else the selected one.
    pub(super) fn targets(&self) -> Vec<ArticleId> {
        if self.marks.picked.is_empty() {
            let current = self.article_in_view().map(|article| article.id);
            return current.into_iter().collect();
        }
        self.marks.picked.clone()
    }

    /// Sets a mark on all targets, or lifts it where all have it.
    fn toggle(&mut self, mark: Mark) -> Vec<Effect> {
        let targets = self.targets();
        if targets.is_empty() {
            return self.refuse("no article is selected");
        }
        let on = !targets.iter().all(|id| self.marks.has(*id, mark));
        self.set(&targets, mark, on)
    }

    /// Sets a mark, says so, and has it kept.
    pub(super) fn set(&mut self, ids: &[ArticleId], mark: Mark, on: bool) -> Vec<Effect> {
        // What the reader says of an article holds, whatever is on the screen.
        if mark == Mark::Read {
            self.marks.considered = self.article_in_view().map(|article| article.id);
        }
        let done = self
            .marks
            .set(&self.archive, ids, mark, on, self.controls.now);
        self.keep(done)
    }

    fn keep(&mut self, done: Done) -> Vec<Effect> {
        self.screen.status = Status::marked(done.what);
        self.save(done.changes)
    }

    fn undo(&mut self) -> Vec<Effect> {
        match self.marks.undo(self.controls.now) {
            Some(done) => self.turned(done),
            None => self.refuse("nothing to undo"),
        }
    }

    fn redo(&mut self) -> Vec<Effect> {
        match self.marks.redo(self.controls.now) {
            Some(done) => self.turned(done),
            None => self.refuse("nothing to redo"),
        }
    }

    fn turned(&mut self, done: Done) -> Vec<Effect> {
        self.marks.considered = self.article_in_view().map(|article| article.id);
        self.grow_view();
        self.keep(done)
    }

    /// Takes what belongs to the view now into it.
    pub(super) fn grow_view(&mut self) {
        if self.refill_view() {
            self.refilter();
        }
    }

    /// True if there is a view to take anything in.
    pub(super) fn refill_view(&mut self) -> bool {
        let view = self.filter.view.view();
        if view != View::All {
            self.filter.view.grow(self.members(view));
        }
        view != View::All
    }

    /// Picks the selected article, or unpicks it, and moves on.
    fn pick(&mut self) -> Vec<Effect> {
        let Some(id) = self.current_article().map(|article| article.id) else {
            return self.refuse("no article is selected");
        };
        match self.marks.picked.iter().position(|picked| *picked == id) {
            Some(at) => drop(self.marks.picked.remove(at)),
            None => self.marks.picked.push(id),
        }
        self.list.move_by(1);
        self.screen.status = Status::done(format!("{} selected", self.marks.picked.len()));
        Vec::new()
    }

    /// `A`: all that is shown while something narrows it, else the issue.
    fn ask_to_mark_all(&mut self) -> Vec<Effect> {
        let (ids, what) = if self.filter.is_narrowed() {
            (self.list.ids(), "shown here")
        } else {
            (self.list.ids_of_issue(), "of this issue")
        };
        let unread: Vec<_> = ids
            .into_iter()
            .filter(|id| !self.marks.has(*id, Mark::Read))
            .collect();
        match unread.len() {
            0 => self.refuse("all of this is read"),
            1 => self.ask(
                format!("Mark the one unread article {what} read?"),
                Consent::Mark(unread, Mark::Read, true),
            ),
            n => self.ask(
                format!("Mark {n} articles {what} read?"),
                Consent::Mark(unread, Mark::Read, true),
            ),
        }
    }

    pub(super) fn ask(&mut self, question: String, yes: Consent) -> Vec<Effect> {
        self.overlay = Some(Overlay::Confirm(Confirm { question, yes }));
        Vec::new()
    }

    /// Carries out what the user said yes to.
    pub(super) fn consented(&mut self, consent: Consent) -> Vec<Effect> {
        match consent {
            Consent::Send(effect) => vec![effect],
            Consent::Leave(effect) => {
                self.controls.running.clear();
                vec![effect]
            }
            Consent::Mark(ids, mark, on) => self.set(&ids, mark, on),
            Consent::Open(ids) => self.open_all(&ids),
        }
    }

    /// Opens the references of the articles picked; asks if they are many.
    pub(super) fn open_picked(&mut self) -> Vec<Effect> {
        let ids = std::mem::take(&mut self.marks.picked);
        if ids.len() > UNASKED {
            let question = format!("Open {} links in the browser?", ids.len());
            return self.ask(question, Consent::Open(ids));
        }
        self.open_all(&ids)
    }

    fn ask_to_open_queue(&mut self) -> Vec<Effect> {
        let mut next = self.marks.queue(&self.archive);
        next.truncate(UNASKED);
        match next.len() {
            0 => self.refuse("the queue is empty"),
            n => self.ask(
                format!("Open the next {n} of the queue in the browser?"),
                Consent::Open(next),
            ),
        }
    }

    /// Opens references and marks their articles; those of the queue are done with.
    fn open_all(&mut self, ids: &[ArticleId]) -> Vec<Effect> {
        let link = |id: &ArticleId| Some((*id, self.archive.article(*id)?.reference()?.clone()));
        let (with, links): (Vec<_>, Vec<_>) = ids.iter().filter_map(link).unzip();
        let mut effects = self.mark_opened(&with);
        self.screen.status = Status::done(format!("opening {} links", links.len()));
        effects.extend(links.into_iter().map(Effect::Open));
        effects
    }

    /// Remembers that sources were opened. What was queued is read with it, and leaves the queue.
    pub(super) fn mark_opened(&mut self, ids: &[ArticleId]) -> Vec<Effect> {
        let queued = ids
            .iter()
            .copied()
            .filter(|id| self.marks.has(*id, Mark::Queued));
        let read: Vec<_> = match self.marks.policy {
            ReadPolicy::Open => ids.to_vec(),
            ReadPolicy::End | ReadPolicy::Manual => queued.collect(),
        };
        let mut effects = self.set(ids, Mark::Opened, true);
        effects.extend(self.set(&read, Mark::Read, true));
        effects
    }

    /// Lets the selected article change places with its neighbour in the queue.
    fn move_in_queue(&mut self, by: isize) -> Vec<Effect> {
        let position = self.list.position();
        let at = |at: Option<usize>| self.list.items().get(at?)?.article();
        let neighbour = at(position.checked_add_signed(by));
        let queued = |id: &ArticleId| self.marks.has(*id, Mark::Queued);
        let pair = (self.list.article().filter(queued), neighbour.filter(queued));
        let (View::Queue, (Some(one), Some(other))) = (self.filter.view.view(), pair) else {
            return self.refuse("only queued articles can be moved, in the view of the queue");
        };
        let done = self
            .marks
            .swap(&self.archive, one, other, self.controls.now);
        self.grow_view();
        self.keep(done)
    }

    fn edit_memo(&mut self) -> Vec<Effect> {
        match self.article_in_view() {
            Some(article) => {
                let memo = self.marks.memo(article.id).unwrap_or_default();
                let name = self.name_of(article.id);
                name.map(|name| Effect::Edit(name.article, memo.to_owned()))
                    .into_iter()
                    .collect()
            }
            None => self.refuse("no article is selected"),
        }
    }

    /// Keeps a memo that was written, or reports why it failed.
    pub(super) fn edited(
        &mut self,
        article: model::Subject,
        result: Result<String, ProgramError>,
    ) -> Vec<Effect> {
        match result {
            Ok(memo) => {
                let done = self.marks.set_memo(article, &memo, self.controls.now);
                self.keep(done)
            }
            Err(why) => self.refuse(&why.to_string()),
        }
    }

    fn name_of(&self, id: ArticleId) -> Option<Identity> {
        Some(self.archive.article(id)?.identity())
    }

    /// An article is read when its end was on the screen while it was read: while the reading pane has the keys, or when
    /// they go on to the next article. Each article is considered once, so that marking it unread holds.
    pub(super) fn read_to_the_end(&mut self, leaving: bool) -> Vec<Effect> {
        let Some(PageId::Article(id)) = self.reader.subject() else {
            return Vec::new();
        };
        if self.marks.policy != ReadPolicy::End {
            return Vec::new();
        }
        let reading = leaving || self.screen.focus == Pane::Reader;
        if !reading || !self.reader.at_end() || self.marks.considered == Some(id) {
            return Vec::new();
        }
        self.marks.considered = Some(id);
        if self.marks.has(id, Mark::Read) {
            return Vec::new();
        }
        let status = self.screen.status.clone();
        let effects = self.set(&[id], Mark::Read, true);
        if !status.text.is_empty() {
            self.screen.status = status;
        }
        effects
    }
}
