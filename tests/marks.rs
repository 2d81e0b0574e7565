//! Marks in the state machine, as (before, keys, after).

use std::{os::unix::process::ExitStatusExt as _, process::ExitStatus};

use backissue::{
    app::{App, Effect, Message, geometry::Pane, marks::ReadPolicy, view::SavedView},
    error::ProgramError,
    model::{Change, Mark, Subject, Value},
    query::Query,
    store::{Place, Request, StoreEvent, Visit},
};

use crate::support::{Reader, fixture};

/// The articles that bear a mark, by title.
fn marked(app: &App, mark: Mark) -> Vec<&str> {
    let articles = app.archive.articles();
    let bearing = articles.filter(|article| app.marks.has(article.id, mark));
    bearing.map(|article| article.title()).collect()
}

/// What an update asked the store to keep.
fn kept(effects: &[Effect]) -> Vec<Change> {
    let saves = effects.iter().filter_map(|effect| match effect {
        Effect::Store(Request::Save(changes)) => Some(changes.clone()),
        _ => None,
    });
    saves.flatten().collect()
}

fn sized(width: u16, height: u16) -> Reader {
    Reader::open(&[fixture("kelp")], width, height)
}

fn reader() -> Reader {
    sized(160, 40)
}

fn status(reader: &Reader) -> &str {
    &reader.app.screen.status.text
}

#[test]
fn keys_mark_the_selected_article() {
    let table = [
        ("r", Mark::Read, "marked read"),
        ("s", Mark::Starred, "starred"),
        ("a", Mark::Queued, "queued"),
    ];
    for (key, mark, told) in table {
        let mut reader = reader();
        let effects = reader.press_all(key);
        assert_eq!(marked(&reader.app, mark), ["다시마 숲의 밤"], "{key}");
        assert_eq!(status(&reader), told);
        assert_eq!(kept(&effects).len(), 1);
        reader.press(key);
        assert!(marked(&reader.app, mark).is_empty(), "{key} takes it back");
    }
}

#[test]
fn every_change_is_undone_and_done_again() {
    let mut reader = reader();
    reader.press("s j a k r U");
    assert_eq!(status(&reader), "undid: marked read");
    reader.press("U");
    assert_eq!(status(&reader), "undid: queued");
    reader.press("U U");
    assert_eq!(status(&reader), "nothing to undo");
    for mark in Mark::ALL {
        assert!(marked(&reader.app, mark).is_empty());
    }
    reader.press("ctrl-r ctrl-r ctrl-r");
    assert_eq!(status(&reader), "did again: marked read");
    assert_eq!(marked(&reader.app, Mark::Queued), ["A lamp for divers"]);
    reader.press("ctrl-r");
    assert_eq!(status(&reader), "nothing to redo");
}

#[test]
fn marking_many_read_asks_and_can_be_undone() {
    let mut reader = reader();
    reader.press("} } A");
    assert!(
        reader
            .screen()
            .contains("Mark 5 articles of this issue read?")
    );
    reader.press("esc");
    assert!(marked(&reader.app, Mark::Read).is_empty());
    reader.press("A enter");
    assert_eq!(status(&reader), "5 marked read");
    // One of the five has its source in another issue too.
    assert_eq!(reader.app.marks.unread(), 4);
    assert!(reader.screen().contains(" 0/5 "), "{}", reader.screen());
    reader.press("A");
    assert_eq!(status(&reader), "all of this is read");
    reader.press("U");
    assert_eq!(status(&reader), "undid: 5 marked read");
    assert_eq!(reader.app.marks.unread(), 10);
}

#[test]
fn a_filter_is_marked_read_as_it_is_shown() {
    let mut reader = reader();
    reader.press("=");
    reader.type_text("issue-tag:sea");
    reader.press("enter A");
    assert!(reader.screen().contains("Mark 2 articles shown here read?"));
    reader.press("enter");
    assert_eq!(reader.app.marks.unread(), 8);
}

#[test]
fn nothing_vanishes_from_a_view_until_it_is_left() {
    let mut reader = reader();
    reader.press("r ' j enter");
    assert_eq!(reader.shown().len(), 9);
    reader.press("r");
    assert_eq!(reader.shown().len(), 9, "what was marked read stays");
    reader.press("t");
    reader.type_text("sea");
    reader.press("enter ctrl-t esc");
    assert_eq!(reader.shown().len(), 9, "also while it is filtered");
    reader.press("' enter");
    assert_eq!(reader.shown().len(), 8, "until the view is entered again");
    reader.press("esc");
    assert_eq!(reader.shown().len(), 10);
}

#[test]
fn views_tell_their_counts() {
    let mut reader = reader();
    reader.press("r s j s a '");
    let screen = reader.screen();
    for (view, count) in [
        ("all", "10"),
        ("unread", "9"),
        ("starred", "2"),
        ("queue", "1"),
    ] {
        let line = screen
            .lines()
            .find(|line| line.contains(&format!(" {view} ")));
        assert!(line.unwrap().contains(&format!(" {count} ")), "{screen}");
    }
}

#[test]
fn queries_with_a_name_are_views() {
    let mut reader = reader();
    let query = Query::parse("is:unread issue-tag:sea").unwrap();
    let name = "sea".to_owned();
    reader.app.filter.saved = vec![SavedView { name, query }];
    reader.press("r ' G");
    assert!(reader.screen().contains("   sea  "), "{}", reader.screen());
    reader.press("enter");
    assert_eq!(reader.shown(), ["A lamp for divers"]);
    assert!(reader.screen().contains("· sea "));
}

#[test]
fn when_an_article_counts_as_read_is_a_setting() {
    let mut by_hand = reader();
    by_hand.app.marks.policy = ReadPolicy::Manual;
    by_hand.press("l ] o");
    assert!(marked(&by_hand.app, Mark::Read).is_empty());
    let mut by_opening = reader();
    by_opening.app.marks.policy = ReadPolicy::Open;
    by_opening.press("l ]");
    assert!(marked(&by_opening.app, Mark::Read).is_empty());
    by_opening.press("o");
    assert_eq!(marked(&by_opening.app, Mark::Read), ["A lamp for divers"]);
}

#[test]
fn the_queue_has_an_order_of_its_own() {
    let mut reader = reader();
    reader.press("j a } a } a ' G k enter");
    assert_eq!(
        reader.titles(),
        [
            "A lamp for divers",
            "The forest that sways",
            "What lives between the leaves"
        ]
    );
    reader.press("shift-down");
    assert_eq!(
        reader.title(),
        "A lamp for divers",
        "the article is moved, not the cursor"
    );
    reader.press("G shift-up");
    let order = [
        "The forest that sways",
        "What lives between the leaves",
        "A lamp for divers",
    ];
    assert_eq!(reader.titles(), order);
    reader.press("esc ' G k enter");
    assert_eq!(reader.titles(), order, "and keeps its place");
    reader.press("U U");
    assert_eq!(reader.titles()[0], "A lamp for divers");
}

#[test]
fn opening_from_the_queue_is_reading_and_goes_on() {
    let mut reader = reader();
    reader.press("a } a ' G k enter");
    let effects = reader.press("o");
    assert!(matches!(&effects[..], [Effect::Open(link)] if link.host() == "night.example"));
    assert_eq!(reader.title(), "The forest that sways");
    assert_eq!(marked(&reader.app, Mark::Queued), ["The forest that sways"]);
    assert_eq!(
        marked(&reader.app, Mark::Read),
        marked(&reader.app, Mark::Opened)
    );
    assert_eq!(
        reader.titles().len(),
        2,
        "what is done stays until the view is left"
    );
}

#[test]
fn several_of_the_queue_open_after_a_question() {
    let mut reader = reader();
    reader.press("} } a j a j a O");
    assert!(
        reader
            .screen()
            .contains("Open the next 3 of the queue in the browser?")
    );
    assert_eq!(reader.press("enter").len(), 3);
    assert!(marked(&reader.app, Mark::Queued).is_empty());
    reader.press("O");
    assert_eq!(status(&reader), "the queue is empty");
}

#[test]
fn what_is_selected_is_worked_on_together() {
    let mut reader = reader();
    reader.press("} } v v s");
    assert_eq!(status(&reader), "2 starred");
    assert_eq!(marked(&reader.app, Mark::Starred).len(), 2);
    let copied = reader.press("y");
    let [Effect::Copy(clip)] = &copied[..] else {
        panic!("{copied:?}");
    };
    assert_eq!(
        clip.text,
        "https://kelp.example/night\nhttps://urchins.example/count"
    );
    assert_eq!(reader.press("o").len(), 2);
    assert!(reader.app.marks.picked.is_empty());
    reader.press("{ { v esc s");
    assert_eq!(status(&reader), "starred", "Esc lets go of a selection");
}

#[test]
fn more_than_five_links_open_after_a_question() {
    let mut reader = reader();
    reader.press("v v } v v } v v");
    assert_eq!(reader.press("o"), []);
    assert!(reader.screen().contains("Open 6 links in the browser?"));
    assert_eq!(reader.press("enter").len(), 6);
}

#[test]
fn an_article_read_to_its_end_is_read_once() {
    let mut reader = sized(120, 10);
    assert!(
        marked(&reader.app, Mark::Read).is_empty(),
        "walking the list reads nothing"
    );
    reader.press("enter");
    assert!(
        marked(&reader.app, Mark::Read).is_empty(),
        "its end is not in sight"
    );
    reader.press("G");
    assert_eq!(marked(&reader.app, Mark::Read).len(), 1);
    reader.press("r k j");
    assert!(
        marked(&reader.app, Mark::Read).is_empty(),
        "unread is unread"
    );
}

#[test]
fn going_on_from_the_end_of_an_article_reads_it() {
    let mut reader = reader();
    reader.press("j");
    assert!(marked(&reader.app, Mark::Read).is_empty());
    reader.press("]");
    assert_eq!(marked(&reader.app, Mark::Read), ["A lamp for divers"]);
}

#[test]
fn n_and_p_jump_through_the_unread() {
    let mut reader = reader();
    reader.press("r j r k n");
    assert_eq!(reader.title(), "The forest that sways");
    reader.press("} G n");
    assert_eq!(status(&reader), "nothing unread after this");
    for title in ["Boats without names", "How deep is a fathom"] {
        reader.press("p");
        assert_eq!(reader.title(), title);
    }
    reader.press("{ g p");
    assert_eq!(status(&reader), "nothing unread before this");
}

#[test]
fn one_source_in_two_issues_is_read_once() {
    let mut reader = reader();
    reader.press("} } r {");
    let read = ["The forest that sways", "What lives between the leaves"];
    assert_eq!(marked(&reader.app, Mark::Read), read);
    assert!(
        reader.screen().contains(" seen in Kelp 1 "),
        "{}",
        reader.screen()
    );
    reader.press("s");
    assert_eq!(
        marked(&reader.app, Mark::Starred).len(),
        1,
        "a star is the article's own"
    );
}

#[test]
fn one_source_twice_in_an_issue_is_read_once_and_says_as_which_article() {
    let folder = tempfile::tempdir().unwrap();
    let text = "# Fog 1\n\n## [Horn](https://horn.example/1)\n\nx\n\n## [Bell](https://horn.example/b)\n\ny\n\n\
        ## [Horn, once more](https://horn.example/1)\n\nz\n";
    std::fs::write(folder.path().join("1.md"), text).unwrap();
    let table = [
        ("r G", Some(" seen in this issue: Horn ")),
        ("r", None),
        ("G r", None),
        ("G r g", Some(" seen in this issue: Horn, once more ")),
    ];
    for (keys, seen) in table {
        let mut reader = Reader::open(&[folder.path().to_owned()], 120, 30);
        reader.press(keys);
        let screen = reader.screen();
        match seen {
            Some(seen) => assert!(screen.contains(seen), "{keys}: {screen}"),
            None => assert!(!screen.contains("seen in"), "{keys}: {screen}"),
        }
        assert_eq!(marked(&reader.app, Mark::Read).len(), 2);
    }
}

#[test]
fn a_memo_is_written_shown_and_removed() {
    let mut reader = reader();
    let [Effect::Edit(id, memo)] = &reader.press("m")[..] else {
        panic!("nothing to edit");
    };
    assert_eq!(memo, "");
    reader.app.update(Message::Edited(
        id.clone(),
        Ok("다시 읽기\u{1b}[31m\nmore\n".into()),
    ));
    assert!(
        reader.screen().contains("✎ 다시 읽기 "),
        "{}",
        reader.screen()
    );
    assert!(matches!(&reader.press("m")[..], [Effect::Edit(_, memo)] if memo.ends_with("more")));
    reader.app.update(Message::Edited(
        id.clone(),
        ProgramError::check("vi", Ok(ExitStatus::from_raw(256))).map(|()| String::new()),
    ));
    assert_eq!(status(&reader), "vi failed: exit status: 1");
    reader
        .app
        .update(Message::Edited(id.clone(), Ok("\n".into())));
    assert!(marked(&reader.app, Mark::Memo).is_empty());
    reader.press("U");
    assert_eq!(marked(&reader.app, Mark::Memo).len(), 1);
}

#[test]
fn marks_of_another_window_appear() {
    let mut here = reader();
    let mut there = reader();
    let changes = kept(&there.press_all("s"));
    here.app.update(Message::Store(StoreEvent::News(changes)));
    assert_eq!(marked(&here.app, Mark::Starred).len(), 1);
    here.press("U");
    assert_eq!(status(&here), "nothing to undo", "each undoes its own");
}

#[test]
fn a_new_file_of_marks_gets_all_that_this_window_knows() {
    let mut reader = reader();
    let elsewhere = Change {
        subject: Subject::from_name("another\tfog.example"),
        mark: Mark::Starred,
        value: Value::Number(1),
        at: 7,
    };
    let set = kept(&reader.press_all("s j r"));
    let news = StoreEvent::News(vec![elsewhere.clone()]);
    reader.app.update(Message::Store(news));
    let again = kept(&reader.app.update(Message::Store(StoreEvent::Replaced)));
    assert!(again.contains(&elsewhere));
    assert_eq!(again.len(), 3);
    assert!(set.iter().all(|change| again.contains(change)));
}

#[test]
fn what_is_not_on_the_disk_yet_shows() {
    let mut reader = reader();
    reader.press("s");
    assert!(reader.screen().contains(" starred …"));
    reader.app.update(Message::Store(StoreEvent::Saved(1)));
    assert!(reader.screen().contains(" starred"));
    assert!(!reader.screen().contains('…'), "{}", reader.screen());
}

#[test]
fn reading_goes_on_where_it_stopped_at_any_width() {
    let mut first = sized(120, 12);
    first.press("enter j j j");
    let (place, line) = (first.app.place().unwrap(), first.first_line());
    for width in [120, 80, 50] {
        let mut second = sized(width, 12);
        second.visited(Some(place.clone()), &[]);
        assert_eq!(second.app.screen.focus, Pane::Reader);
        assert_eq!(second.title(), first.title());
        let start = second.first_line();
        assert!(
            line.starts_with(start.trim()) || start.starts_with(line.trim()),
            "{width}: {start} / {line}"
        );
    }
}

#[test]
fn whoever_moved_already_is_left_alone() {
    let mut first = reader();
    first.press("} } j");
    let place = first.app.place().unwrap();
    let mut second = reader();
    assert_eq!(
        second.app.spot(),
        None,
        "nothing to remember before anybody moved"
    );
    second.press("j");
    let title = second.title();
    second.visited(Some(place), &[]);
    assert_eq!(second.title(), title);
}

#[test]
fn a_place_that_is_gone_is_forgotten() {
    let mut reader = reader();
    let title = reader.title();
    let gone = Place {
        issue: "gone".into(),
        ..Place::default()
    };
    reader.visited(Some(gone), &[]);
    assert_eq!(reader.title(), title);
}

#[test]
fn issues_that_were_not_there_are_new() {
    let mut reader = reader();
    assert!(!reader.screen().contains("new "), "nothing is new at first");
    let keys = reader.keys();
    reader.visited(None, &keys[1..]);
    assert_eq!(status(&reader), "1 new issue since last time");
    assert!(reader.screen().contains("new · "), "{}", reader.screen());
}

trait Visited {
    fn visited(&mut self, place: Option<Place>, seen: &[String]);
    fn keys(&self) -> Vec<String>;
    fn titles(&self) -> Vec<&str>;
}

impl Visited for Reader {
    fn visited(&mut self, place: Option<Place>, seen: &[String]) {
        let seen = seen.iter().cloned().collect();
        self.app
            .update(Message::Store(StoreEvent::Visited(Visit { place, seen })));
    }

    fn keys(&self) -> Vec<String> {
        self.app
            .archive
            .issues()
            .map(|(_, issue)| issue.key.clone())
            .collect()
    }

    /// What the list of articles shows.
    fn titles(&self) -> Vec<&str> {
        let ids = self.app.list.ids();
        ids.into_iter()
            .map(|id| self.app.archive.article(id).unwrap().title())
            .collect()
    }
}
