//! Running a plan over one issue: from the positions of some articles to those that match, both in order.

use super::{
    Context,
    expr::Part,
    fold, host, lang,
    plan::{Named, Needle, OfArticle, OfIssue, Plan},
    sweep,
};
use crate::model::{Article, ArticleView, Issue, Section, SectionKind, Tag};

/// An issue under search.
pub(super) struct Selection<'a> {
    pub context: &'a Context<'a>,
    pub issue: &'a Issue,
    /// The articles of the issue.
    pub view: &'a dyn Fn(u32) -> Option<ArticleView<'a>>,
    /// Whether the source may hold letters in other forms.
    pub variants: bool,
}

impl Selection<'_> {
    /// Those of `articles` that the plan selects.
    pub fn run(&self, plan: &Plan, mut articles: Vec<u32>) -> Vec<u32> {
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
            Plan::Article(test) => {
                articles
                    .retain(|&n| (self.view)(n).is_some_and(|view| self.article_is(test, &view)));
                articles
            }
            Plan::Text(needle) => self.text(needle, articles),
        }
    }

    fn any(&self, parts: &[Plan], mut left: Vec<u32>) -> Vec<u32> {
        let mut found = Vec::new();
        for part in parts {
            let more = self.run(part, left.clone());
            left = without(left, &more);
            found.extend(more);
        }
        found.sort_unstable();
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

    fn article_is(&self, test: &OfArticle, view: &ArticleView<'_>) -> bool {
        match test {
            OfArticle::Title(needle) => needle.is_in_heading(view.title()),
            OfArticle::Url(finder) => view.links().iter().any(|link| finder.is_in(link.url())),
            OfArticle::Section(named) => {
                let group = view.article.group.as_deref();
                view.article
                    .sections
                    .iter()
                    .any(|section| named.is(section))
                    || group.is_some_and(|group| named.label.is_in(group))
            }
            OfArticle::In(named, finder) => {
                let mut sections = view
                    .article
                    .sections
                    .iter()
                    .filter(|section| named.is(section));
                sections.any(|section| {
                    finder.find_in(section.body.of(&self.issue.source), self.variants)
                })
            }
            OfArticle::Tags(names) => view
                .tags()
                .any(|tag| names.iter().any(|name| is_tag(tag.name(), name))),
            OfArticle::TagsFrom(start) => view
                .tags()
                .any(|tag| fold::tag(tag.name()).starts_with(start)),
            OfArticle::Hosts(hosts) => view.reference().is_some_and(|link| {
                let name = host::of(link);
                hosts.iter().any(|domain| host::is_within(&name, domain))
            }),
            OfArticle::Langs(langs) => lang::of(view).is_some_and(|lang| langs.contains(&lang)),
            OfArticle::Has(parts) => parts.iter().any(|&part| has(view, part)),
            OfArticle::Marks(marks) => marks
                .iter()
                .any(|&(mark, wanted)| self.context.marks.is(view, mark) == wanted),
        }
    }

    /// Articles whose text, title or own tags hold the words, or whose headings hold the initials.
    fn text(&self, needle: &Needle, articles: Vec<u32>) -> Vec<u32> {
        let found = sweep::run(self.issue, &articles, &needle.words, self.variants);
        let left = without(articles, &found);
        let mut more: Vec<u32> = left
            .into_iter()
            .filter(|&n| (self.view)(n).is_some_and(|view| names_hold(needle, &view)))
            .collect();
        if more.is_empty() {
            return found;
        }
        more.extend(found);
        more.sort_unstable();
        more
    }
}

/// Whether the names of an article, which may be written otherwise in its text, hold the words or the initials.
fn names_hold(needle: &Needle, view: &ArticleView<'_>) -> bool {
    let tags = || view.article.tags.iter().map(Tag::name);
    needle.is_in_heading(view.title())
        || tags().any(|name| needle.words.is_in(name))
        || needle.initials.is_some()
            && headings(view.article).any(|name| needle.is_in_heading(name))
}

/// The headings that an author chose: the group, and sections that are not of a usual kind.
fn headings(article: &Article) -> impl Iterator<Item = &str> {
    let sections = article.sections.iter();
    let own = sections.filter(|section| section.kind == SectionKind::Other);
    own.map(|section| &*section.label)
        .chain(article.group.as_deref())
}

fn without(mut articles: Vec<u32>, found: &[u32]) -> Vec<u32> {
    articles.retain(|n| found.binary_search(n).is_err());
    articles
}

fn is_tag(name: &str, wanted: &str) -> bool {
    name == wanted || (!name.is_ascii() && fold::tag(name) == wanted)
}

fn has(view: &ArticleView<'_>, part: Part) -> bool {
    let kinds = || view.article.sections.iter().map(|section| section.kind);
    match part {
        Part::Link => !view.links().is_empty(),
        Part::Summary => kinds().any(|kind| kind == SectionKind::Summary),
        Part::Code => {
            let text = view.text();
            memchr::memchr(b'`', text.as_bytes()).is_some() || text.contains("<code")
        }
    }
}

impl Named {
    fn is(&self, section: &Section) -> bool {
        self.kind == Some(section.kind) || self.label.is_in(&section.label)
    }
}

impl Needle {
    /// Whether a title or heading holds the words or the initials.
    pub(super) fn is_in_heading(&self, text: &str) -> bool {
        self.words.is_in(text)
            || self
                .initials
                .as_ref()
                .is_some_and(|finder| finder.is_in(text))
    }
}
