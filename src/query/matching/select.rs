//! Running a plan over one article.

use super::{
    super::{fold, host, language::values::Feature},
    AsOf, initials, lang,
    plan::{Needle, Plan, Test, WantedSection, WantedTags},
};
use crate::{
    model::{ArticleView, Section, SectionKind, Tag},
    topics,
};

impl Plan {
    /// True if the article meets all conditions.
    pub fn selects(&self, view: &ArticleView<'_>, as_of: &AsOf<'_>) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.selects(view, as_of)),
            Self::Any(parts) => parts.iter().any(|part| part.selects(view, as_of)),
            Self::Not(inner) => !inner.selects(view, as_of),
            Self::Test(test) => test.holds(view, as_of),
        }
    }
}

impl Test {
    fn holds(&self, view: &ArticleView<'_>, as_of: &AsOf<'_>) -> bool {
        let issue = view.issue;
        match self {
            Self::Number(range) => issue.number.is_some_and(|n| range.contains(&n)),
            Self::Dates(days) => issue.date.is_some_and(|date| days.contains(&date.day())),
            Self::Issue(finder) => finder.is_in(&issue.title) || finder.is_in(&issue.path),
            Self::Newsletter(finder) => {
                let name = issue.newsletter.as_deref();
                name.is_some_and(|name| finder.is_in(name))
            }
            Self::Ids(ids) => {
                let name = view.short_id();
                ids.iter().any(|id| name.is_meant_by(id))
            }
            Self::States(states) => states.iter().any(|state| state.holds(view, as_of.marks)),
            Self::Has(features) => features.iter().any(|&feature| has(view, feature)),
            Self::Tags(wanted) => view.tags().any(|tag| wanted.is(tag)),
            Self::IssueTags(wanted) => issue.tags.iter().any(|tag| wanted.is_written(tag)),
            Self::Domains(domains) => is_at(view, domains),
            Self::Title(needle) => needle.is_in_heading(view.title()),
            Self::Url(finder) => view.links().any(|link| finder.is_in(link.url())),
            Self::Section(wanted) => {
                view.sections().any(|section| wanted.is(section))
                    || view.group().is_some_and(|group| wanted.label.is_in(group))
            }
            Self::In(wanted, finder) => {
                let mut sections = view.sections().filter(|section| wanted.is(section));
                sections.any(|section| finder.is_in(section.body.of(&issue.source)))
            }
            Self::Langs(langs) => lang::of(view).is_some_and(|lang| langs.contains(&lang)),
            Self::Length(range) => {
                let length = view.text().chars().count();
                u32::try_from(length).is_ok_and(|length| range.contains(&length))
            }
            Self::Text(needle) => needle.is_anywhere(view),
        }
    }
}

fn is_at(view: &ArticleView<'_>, domains: &[String]) -> bool {
    let Some(host) = view.reference().map(host::of) else {
        return false;
    };
    domains.iter().any(|domain| host::is_within(host, domain))
}

fn has(view: &ArticleView<'_>, feature: Feature) -> bool {
    let kinds = || view.sections().map(|section| section.kind);
    match feature {
        Feature::Link => view.links().len() > 0,
        Feature::Summary => kinds().any(|kind| kind == SectionKind::Summary),
        Feature::Code => view.text().contains('`') || view.text().contains("<code"),
    }
}

impl WantedTags {
    /// True for a tag of this name, or of one below it: `area/sea` is an `area`.
    fn is(&self, tag: &Tag) -> bool {
        let name = fold::skeleton(tag.name());
        let same = |wanted: &String| match name.strip_prefix(&**wanted) {
            Some(rest) => rest.is_empty() || rest.starts_with('/') || self.unfinished,
            None => topics::is_same_name(&name, wanted),
        };
        self.names.iter().any(same)
    }

    /// The same for a tag as an issue writes it, which may be another name of a topic.
    fn is_written(&self, tag: &Tag) -> bool {
        self.is(tag) || topics::canonical(tag.name()).is_some_and(|tag| self.is(tag))
    }
}

impl WantedSection {
    fn is(&self, section: &Section) -> bool {
        self.kind == Some(section.kind) || self.label.is_in(&section.label)
    }
}

impl Needle {
    /// True if a title or heading holds the words or the initials.
    pub fn is_in_heading(&self, text: &str) -> bool {
        self.words.is_in(text) || self.are_initials_in(text)
    }

    fn is_anywhere(&self, view: &ArticleView<'_>) -> bool {
        self.words.is_in(view.text())
            || self.words.is_in(view.title())
            || view.tags().any(|tag| self.words.is_in(tag.name()))
            || initials::names(view).any(|name| self.are_initials_in(name))
    }

    fn are_initials_in(&self, name: &str) -> bool {
        self.initials
            .as_ref()
            .is_some_and(|initials| initials.is_in(name))
    }
}
