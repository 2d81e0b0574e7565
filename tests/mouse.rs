//! The mouse selects, opens and scrolls what is under it.

use backissue::{
    app::{
        Effect, Message,
        geometry::Pane,
        mouse::{Gesture, Pointer},
    },
    model::Mark,
    text::Ruler,
};

use crate::support::Reader;

fn point(reader: &mut Reader, gesture: Gesture, x: u16, y: u16) -> Vec<Effect> {
    let pointer = Pointer { gesture, x, y };
    reader.app.update(Message::Mouse(pointer))
}

/// The cell of a row in a pane.
fn row(reader: &Reader, pane: Pane, row: u16) -> (u16, u16) {
    let area = reader.app.geometry().inside(pane);
    (area.x + 2, area.y + row)
}

#[test]
fn a_click_selects_and_a_second_one_opens() {
    let mut reader = Reader::wide();
    let (x, y) = row(&reader, Pane::Issues, 2);
    point(&mut reader, Gesture::Click, x, y);
    assert_eq!(reader.app.browse.issues.position(), 2);
    assert_eq!(reader.app.focus, Pane::Issues);
    let (x, y) = row(&reader, Pane::Articles, 1);
    assert_eq!(point(&mut reader, Gesture::Click, x, y), []);
    assert_eq!(reader.app.browse.articles.position(), 1);
    let opened = point(&mut reader, Gesture::Click, x, y);
    assert!(
        opened
            .iter()
            .any(|effect| matches!(effect, Effect::Open(_)))
    );
}

#[test]
fn slow_clicks_are_two_clicks() {
    let mut reader = Reader::wide();
    let (x, y) = row(&reader, Pane::Articles, 0);
    point(&mut reader, Gesture::Click, x, y);
    reader.app.update(Message::Clock(500_000));
    assert_eq!(point(&mut reader, Gesture::Click, x, y), []);
}

#[test]
fn the_wheel_scrolls_what_is_under_it_and_marks_nothing_read() {
    let mut reader = Reader::sized(120, 12);
    let id = reader.app.current_article().unwrap().id;
    reader.press("enter");
    let (x, y) = row(&reader, Pane::Reader, 0);
    for _ in 0..50 {
        assert_eq!(point(&mut reader, Gesture::WheelDown, x, y), []);
    }
    assert!(reader.app.reader.top() > 0);
    assert!(!reader.app.marks.has(id, Mark::Read));
    let (x, y) = row(&reader, Pane::Issues, 0);
    point(&mut reader, Gesture::WheelDown, x, y);
    assert_eq!(reader.app.browse.issues.position(), 1);
    assert_eq!(
        reader.app.focus,
        Pane::Reader,
        "the keys stay where they were"
    );
}

#[test]
fn a_click_on_a_link_opens_it() {
    let mut reader = Reader::wide();
    let (_, y, x) = reader.app.reader.links_in_sight()[0];
    let area = reader.app.geometry().inside(Pane::Reader);
    let effects = point(&mut reader, Gesture::Click, area.x + x, area.y + y);
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Open(_))),
        "{effects:?}"
    );
}

#[test]
fn links_are_where_a_terminal_with_wide_signs_draws_them() {
    let mut reader = Reader::wide();
    reader.app.reader.set_ruler(Ruler {
        ambiguous_wide: true,
    });
    reader.press("l");
    let links = reader.app.reader.links_in_sight();
    assert!(!links.is_empty());
    for (link, row, column) in links {
        let before = column.checked_sub(1);
        let found = |column| reader.app.reader.link_at(row, column);
        assert_eq!(found(column), Some(link));
        assert_ne!(before.and_then(found), Some(link));
    }
}
