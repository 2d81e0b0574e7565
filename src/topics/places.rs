//! The places of an article that tell its topics.

use std::borrow::Cow;

use super::{
    lead::without_urls,
    vocabulary::{TopicWord, Vocabulary},
};
use crate::model::Tag;

/// A lead that names more topics lists what its subject runs on or goes with.
const MOST_IN_LEAD: usize = 3;

/// The texts of an article that tell its topics.
#[derive(Clone, Copy, Debug, Default)]
pub struct ArticleTexts<'a> {
    /// The title.
    pub title: &'a str,
    /// The heading of its group, or empty.
    pub group: &'a str,
    /// The URL of its reference, or empty.
    pub url: &'a str,
    /// The text of that link, or empty.
    pub label: &'a str,
    /// The lead of the article.
    pub lead: &'a str,
}

/// A place that names a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopicPlace {
    /// Brackets before the title.
    Prefix,
    /// The title.
    Title,
    /// The heading of the group.
    Group,
    /// The last part of the reference's URL.
    Slug,
    /// The text of the reference.
    Label,
    /// The beginning of the text.
    Lead,
    /// Another topic that this one is wider than.
    Narrower,
}

/// Why an article has a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagReason<'a> {
    /// The topic.
    pub tag: Tag,
    /// Where it was found first.
    pub place: TopicPlace,
    /// The word found there in lower case, or the name of the narrower topic.
    pub word: &'a str,
}

impl Vocabulary {
    /// The topics of an article: first those it names, in the order of the places, then the wider ones.
    pub fn reasons<'v>(&'v self, texts: &ArticleTexts<'_>) -> Vec<TagReason<'v>> {
        let mut found: Vec<(usize, TopicPlace, &str)> = Vec::new();
        for (place, text) in texts.places() {
            let most = match place {
                TopicPlace::Lead => found.len() + MOST_IN_LEAD,
                _ => usize::MAX,
            };
            self.finder.find(&text, |word, sense| {
                if let Some(topic) = sense.and_then(|sense| self.counts(sense, place))
                    && !(place == TopicPlace::Group && self.is_aside(topic, word, &text))
                    && found.len() < most
                    && !found.iter().any(|(known, ..)| *known == topic)
                {
                    found.push((topic, place, word));
                }
            });
        }
        self.add_broader(&mut found);
        let reason = |(topic, place, word)| {
            let tag = self.topic(topic)?.shown.clone()?;
            Some(TagReason { tag, place, word })
        };
        found.into_iter().filter_map(reason).collect()
    }

    /// The topic of a word, if that counts at this place.
    fn counts(&self, word: TopicWord, place: TopicPlace) -> Option<usize> {
        let topic = self.topic(word.topic)?;
        let counts = place != TopicPlace::Lead || (topic.lead && !word.implied);
        counts.then_some(word.topic)
    }

    /// True if a heading is about other things than this topic, which texts name in passing: `documentation` of `Changes to code
    /// and documentation`.
    fn is_aside(&self, topic: usize, word: &str, heading: &str) -> bool {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        let in_passing = self.topic(topic).is_some_and(|topic| !topic.lead);
        in_passing && 2 * letters(word) < letters(heading)
    }

    fn add_broader<'v>(&'v self, found: &mut Vec<(usize, TopicPlace, &'v str)>) {
        let mut next = 0;
        while let Some(topic) = found.get(next).and_then(|(topic, ..)| self.topic(*topic)) {
            for broader in &topic.broader {
                if !found.iter().any(|(known, ..)| known == broader) {
                    found.push((*broader, TopicPlace::Narrower, topic.tag.name()));
                }
            }
            next += 1;
        }
    }
}

impl ArticleTexts<'_> {
    /// The texts as they are searched.
    fn places(&self) -> [(TopicPlace, Cow<'_, str>); 5] {
        // The title counts already.
        let label = without_urls(self.label);
        let is_new = label.contains(char::is_alphanumeric) && !self.is_titled(self.label);
        let is_more = without_signs(self.lead) != without_signs(self.title);
        let lead = if is_more { self.lead } else { "" };
        // A URL in a title names a place.
        let folder = self
            .url
            .rsplit_once('/')
            .map_or(self.url, |(folder, _)| folder);
        let is_shown = self.title.contains("://") && self.is_titled(folder);
        let slug = if is_shown { "" } else { slug(self.url) };
        [
            (TopicPlace::Title, without_urls(self.title)),
            (TopicPlace::Group, without_urls(self.group)),
            (TopicPlace::Slug, slug.into()),
            (TopicPlace::Label, if is_new { label } else { "".into() }),
            (TopicPlace::Lead, lead.into()),
        ]
    }

    /// True if the title holds a text, in any case.
    fn is_titled(&self, text: &str) -> bool {
        self.title.contains(text) || self.title.to_lowercase().contains(&text.to_lowercase())
    }
}

/// Extensions of files that hold texts. They say nothing of the text.
const ENDINGS: [&str; 13] = [
    "html",
    "htm",
    "md",
    "mdx",
    "rst",
    "txt",
    "mediawiki",
    "php",
    "asp",
    "aspx",
    "jsp",
    "git",
    "pdf",
];

/// A text without numbers and signs around it.
fn without_signs(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphabetic())
}

/// `go-and-the-sea` of `https://fog.example/2031/go-and-the-sea.html?a`. A single word is a name, which need not mean a topic.
fn slug(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let Some((_, path)) = path.split_once('/') else {
        return "";
    };
    let last = path
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default();
    let last = match last.rsplit_once('.') {
        Some((name, ending)) if ENDINGS.contains(&ending) => name,
        _ => last,
    };
    // The id of a mail holds the host of who wrote it.
    let names = last.contains(['-', '_']) && !last.contains('@');
    if names { last } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reasons(texts: &ArticleTexts<'_>) -> Vec<(String, TopicPlace)> {
        let vocabulary = Vocabulary::built_in();
        let reasons = vocabulary.reasons(texts).into_iter();
        reasons
            .map(|reason| (reason.tag.name().to_owned(), reason.place))
            .collect()
    }

    #[test]
    fn each_place_names_topics() {
        let texts = ArticleTexts {
            title: "Fog over Redis https://docker.example/html",
            group: "🐘 PHP 项目",
            url: "https://fog.example/2031/kafka-at-sea.html?x=rust-lang",
            label: "A talk on GraphQL",
            lead: "A tale of MySQL and mutexes",
        };
        let want = [
            ("redis", TopicPlace::Title),
            ("php", TopicPlace::Group),
            ("kafka", TopicPlace::Slug),
            ("graphql", TopicPlace::Label),
            ("mysql", TopicPlace::Lead),
        ];
        let found = reasons(&texts);
        let named: Vec<_> = found
            .iter()
            .filter(|(_, place)| *place != TopicPlace::Narrower)
            .collect();
        assert_eq!(
            named
                .iter()
                .map(|(name, place)| (&**name, *place))
                .collect::<Vec<_>>(),
            want
        );
    }

    #[test]
    fn a_heading_names_what_it_is_about() {
        let table = [
            ("Changes to code and documentation", None),
            ("Documentation", Some("documentation")),
            ("Redis and the sea of names", Some("redis")),
            ("github.com", None),
        ];
        for (group, want) in table {
            let found = reasons(&ArticleTexts {
                group,
                ..ArticleTexts::default()
            });
            assert_eq!(found.first().map(|(name, _)| &**name), want, "{group}");
        }
    }

    #[test]
    fn a_lead_names_few_topics() {
        let found = reasons(&ArticleTexts {
            title: "Redis at sea",
            lead: "For Linux, Docker, Nginx, PostgreSQL and SQLite",
            ..ArticleTexts::default()
        });
        let in_lead = found.iter().filter(|(_, place)| *place == TopicPlace::Lead);
        let names: Vec<_> = in_lead.map(|(name, _)| &**name).collect();
        assert_eq!(names, ["linux", "docker", "nginx"]);
    }

    #[test]
    fn only_a_slug_of_several_words_tells() {
        let table = [
            ("https://fog.example/kafka", ""),
            (
                "https://fog.example/a/kafka-at-sea.html?x#y",
                "kafka-at-sea",
            ),
            ("https://fog.example/fog-0042.mediawiki", "fog-0042"),
            ("https://fog.example/m/a-b@mail.gmail.com/", ""),
        ];
        for (url, want) in table {
            assert_eq!(slug(url), want, "{url}");
        }
    }

    #[test]
    fn wider_topics_come_last() {
        let texts = ArticleTexts {
            title: "Expo Router at sea",
            ..ArticleTexts::default()
        };
        let found = reasons(&texts);
        assert_eq!(found.first(), Some(&("expo".to_owned(), TopicPlace::Title)));
        assert!(found.contains(&("react-native".to_owned(), TopicPlace::Narrower)));
    }
}
