//! The topics of an article as its issue holds it.

use super::{
    lead::lead,
    places::{ArticleTexts, TagReason, TopicPlace},
    vocabulary::{canonical, current},
};
use crate::model::{ArticleRef, ArticleTags, SectionKind, Tag};

/// The tags of an article by its own texts.
pub fn tags(article: ArticleRef<'_>) -> ArticleTags {
    let reasons = reasons(article).into_iter();
    let (broader, named): (Vec<_>, Vec<_>) =
        reasons.partition(|reason| reason.place == TopicPlace::Narrower);
    let tags = |reasons: Vec<TagReason<'_>>| reasons.into_iter().map(|reason| reason.tag).collect();
    let (named, broader): (_, Vec<_>) = (tags(named), tags(broader));
    ArticleTags::new(named, &broader)
}

/// The reasons for the tags of an article by its own texts: the `[Topic]` before its title, then its topics.
pub fn reasons(article: ArticleRef<'_>) -> Vec<TagReason<'_>> {
    let lead = lead(opening(article));
    let reference = article.reference();
    let texts = ArticleTexts {
        title: article.title(),
        group: article.group().unwrap_or_default(),
        url: reference.map_or("", |link| link.url()),
        label: reference.map_or("", |link| link.label()),
        lead: &lead,
    };
    let mut reasons = current().reasons(&texts);
    if let Some(first) = prefix(article.title()) {
        reasons.retain(|reason| reason.tag != first.tag);
        reasons.insert(0, first);
    }
    reasons
}

/// The Markdown that an article begins with: its first section that says something, else its body.
fn opening(article: ArticleRef<'_>) -> &str {
    let tells = |kind| {
        matches!(
            kind,
            SectionKind::Introduction | SectionKind::Summary | SectionKind::Other
        )
    };
    let sections = article.sections().filter(|section| tells(section.kind));
    let mut texts = sections.map(|section| section.body.of(&article.issue.source));
    texts
        .find(|text| !text.trim().is_empty())
        .unwrap_or_else(|| article.body())
}

/// The tag `VectorDB` of the title `[VectorDB] Fog in vectors`.
fn prefix(title: &str) -> Option<TagReason<'_>> {
    let (word, rest) = title.strip_prefix('[')?.split_once(']')?;
    let fits = rest.starts_with(' ') && word.len() <= 30;
    let tag = canonical(word).cloned().or_else(|| Tag::new(word));
    Some(TagReason {
        tag: tag.filter(|_| fits)?,
        place: TopicPlace::Prefix,
        word,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_before_the_title_is_a_tag() {
        let table = [
            ("[SeaDB] Fog", Some("seadb")),
            ("[Postgres] Fog", Some("postgresql")),
            ("[Fog](x)", None),
            ("[]", None),
        ];
        for (title, want) in table {
            let found = prefix(title).map(|reason| reason.tag.name().to_owned());
            assert_eq!(found.as_deref(), want, "{title}");
        }
    }
}
