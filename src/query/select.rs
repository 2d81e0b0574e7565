//! Running a plan over one issue: from some of its articles to those that match, both in order.

use super::{
    Context,
    expr::Part,
    index::Facts,
    lang,
    pattern::Finder,
    plan::{Named, Needle, OfArticle, OfIssue, OfRow, Plan, Text},
    sweep::{self, Candidate, Known, NOWHERE},
};
use crate::model::{ArticleView, Issue, Section, SectionKind};

/// An issue under search.
pub(super) struct Selection<'a> {
    pub context: &'a Context<'a>,
    pub issue: &'a Issue,
    /// The articles of the issue.
    pub view: &'a dyn Fn(u32) -> Option<ArticleView<'a>>,
    /// What is known of it.
    pub facts: &'a Facts,
    /// Whether what is known of the candidates holds for the text that is looked for.
    pub bounded: bool,
}

impl Selection<'_> {
    /// Those of `articles` that the plan selects.
    pub fn run(&self, plan: &Plan, mut articles: Vec<Candidate>) -> Vec<Candidate> {
        match plan {
            Plan::All(parts) => {
                for part in parts {
                    if articles.is_empty() {
                        break;
                    }
                    articles = self.run(part, articles);
                }
                articles
            }
            Plan::Any(parts) => self.any(parts, articles),
            Plan::Not(inner) => {
                let found = self.run(inner, articles.clone());
                without(articles, &found)
            }
            Plan::Issue(test) if self.issue_is(test) => articles,
            Plan::Issue(_) => Vec::new(),
            Plan::Row(test) => {
                articles.retain(|candidate| self.row_is(test, candidate.article));
                articles
            }
            Plan::Article(test) => {
                let view = |candidate: &Candidate| (self.view)(candidate.article);
                articles.retain(|n| view(n).is_some_and(|view| self.article_is(test, &view)));
                articles
            }
            Plan::Text(needle) => self.text(needle, articles),
        }
    }

    fn any(&self, parts: &[Plan], mut left: Vec<Candidate>) -> Vec<Candidate> {
        let mut found = Vec::new();
        for part in parts {
            let more = self.run(part, left.clone());
            left = without(left, &more);
            found.extend(more);
        }
        found.sort_unstable_by_key(|candidate| candidate.article);
        found
    }

    fn issue_is(&self, test: &OfIssue) -> bool {
        match test {
            OfIssue::Number(range) => self.issue.number.is_some_and(|n| range.contains(&n)),
            OfIssue::Dates(days) => self
                .issue
                .date
                .is_some_and(|date| days.contains(&date.day())),
            OfIssue::Name(finder) => {
                finder.is_in(&self.issue.title) || finder.is_in(&self.issue.path)
            }
        }
    }

    fn row_is(&self, test: &OfRow, n: u32) -> bool {
        let Some(article) = self.facts.article(n) else {
            return false;
        };
        match test {
            OfRow::Tags(wanted) => self.facts.tags_of(&article).any(|tag| is(wanted, tag)),
            OfRow::Hosts(wanted) => article.host().is_some_and(|host| is(wanted, host)),
        }
    }

    fn article_is(&self, test: &OfArticle, view: &ArticleView<'_>) -> bool {
        match test {
            OfArticle::Title(needle) => needle.is_in_heading(view.title()),
            OfArticle::Url(finder) => view.links().any(|link| finder.is_in(link.url())),
            OfArticle::Section(named) => {
                view.sections().any(|section| named.is(section))
                    || view.group().is_some_and(|group| named.label.is_in(group))
            }
            OfArticle::In(named, finder) => {
                let mut sections = view.sections().filter(|section| named.is(*section));
                sections.any(|section| {
                    finder.find_in(section.body.of(&self.issue.source), self.facts.variants)
                })
            }
            OfArticle::Langs(langs) => lang::of(view).is_some_and(|lang| langs.contains(&lang)),
            OfArticle::Length(range) => {
                let length = view.text().chars().count();
                u32::try_from(length).is_ok_and(|length| range.contains(&length))
            }
            OfArticle::Has(parts) => parts.iter().any(|&part| has(view, part)),
            OfArticle::States(states) => {
                let marks = self.context.marks;
                states.iter().any(|state| state.holds(view, marks))
            }
        }
    }

    /// Articles whose text, title or own tags hold the words, or whose headings hold the initials.
    fn text(&self, text: &Text, mut articles: Vec<Candidate>) -> Vec<Candidate> {
        let words = &text.needle.words;
        if !self.bounded {
            for article in &mut articles {
                article.from = 0;
            }
        }
        if self.facts.variants {
            self.look(words, &mut articles);
        } else {
            self.look_where_unknown(words, &mut articles);
        }
        let names_tell = text.tags.is_some()
            || text.needle.initials.is_some()
            || !self.facts.titles_apart.is_empty();
        articles.retain(|candidate| {
            let named = || names_tell && self.names_hold(text, candidate.article);
            candidate.from != NOWHERE || named()
        });
        articles
    }

    /// Notes where the texts of articles hold the words.
    fn look(&self, words: &Finder, articles: &mut [Candidate]) {
        let source = &*self.issue.source;
        if self.bounded && words.is_pair() {
            sweep::fetch_places(source, self.facts, articles);
        }
        sweep::run(source, self.facts, articles, words);
    }

    /// The same for those of which it is not known whether they do.
    fn look_where_unknown(&self, words: &Finder, articles: &mut [Candidate]) {
        let is_open = |article: &Candidate| article.known == Known::Maybe;
        if articles.iter().all(is_open) {
            return self.look(words, articles);
        }
        let mut open: Vec<_> = articles.iter().copied().filter(is_open).collect();
        self.look(words, &mut open);
        let mut seen = open.into_iter();
        for article in articles {
            match article.known {
                Known::No => article.from = NOWHERE,
                Known::Maybe => *article = seen.next().unwrap_or(*article),
                Known::Yes => {}
            }
        }
    }

    /// Whether the names of an article that are not part of its text hold the words or the initials.
    fn names_hold(&self, text: &Text, n: u32) -> bool {
        self.tags_hold(text, n)
            || self.facts.titles_apart.binary_search(&n).is_ok() && self.title_holds(text, n)
            || self.initials_are_in(text, n)
    }

    fn tags_hold(&self, text: &Text, n: u32) -> bool {
        let holds = |tags: &Vec<bool>| self.facts.own_tags(n).iter().any(|&tag| is(tags, tag));
        text.tags.as_ref().is_some_and(holds)
    }

    fn title_holds(&self, text: &Text, n: u32) -> bool {
        (self.view)(n).is_some_and(|view| text.needle.words.is_in(view.title()))
    }

    fn initials_are_in(&self, text: &Text, n: u32) -> bool {
        let article = || self.issue.article(n);
        let initials = text.needle.initials.as_ref();
        initials.is_some_and(|initials| initials.are_in(&self.facts.initials, n, article))
    }
}

fn without(mut articles: Vec<Candidate>, found: &[Candidate]) -> Vec<Candidate> {
    let is_found = |n: u32| {
        found
            .binary_search_by_key(&n, |found| found.article)
            .is_ok()
    };
    articles.retain(|candidate| !is_found(candidate.article));
    articles
}

fn is(wanted: &[bool], number: u32) -> bool {
    wanted.get(number as usize).copied().unwrap_or_default()
}

fn has(view: &ArticleView<'_>, part: Part) -> bool {
    let kinds = || view.sections().map(|section| section.kind);
    match part {
        Part::Link => view.links().len() > 0,
        Part::Summary => kinds().any(|kind| kind == SectionKind::Summary),
        Part::Code => {
            let text = view.text();
            memchr::memchr(b'`', text.as_bytes()).is_some() || text.contains("<code")
        }
    }
}

impl Named {
    fn is(&self, section: Section<'_>) -> bool {
        self.kind == Some(section.kind) || self.label.is_in(section.label)
    }
}

impl Needle {
    /// Whether a title or heading holds the words or the initials.
    pub(super) fn is_in_heading(&self, text: &str) -> bool {
        self.words.is_in(text) || self.are_initials_of(text)
    }

    fn are_initials_of(&self, text: &str) -> bool {
        let initials = self.initials.as_ref();
        initials.is_some_and(|initials| initials.in_text.is_in(text))
    }
}
