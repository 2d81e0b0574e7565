use std::{borrow::Cow, collections::HashMap};

use super::{
    Articles, Section, SectionKind, Span, Tag,
    articles::{Article, LinkRow, Position, Row, SectionName, SectionRow, Text},
    link::accept,
};

/// Packs the articles of an issue, one after the other: what is added belongs to the last one begun.
///
/// A text that is a piece of the source itself, and no copy of one, takes no room.
#[derive(Debug, Default)]
pub struct Packer<'a> {
    source: &'a str,
    rows: Vec<Article>,
    spans: Vec<Span>,
    links: Vec<LinkRow>,
    /// The URLs of the last article.
    urls: Urls<'a>,
    sections: Vec<SectionRow>,
    section_names: Vec<SectionName>,
    groups: Vec<Text>,
    /// The title of the last group.
    group: &'a str,
    topics: Vec<u32>,
    names: Names,
    beside: String,
}

impl<'a> Packer<'a> {
    /// For articles of `source`, about so many.
    pub fn new(source: &'a str, articles: usize) -> Self {
        Self {
            source,
            rows: Vec::with_capacity(articles + 1),
            spans: Vec::with_capacity(articles),
            links: Vec::with_capacity(articles),
            sections: Vec::with_capacity(articles),
            topics: Vec::with_capacity(2 * articles),
            ..Self::default()
        }
    }

    /// Begins an article. Its title is clean, in one line, NFC.
    pub fn begin(&mut self, title: &str, span: Span, body: Span) {
        let article = Article {
            title: self.text(title),
            body,
            ..self.next()
        };
        self.urls.clear();
        self.rows.push(article);
        self.spans.push(span);
    }

    /// Adds a link to `target` if such may be opened (see [`Link::new`](super::Link::new)), and tells its position among the
    /// article's links: that of an earlier one with the same URL, if there is one.
    pub fn link(&mut self, target: &'a str, label: &str) -> Option<u32> {
        let url = accept(target)?;
        let next = self.links.len() as u32 - self.rows.last()?.links;
        let place = self.urls.place(url.clone(), next);
        if place == next {
            let row = LinkRow {
                url: self.text(&url),
                label: self.text(label),
            };
            self.links.push(row);
        }
        Some(place)
    }

    /// Says which of its links is the reference.
    pub fn reference(&mut self, link: u32) {
        if let Some(row) = self.rows.last_mut() {
            row.reference = Position::at(link);
        }
    }

    /// Adds a named part of the body.
    pub fn section(&mut self, section: Section<'_>) {
        let row = SectionRow {
            name: self.section_name(section.kind, section.label),
            body: section.body,
        };
        self.sections.push(row);
    }

    /// The position of a name of a section. One of the last few is probably meant again.
    fn section_name(&mut self, kind: SectionKind, label: &str) -> u32 {
        let is_meant = |name: &&SectionName| {
            name.kind == kind && name.label.of(self.source, &self.beside) == label
        };
        let mut latest = self.section_names.iter().enumerate().rev().take(FEW);
        if let Some((at, _)) = latest.find(|(_, name)| is_meant(name)) {
            return at as u32;
        }
        let label = self.text(label);
        self.section_names.push(SectionName { kind, label });
        self.section_names.len() as u32 - 1
    }

    /// Adds a topic of the article, if it has not got it yet.
    pub fn topic(&mut self, topic: &Tag) {
        let name = self.names.place(topic);
        let from = self.rows.last().map_or(0, |row| row.topics as usize);
        let own = self.topics.get(from..).unwrap_or_default();
        if !own.contains(&name) {
            self.topics.push(name);
        }
    }

    /// Says under which heading of its issue the article stands.
    pub fn group(&mut self, title: &'a str) {
        if self.groups.is_empty() || self.group != title {
            self.group = title;
            let text = self.text(title);
            self.groups.push(text);
        }
        if let Some(row) = self.rows.last_mut() {
            row.group = Position::at(self.groups.len() as u32 - 1);
        }
    }

    /// Takes an article over from others, whose texts, groups and names of topics stay where they are.
    pub(super) fn copy(&mut self, others: &Articles, row: Row<'_>, span: Span) {
        let copied = Article {
            links: self.links.len() as u32,
            sections: self.sections.len() as u32,
            topics: self.topics.len() as u32,
            ..*row.article
        };
        self.rows.push(copied);
        self.spans.push(span);
        self.links.extend_from_slice(others.links(row));
        self.sections.extend_from_slice(others.sections(row));
        self.topics.extend_from_slice(others.topics(row));
    }

    /// The articles, packed.
    pub fn finish(mut self) -> Articles {
        let end = self.next();
        self.rows.push(end);
        Articles {
            rows: self.rows.into(),
            spans: self.spans.into(),
            links: self.links.into(),
            sections: self.sections.into(),
            section_names: self.section_names.into(),
            groups: self.groups.into(),
            topics: self.topics.into(),
            names: self.names.all.into(),
            beside: self.beside.into(),
        }
    }

    /// An article whose parts begin where all ends that is there.
    fn next(&self) -> Article {
        Article {
            title: Text::default(),
            body: Span::default(),
            reference: Position::NONE,
            group: Position::NONE,
            links: self.links.len() as u32,
            sections: self.sections.len() as u32,
            topics: self.topics.len() as u32,
        }
    }

    fn text(&mut self, text: &str) -> Text {
        let within = Span::within(self.source, text);
        Text(within.unwrap_or_else(|| {
            let start = self.source.len() + self.beside.len();
            self.beside.push_str(text);
            Span::new(start..start + text.len())
        }))
    }
}

/// The topics of all articles and their places.
#[derive(Debug, Default)]
struct Names {
    all: Vec<Tag>,
    /// The places of those beyond the first [`COMPARED`].
    places: HashMap<Tag, u32>,
}

impl Names {
    /// The place of a topic, which is put at the end if it is new. Mostly it shares a copy with one that is known.
    fn place(&mut self, topic: &Tag) -> u32 {
        let first = self.all.get(..COMPARED).unwrap_or(&self.all);
        let copy = first.iter().position(|known| known.is_copy_of(topic));
        let place = copy.or_else(|| first.iter().position(|known| known == topic));
        if let Some(place) = place {
            return place as u32;
        }
        let next = self.all.len() as u32;
        let place = if first.len() < COMPARED {
            next
        } else {
            *self.places.entry(topic.clone()).or_insert(next)
        };
        if place == next {
            self.all.push(topic.clone());
        }
        place
    }
}

/// So many topics are compared with one that comes; any more are hashed.
const COMPARED: usize = 64;

/// The URLs of an article and their places. Most articles have one or two, and a few have thousands.
#[derive(Debug, Default)]
struct Urls<'a> {
    few: Vec<Cow<'a, str>>,
    many: HashMap<Cow<'a, str>, u32>,
}

/// With more URLs than this, hashing them is faster than comparing them. So many names of sections are compared, too.
const FEW: usize = 16;

impl<'a> Urls<'a> {
    fn clear(&mut self) {
        self.few.clear();
        self.many.clear();
    }

    /// The place of a URL; `next`, if it is new.
    fn place(&mut self, url: Cow<'a, str>, next: u32) -> u32 {
        if let Some(place) = self.few.iter().position(|known| *known == url) {
            return place as u32;
        }
        if self.few.len() < FEW {
            self.few.push(url);
            return next;
        }
        *self.many.entry(url).or_insert(next)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::model::{Issue, LinkRef, SectionKind};

    #[test]
    fn what_was_packed_is_read_again() {
        let source = "# Fog\nbody [horn](https://horn.example) Summary\n# Ice\n";
        let at = |text: &str| {
            let start = source.find(text).unwrap();
            Span::new(start..start + text.len())
        };
        let mut packer = Packer::new(source, 2);
        packer.begin(at("Fog").of(source), at("# Fog"), at("body"));
        assert_eq!(packer.link("javascript:x", ""), None);
        let horn = packer.link(at("https://horn.example").of(source), "horn");
        assert_eq!(horn, Some(0));
        assert_eq!(packer.link("https://other.example", "two words"), Some(1));
        assert_eq!(packer.link("https://horn.example", "again"), Some(0));
        packer.reference(1);
        packer.section(Section {
            kind: SectionKind::Summary,
            label: at("Summary").of(source),
            body: at("body"),
        });
        packer.group("Weather");
        packer.topic(&Tag::new("sea").unwrap());
        packer.topic(&Tag::new("Sea").unwrap());
        packer.begin("Ice, decoded", at("# Ice"), Span::default());
        packer.group("Weather");
        let issue = Issue {
            source: source.into(),
            articles: packer.finish(),
            ..Issue::default()
        };
        assert_eq!(
            &*issue.articles.beside,
            "hornhttps://other.exampletwo wordsWeatherIce, decoded"
        );
        let (fog, ice) = (issue.article(0).unwrap(), issue.article(1).unwrap());
        assert_eq!((fog.title(), ice.title()), ("Fog", "Ice, decoded"));
        let links: Vec<_> = fog.links().map(|link| (link.url(), link.label())).collect();
        assert_eq!(
            links,
            [
                ("https://horn.example", "horn"),
                ("https://other.example", "two words")
            ]
        );
        assert_eq!(
            fog.reference().map(LinkRef::url),
            Some("https://other.example")
        );
        assert_eq!(fog.sections().next().unwrap().label, "Summary");
        assert_eq!(
            (fog.group(), ice.group()),
            (Some("Weather"), Some("Weather"))
        );
        assert_eq!(fog.topics().map(Tag::name).collect::<Vec<_>>(), ["sea"]);
        assert_eq!((ice.links().len(), ice.topics().count()), (0, 0));
    }

    #[test]
    fn of_many_links_each_url_counts_once() {
        let mut urls = String::new();
        for n in (0..40).chain(0..40) {
            writeln!(urls, "https://fog.example/{n}").unwrap();
        }
        let mut packer = Packer::new("", 1);
        packer.begin("a", Span::default(), Span::default());
        let places: Vec<_> = urls
            .lines()
            .map(|url| packer.link(url, "").unwrap())
            .collect();
        assert_eq!(places, (0..40).chain(0..40).collect::<Vec<u32>>());
    }
}
