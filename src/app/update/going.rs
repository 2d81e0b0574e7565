//! Going to an article by its title, or to one that is related.

use super::super::{
    App, Effect, Load, Pane,
    overlay::{Goto, Overlay},
    page_id::PageId,
    requests::RequestKind,
    search::{RelateRequest, TitleRequest},
    status::Status,
    view::View,
};
use crate::{
    model::ArticleId,
    query::{Query, Reason},
};

/// The number of related articles on the page of a link.
const NEAREST: usize = 6;

impl App {
    /// Opens the list of all titles.
    pub(super) fn go_to(&mut self) -> Vec<Effect> {
        self.overlay = Some(Overlay::Goto(Goto::default()));
        self.match_titles()
    }

    /// Looks for what has to do with the article.
    pub(super) fn relate(&mut self) -> Vec<Effect> {
        let Some(article) = self.current_article().map(|article| article.id) else {
            self.screen.status = Status::refused("no article is selected");
            return Vec::new();
        };
        self.requests.related_to = Some(article);
        self.ask_related().into_iter().collect()
    }

    /// Asks for related articles, if that question is open.
    pub(super) fn ask_related(&mut self) -> Option<Effect> {
        let article = self.requests.related_to?;
        Some(self.question(RequestKind::Related, article))
    }

    /// Asks for the articles nearest to one that is only a link, once everything is loaded.
    pub(super) fn ask_nearest(&mut self) -> Option<Effect> {
        if self.loading.state != Load::Done {
            return None;
        }
        let article = self.reader.take_wish()?;
        Some(self.question(RequestKind::Nearest, article))
    }

    fn question(&mut self, kind: RequestKind, article: ArticleId) -> Effect {
        Effect::Relate(RelateRequest {
            number: self.requests.number(kind),
            archive: self.archive.clone(),
            article,
            tags: self.filter.all_facets().tags.clone(),
        })
    }

    /// Takes related articles: for the page that is read, or to be listed.
    pub(super) fn related(&mut self, number: u64, found: Vec<(ArticleId, Reason)>) {
        if self.requests.is_latest(RequestKind::Nearest, number) {
            let (heading, near) = if found.is_empty() {
                ("in the same issue", self.neighbours())
            } else {
                ("related", found.iter().map(|(id, _)| *id).collect())
            };
            let named = near.into_iter().take(NEAREST);
            let named = named.filter_map(|id| Some((id, self.line_of(id)?)));
            let named = named.collect();
            self.reader.relate(&self.archive, heading, named);
        } else {
            self.list_related(found);
        }
    }

    /// The other articles of the issue of the one that is read, the nearest first.
    fn neighbours(&self) -> Vec<ArticleId> {
        let read = self.reader.subject().and_then(PageId::article);
        let others = read.into_iter().flat_map(|read| {
            let issue = self.archive.articles_of(read.issue);
            let mut others: Vec<_> = issue.map(|view| view.id).filter(|id| *id != read).collect();
            others.sort_by_key(|id| id.index.abs_diff(read.index));
            others
        });
        others.collect()
    }

    /// `A title · 2024-09-08`
    fn line_of(&self, id: ArticleId) -> Option<String> {
        let article = self.archive.article(id)?;
        let date = article.issue.date;
        let date = date.map_or_else(String::new, |date| format!(" · {date}"));
        Some(format!("{}{date}", article.title()))
    }

    /// Lists the results, unless something else is on the screen by now.
    fn list_related(&mut self, found: Vec<(ArticleId, Reason)>) {
        let asked = self.requests.related_to.take();
        let current = self.current_article().map(|current| current.id);
        if asked.is_none() || asked != current || self.overlay.is_some() {
            return;
        }
        if found.is_empty() {
            self.screen.status = Status::refused("nothing is related to this article");
        } else {
            self.overlay = Some(Overlay::Goto(Goto::related(found)));
        }
    }

    /// Looks for the letters typed, and no more for those typed before.
    pub(super) fn match_titles(&mut self) -> Vec<Effect> {
        let Some(Overlay::Goto(goto)) = &self.overlay else {
            return Vec::new();
        };
        if !goto.is_search() {
            return Vec::new();
        }
        vec![Effect::Match(TitleRequest {
            number: self.requests.number(RequestKind::Titles),
            archive: self.archive.clone(),
            text: goto.input.value().to_owned(),
        })]
    }

    /// A key was typed into the list's line.
    pub(super) fn match_again(&mut self, changed: bool) -> Vec<Effect> {
        if changed {
            self.match_titles()
        } else {
            Vec::new()
        }
    }

    /// Lists the titles found, unless another search has begun by now.
    pub(super) fn matched(&mut self, found: Vec<ArticleId>) {
        if let Some(Overlay::Goto(goto)) = &mut self.overlay
            && goto.is_search()
        {
            goto.refill(found);
        }
    }

    /// Goes to the article under the cursor. What hides it is cleared.
    pub(super) fn arrive_at_choice(&mut self) {
        let Some(Overlay::Goto(goto)) = &self.overlay else {
            return;
        };
        let choice = goto.list.selected();
        self.overlay = None;
        if let Some(article) = choice {
            self.arrive_at(article);
        }
    }

    /// Goes to an article. What hides it is cleared.
    pub(super) fn arrive_at(&mut self, article: ArticleId) {
        if !self.list.select(article) {
            self.filter.keep(Query::everything());
            self.enter_view(View::All);
            self.show_found();
            self.list.select(article);
        }
        self.screen.focus = Pane::Reader;
    }
}
