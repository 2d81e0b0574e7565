//! The tag picker, and its pages of other facets.

use std::collections::HashSet;

use tui_input::Input;

use crate::{
    app::{filter::Filter, input, key::Key, list::ListState},
    query::{Choice, Facet, Facets},
};

/// A page of the picker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PickerPage {
    /// Tags.
    #[default]
    Tags,
    /// Newsletters, where there is more than one.
    Newsletters,
    /// Headings that articles stand under.
    Groups,
    /// Tags of issues.
    IssueTags,
    /// Hosts of references.
    Domains,
    /// Years of issues.
    Years,
    /// Kinds of sections.
    Sections,
    /// States of articles: read, starred …
    States,
}

impl PickerPage {
    /// Every page, in the order of Tab.
    pub const ALL: [Self; 8] = [
        Self::Tags,
        Self::Newsletters,
        Self::Groups,
        Self::IssueTags,
        Self::Domains,
        Self::Years,
        Self::Sections,
        Self::States,
    ];

    /// Its name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tags => "tags",
            Self::Newsletters => "newsletters",
            Self::Groups => "groups",
            Self::IssueTags => "issues",
            Self::Domains => "domains",
            Self::Years => "years",
            Self::Sections => "sections",
            Self::States => "state",
        }
    }

    fn entries(self, facets: &Facets) -> Vec<(Facet, usize)> {
        fn of<T>(counts: &[(T, usize)], facet: impl Fn(&T) -> Facet) -> Vec<(Facet, usize)> {
            counts.iter().map(|(value, n)| (facet(value), *n)).collect()
        }
        match self {
            Self::Tags => of(&facets.tags, |tag| Facet::Tag(tag.clone())),
            Self::Newsletters => of(&facets.newsletters, |name| Facet::Newsletter(name.clone())),
            Self::Groups => of(&facets.groups, |title| Facet::Group(title.clone())),
            Self::IssueTags => of(&facets.issue_tags, |tag| Facet::IssueTag(tag.clone())),
            Self::Domains => of(&facets.domains, |host| Facet::Domain(host.clone())),
            Self::Years => of(&facets.years, |year| Facet::Year(*year)),
            Self::Sections => of(&facets.kinds, |kind| Facet::Kind(*kind)),
            Self::States => of(&facets.states, |word| Facet::State(word)),
        }
    }
}

/// The tag picker: what the articles shown have in common, with counts, narrowed by typing.
#[derive(Debug, Default)]
pub struct TagPicker {
    /// The typed text.
    pub input: Input,
    /// Positions in the entries of the page.
    pub list: ListState<usize>,
    page: PickerPage,
    /// Only these are offered, if any: the tags of an article.
    only: Option<Vec<Facet>>,
    entries: Vec<(Facet, usize)>,
    /// The number of articles shown.
    all: usize,
    /// True if there is more than one newsletter.
    several: bool,
    /// A choice of what is typed, made before it was counted.
    wish: Option<Choice>,
}

impl TagPicker {
    /// A picker that offers these facets alone.
    pub fn only(facets: Vec<Facet>) -> Self {
        Self {
            only: Some(facets),
            ..Self::default()
        }
    }

    /// The open page.
    pub fn page(&self) -> PickerPage {
        self.page
    }

    /// True if it has one page only.
    fn is_single(&self) -> bool {
        self.only.is_some()
    }

    /// The names of the pages as they are shown, one after another: the open one in brackets. Where there are too few columns, the
    /// first ones are left out, and the last. Just one name for a single page.
    pub fn tabs(&self, columns: usize) -> Vec<(PickerPage, String)> {
        if self.is_single() {
            return vec![(self.page, "tags of this article".to_owned())];
        }
        let tab = |page: PickerPage| match page.name() {
            name if page == self.page => (page, format!("[{name}]")),
            name => (page, name.to_owned()),
        };
        let mut tabs: Vec<_> = self.pages().map(tab).collect();
        let open = tabs.iter().position(|tab| tab.0 == self.page).unwrap_or(0);
        let needed = |from: usize| tabs.get(from..=open).map_or(0, width);
        let from = (0..open)
            .find(|from| needed(*from) <= columns)
            .unwrap_or(open);
        tabs.drain(..from);
        let fitting = (1..=tabs.len())
            .take_while(|n| tabs.get(..*n).is_some_and(|tabs| width(tabs) <= columns));
        tabs.truncate(fitting.last().unwrap_or(1));
        tabs
    }

    fn pages(&self) -> impl Iterator<Item = PickerPage> {
        let several = self.several;
        let shown = move |page: &PickerPage| several || *page != PickerPage::Newsletters;
        PickerPage::ALL.into_iter().filter(shown)
    }

    /// Takes the tags of the articles shown, and keeps the input. Tags that no article shown has are listed too, last:
    /// it may be an alternative.
    pub fn refill(&mut self, filter: &Filter) {
        let selected = self.selected().cloned();
        self.several = filter.all_facets().newsletters.len() > 1;
        let mut entries = self.entries_of(filter.facets());
        let labels = entries.iter().map(|(facet, _)| facet.label().into_owned());
        let shown: HashSet<String> = labels.collect();
        let others = self.entries_of(filter.all_facets()).into_iter();
        let missing = others.filter(|(facet, _)| !shown.contains(&*facet.label()));
        entries.extend(missing.map(|(facet, _)| (facet, 0)));
        if let Some(only) = &self.only {
            entries.retain(|(facet, _)| only.contains(facet));
        }
        self.all = filter.facets().articles;
        // What all articles have narrows nothing.
        entries.sort_by_key(|(facet, n)| (filter.choice(facet).is_none(), self.is_all(*n)));
        self.entries = entries;
        self.narrow();
        let at =
            selected.and_then(|facet| self.entries.iter().position(|(other, _)| *other == facet));
        if let Some(at) = at {
            self.list.select(at);
        }
    }

    /// The entries of the page; those of an article are its tags and its issue's.
    fn entries_of(&self, facets: &Facets) -> Vec<(Facet, usize)> {
        let mut entries = self.page.entries(facets);
        if self.is_single() {
            entries.extend(PickerPage::IssueTags.entries(facets));
        }
        entries
    }

    /// True if the count is that of all articles shown.
    pub fn is_all(&self, n: usize) -> bool {
        n == self.all && n > 1
    }

    /// To the next page.
    pub fn turn(&mut self, filter: &Filter) {
        let after = self.pages().skip_while(|page| *page != self.page).nth(1);
        self.turn_to(after.unwrap_or_default(), filter);
    }

    /// To a page.
    pub fn turn_to(&mut self, page: PickerPage, filter: &Filter) {
        if !self.is_single() {
            *self = Self {
                page,
                ..Self::default()
            };
            self.refill(filter);
        }
    }

    /// The facet under the cursor.
    pub fn selected(&self) -> Option<&Facet> {
        let entry = self.list.selected().and_then(|at| self.entry(at));
        entry.map(|(facet, _)| facet)
    }

    /// The n-th of the list, from 1: the most frequent ones come first.
    pub fn nth(&self, n: u32) -> Option<&Facet> {
        let at = *self.list.items().get((n as usize).checked_sub(1)?)?;
        self.entry(at).map(|(facet, _)| facet)
    }

    /// A facet and its count, by its position.
    pub fn entry(&self, at: usize) -> Option<&(Facet, usize)> {
        self.entries.get(at)
    }

    /// Takes a key that no binding wanted.
    pub fn type_key(&mut self, key: Key) {
        if input::type_key(&mut self.input, key) {
            self.typed();
        }
    }

    /// Takes text, as pasted.
    pub fn paste(&mut self, text: &str) {
        input::paste(&mut self.input, text);
        self.typed();
    }

    fn typed(&mut self) {
        self.wish = None;
        self.narrow();
        self.list.select_at(0);
    }

    /// Keeps a choice until what is typed has something to choose.
    pub fn wish(&mut self, choice: Choice) {
        self.wish = Some(choice).filter(|_| !self.input.value().is_empty());
    }

    /// The choice that waits, if one does.
    pub fn wished(&self) -> Option<Choice> {
        self.wish
    }

    /// Takes the choice that waited, with what it chooses, once that is there; while more is counted, it may come yet.
    pub fn take_wish(&mut self, counting: bool) -> Option<(Facet, Choice)> {
        let wished = self.selected().cloned().zip(self.wish);
        if wished.is_some() || !counting {
            self.wish = None;
        }
        wished
    }

    /// Names that begin with the input stand before those that only contain it.
    fn narrow(&mut self) {
        let typed = self
            .input
            .value()
            .trim()
            .trim_start_matches('#')
            .to_lowercase();
        let place = |facet: &Facet| facet.names().find_map(|name| name.find(&typed));
        let entries = self.entries.iter().enumerate();
        let mut found: Vec<_> = entries
            .filter_map(|(at, (facet, _))| Some((place(facet)? > 0, at)))
            .collect();
        found.sort_unstable();
        self.list.set(found.into_iter().map(|(_, at)| at).collect());
    }
}

/// The columns of names with a space between them.
fn width(tabs: &[(PickerPage, String)]) -> usize {
    tabs.iter()
        .map(|(_, name)| name.len() + 1)
        .sum::<usize>()
        .saturating_sub(1)
}
