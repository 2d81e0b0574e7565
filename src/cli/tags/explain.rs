//! `tags --explain`: the reason for each tag of an article.

use std::io::Write;

use serde::Serialize;

use super::super::{
    Ended, Error, ids,
    output::{Table, TableFormat},
    selection::Selected,
};
use crate::{
    json,
    model::{ArticleView, Tag},
    text::clean,
    topics::{self, TopicPlace},
};

/// A tag and why the article has it.
#[derive(Serialize)]
struct Explanation {
    tag: String,
    why: String,
}

/// Writes the reasons for the tags of the article that `id` means.
pub(super) fn write(
    selected: &Selected,
    id: &str,
    format: TableFormat,
    out: &mut dyn Write,
) -> Result<Ended, Error> {
    let meant = ids::find_all(selected, &[id.to_owned()])?;
    let article = meant.first().and_then(|id| selected.archive.article(*id));
    let rows = article.map_or_else(Vec::new, |article| explanations(&article));
    if format.is_json() {
        json::write_named("tags", &rows, out)?;
    } else {
        let mut table = Table::new(&[("tag", 24), ("why", 0)]).form(format);
        for row in &rows {
            table.push([row.tag.clone(), row.why.clone()]);
        }
        table.write(format, out)?;
    }
    Ok(match rows.len() {
        0 => Ended::Nothing(format!("the article {id} has no tag")),
        _ => Ended::Done,
    })
}

/// The article's own tags, then those of its issue.
fn explanations(article: &ArticleView<'_>) -> Vec<Explanation> {
    let reasons = topics::reasons(**article);
    let why = |tag: &Tag| {
        let reason = reasons.iter().find(|reason| reason.tag == *tag);
        reason.map_or_else(
            || by_archive(article, tag),
            |reason| sentence(reason.place, &clean::line(reason.word)),
        )
    };
    let row = |tag: &Tag, why: String| Explanation {
        tag: tag.name().to_owned(),
        why,
    };
    let own = article.tags().map(|tag| row(tag, why(tag)));
    let issue = article.issue.tags.iter();
    let issue = issue.map(|tag| row(tag, "a tag of the issue alone".to_owned()));
    own.chain(issue).collect()
}

/// The reason for a tag that the article does not name as a topic.
fn by_archive(article: &ArticleView<'_>, tag: &Tag) -> String {
    let of_issue = article.issue.tags.iter();
    let of_issue = of_issue.filter_map(|other| topics::current().refined(other));
    let why = if !of_issue.into_iter().any(|other| other == *tag) {
        "the title names a tag of other issues"
    } else if article.issue.articles.len() == 1 {
        "a tag of the issue, which has no other article"
    } else {
        "the tag of the issue, as each issue of this archive has one topic"
    };
    why.to_owned()
}

fn sentence(place: TopicPlace, word: &str) -> String {
    match place {
        TopicPlace::Prefix => format!("[{word}] stands before the title"),
        TopicPlace::Title => format!("the title says \"{word}\""),
        TopicPlace::Group => format!("the heading of the group says \"{word}\""),
        TopicPlace::Slug => format!("the URL of the reference says \"{word}\""),
        TopicPlace::Label => format!("the text of the reference says \"{word}\""),
        TopicPlace::Lead => format!("the beginning of the text says \"{word}\""),
        TopicPlace::Narrower => format!("wider than {word}"),
    }
}
