//! Other names for tags, given in the tag picker.

use backissue::{
    app::{Effect, Message},
    load::Batch,
    topics::TagRule,
};

use crate::support::Reader;

/// Types another name for the first tag of the picker; the rule that is to be kept, if any.
fn named(reader: &mut Reader, name: &str) -> Option<TagRule> {
    reader.press("t ctrl-r ctrl-u");
    reader.type_text(name);
    let effects = reader.press("enter");
    effects.into_iter().find_map(|effect| match effect {
        Effect::NameTag(rule) => Some(rule),
        _ => None,
    })
}

fn tags(reader: &Reader) -> Vec<String> {
    let mut tags: Vec<_> = reader
        .app
        .archive
        .articles()
        .flat_map(|article| {
            article
                .tags()
                .map(|tag| tag.display().to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    tags.sort();
    tags.dedup();
    tags
}

#[test]
fn a_tag_takes_a_new_name_that_of_another_or_none() {
    for name in ["Sea fog", "Kafka", ""] {
        let mut reader = Reader::sized(100, 30);
        let before = tags(&reader);
        let rule = named(&mut reader, name).unwrap();
        assert_eq!(rule.name, name);
        assert_eq!(tags(&reader), before, "not before it is kept");
        reader.send(Message::TagNamed(rule.clone(), Ok(())));
        let after = tags(&reader);
        let old = before.iter().find(|tag| !after.contains(tag)).unwrap();
        assert_eq!(old.to_lowercase(), rule.tag);
        assert_eq!(after.contains(&name.to_owned()), !name.is_empty());
    }
}

#[test]
fn issues_that_come_later_have_the_name_too() {
    let mut reader = Reader::sized(100, 30);
    let rule = named(&mut reader, "Sea fog").unwrap();
    reader.send(Message::TagNamed(rule, Ok(())));
    let issues = Reader::sized(100, 30)
        .app
        .archive
        .issues()
        .map(|(_, issue)| issue.clone())
        .collect();
    let want = tags(&reader);
    reader.send(Message::Batch(Batch::Issues(issues)));
    assert_eq!(tags(&reader), want);
}

#[test]
fn what_is_not_kept_is_not_shown() {
    let mut reader = Reader::sized(100, 30);
    let before = tags(&reader);
    let rule = named(&mut reader, "Sea fog").unwrap();
    reader.send(Message::TagNamed(rule, Err("no room".to_owned())));
    assert_eq!(tags(&reader), before);
    assert_eq!(reader.app.screen.status.text, "no room");
}
