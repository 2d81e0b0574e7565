//! From an article to its source.

use super::super::{
    App, Effect, Pane,
    overlay::{Consent, Overlay},
    status::{Status, Tone},
    view::View,
};
use crate::{
    error::ProgramError,
    model::{ArticleView, Link, Scheme},
};

impl App {
    /// Opens the article's reference.
    pub(super) fn open_reference(&mut self) -> Vec<Effect> {
        if !self.marks.picked.is_empty() {
            return self.open_picked();
        }
        let reference = self
            .article_in_view()
            .map(|article| article.reference().cloned());
        match reference {
            Some(Some(link)) => self.open_and_mark(link),
            Some(None) => self.refuse("this article has no reference"),
            None => self.refuse("no article is selected"),
        }
    }

    /// Opens the reference of the article in view, and moves on to the next in the queue.
    fn open_and_mark(&mut self, link: Link) -> Vec<Effect> {
        let id = self.article_in_view().map(|article| article.id);
        let mut effects = self.mark_opened(id.as_slice());
        effects.extend(self.open(link));
        if self.filter.view.view() == View::Queue {
            self.list.move_by(1);
        }
        effects
    }

    /// Web links at once, mail after a question.
    pub(super) fn open(&mut self, link: Link) -> Vec<Effect> {
        match link.scheme() {
            Scheme::Web => {
                self.screen.status = Status::done(format!("opening {}", link.host()));
                vec![Effect::Open(link)]
            }
            Scheme::Mail => {
                let question = format!("Write a mail to {}?", link.host());
                self.ask(question, Consent::Send(Effect::Open(link)))
            }
        }
    }

    /// The browser succeeded or not. A URL that could not be opened is shown, to be copied by hand.
    pub(super) fn opened(&mut self, link: Link, result: Result<(), ProgramError>) -> Vec<Effect> {
        match result {
            // It comes a moment after the key; a refusal meanwhile is newer.
            Ok(()) if self.screen.status.tone == Tone::Refused => {}
            Ok(()) => self.screen.status = Status::done(format!("opened {}", link.host())),
            Err(why) => {
                self.screen.status = Status::default();
                self.overlay = Some(Overlay::Url(link, why.to_string()));
            }
        }
        Vec::new()
    }

    /// The browser failed when the user was elsewhere already: a notice, no window.
    pub(super) fn not_opened(&mut self, link: &Link, why: &ProgramError) -> Vec<Effect> {
        self.refuse(&format!("{why}; {} did not open", link.host()))
    }

    /// The article that is read; none while the issue's own page is.
    pub(super) fn article_in_view(&self) -> Option<ArticleView<'_>> {
        if self.screen.focus == Pane::Issues {
            None
        } else {
            self.current_article()
        }
    }

    pub(super) fn refuse(&mut self, why: &str) -> Vec<Effect> {
        self.screen.status = Status::refused(why);
        Vec::new()
    }
}
