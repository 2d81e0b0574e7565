//! Orders in the palette: marks on all that a query finds.

use backissue::{
    app::{Effect, overlay::Overlay},
    model::Mark,
    store::Request,
};

use crate::support::{Reader, fixture};

fn order(reader: &mut Reader, text: &str) -> Vec<Effect> {
    reader.press(":");
    reader.type_text(text);
    reader.press_all("enter")
}

fn marked(reader: &Reader, mark: Mark) -> usize {
    let ids = reader.app.archive.articles().map(|article| article.id);
    ids.filter(|id| reader.app.marks.has(*id, mark)).count()
}

#[test]
fn an_order_marks_what_its_query_finds_and_one_undo_takes_it_back() {
    let table = [
        ("mark read issue-tag:harbour", Mark::Read, 3),
        ("star title:lamp | issue-tag:sea", Mark::Starred, 3),
        ("queue date:2031-01", Mark::Queued, 5),
        // With a Korean input method on, a name is read by its keys, and a query is as it is.
        ("ㄴㅅㅁㄱ 안개", Mark::Starred, 1),
    ];
    for (text, mark, count) in table {
        let mut reader = Reader::wide();
        let effects = order(&mut reader, text);
        assert_eq!(marked(&reader, mark), count, "{text}");
        assert!(
            matches!(&effects[..], [Effect::Store(Request::Save(changes))] if changes.len() == count)
        );
        assert!(reader.app.overlay.is_none(), "{text}");
        reader.press("U");
        assert_eq!(marked(&reader, mark), 0, "{text}");
    }
}

#[test]
fn what_is_so_already_is_left_alone_and_marks_are_lifted() {
    let mut reader = Reader::wide();
    order(&mut reader, "star #redis");
    order(&mut reader, "star issue-tag:sea");
    assert_eq!(
        reader.app.screen.status.text, "starred",
        "one of the two was starred before"
    );
    order(&mut reader, "star #redis");
    assert_eq!(reader.app.screen.status.text, "nothing to change");
    order(&mut reader, "unstar is:starred");
    assert_eq!(marked(&reader, Mark::Starred), 0);
    assert_eq!(reader.app.screen.status.text, "3 unstarred");
    order(&mut reader, "mark unread #whale");
    assert_eq!(reader.app.screen.status.text, "nothing matches");
}

#[test]
fn many_articles_are_a_question() {
    for (answer, read) in [("esc", false), ("enter", true)] {
        let mut reader = Reader::open(&[fixture("layouts")], 100, 30);
        order(&mut reader, "mark read has:link");
        assert_eq!(marked(&reader, Mark::Read), 0);
        let Some(Overlay::Confirm(confirm)) = &reader.app.overlay else {
            panic!("no question")
        };
        assert!(
            confirm.question.starts_with("Mark ") && confirm.question.ends_with(" articles read?")
        );
        reader.press(answer);
        assert_eq!(marked(&reader, Mark::Read) > 10, read, "{answer}");
        reader.press("U");
        assert_eq!(marked(&reader, Mark::Read), 0, "{answer}");
    }
}

#[test]
fn without_a_query_an_order_is_on_the_articles_selected() {
    let mut reader = Reader::wide();
    reader.press("v v");
    order(&mut reader, "queue");
    assert_eq!(marked(&reader, Mark::Queued), 2);
}

#[test]
fn what_is_shown_does_not_narrow_an_order_and_a_bad_query_stays() {
    let mut reader = Reader::wide();
    reader.press("= # s e a enter");
    order(&mut reader, "mark read #kafka");
    assert_eq!(marked(&reader, Mark::Read), 1);
    order(&mut reader, "mark read date:soon");
    assert!(reader.screen().contains("column 6: expected a date"));
    assert!(reader.app.overlay.is_some());
    reader.press("esc :");
    reader.type_text("mark read #har");
    reader.press("tab");
    assert_eq!(
        reader.app.line().unwrap().input.value(),
        "mark read #harbour"
    );
    reader.press("ctrl-u");
    reader.type_text("mark read is:");
    reader.press("down enter");
    assert_eq!(
        reader.app.line().unwrap().input.value(),
        "mark read is:unread"
    );
}
