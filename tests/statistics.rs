//! The statistics screen: what it shows, and what its bars open.

use backissue::{
    app::{
        Effect, Message,
        geometry::Pane,
        mouse::{Gesture, Pointer},
        overlay::{ChartFilter, Overlay, Statistics},
    },
    text::Ruler,
};
use insta::assert_snapshot;

use crate::support::{Reader, fixture};

fn statistics(reader: &Reader) -> &Statistics {
    match &reader.app.overlay {
        Some(Overlay::Statistics(statistics)) => statistics,
        other => panic!("no statistics: {other:?}"),
    }
}

fn said(reader: &Reader) -> &str {
    &statistics(reader).selected().unwrap().said
}

#[test]
fn charts_at_several_sizes_and_in_ascii() {
    let mut screens = Vec::new();
    for (width, height) in [(120, 40), (60, 30), (30, 20)] {
        let mut reader = Reader::sized(width, height);
        reader.press("j r s");
        reader.press("S");
        screens.push(reader.screen());
        reader.press("G");
        screens.push(reader.screen());
    }
    let mut reader = Reader::sized(80, 50);
    reader.app.reader.set_ruler(Ruler {
        ambiguous_wide: true,
    });
    reader.press("S");
    screens.push(reader.screen());
    assert_snapshot!(screens.join("\n"));
}

#[test]
fn keys_go_from_cell_to_cell_and_from_chart_to_chart() {
    let table = [
        ("", "2031-01: 1 issue, 5 articles"),
        ("h", "2031-01: 1 issue, 5 articles"),
        ("l", "2031-02: 2 issues, 5 articles"),
        ("l l l", "2031-02: 2 issues, 5 articles"),
        ("j", "2031-01-22 to 2031-01-28: 1 issue, 5 articles"),
        ("j l", "2031-01-29 to 2031-02-04: 1 issue, 3 articles"),
        ("j j", "#Caching: 2 articles"),
        ("j j k k", "2031-01: 1 issue, 5 articles"),
        ("tab", "2031-01-22 to 2031-01-28: 1 issue, 5 articles"),
        ("tab tab", "#Caching: 2 articles"),
        (") ) (", "2031-01-22 to 2031-01-28: 1 issue, 5 articles"),
        ("(", "2031-01: 1 issue, 5 articles"),
        ("G", "200 to 499: 2 articles"),
        ("G j", "200 to 499: 2 articles"),
        ("G g", "2031-01: 1 issue, 5 articles"),
    ];
    for (keys, want) in table {
        let mut reader = Reader::sized(100, 30);
        reader.press("S");
        if !keys.is_empty() {
            reader.press(keys);
        }
        assert_eq!(said(&reader), want, "{keys}");
    }
}

#[test]
fn every_cell_opens_as_many_articles_as_it_says() {
    for archive in ["reader", "terminal/archive", "layouts"] {
        let mut reader = Reader::open(&[fixture(archive)], 100, 30);
        reader.press("j r s a S");
        let count = statistics(&reader).board().cells.len();
        assert!(count > 10, "{count} cells in {archive}");
        for at in 0..count {
            let cell = &statistics(&reader).board().cells[at];
            let (what, said) = (cell.what.clone(), cell.said.clone());
            let query = what.query();
            reader.press("esc =");
            reader.paste(&query.to_string());
            reader.press("enter");
            let found = reader.shown().len();
            let counted: usize = said
                .trim_end_matches(" read")
                .trim_end_matches('s')
                .strip_suffix(" article")
                .and_then(|rest| rest.rsplit(' ').next()?.parse().ok())
                .unwrap_or_else(|| panic!("{said} tells no number"));
            // A host stands for those below it, too.
            let counted =
                counted == found || matches!(what, ChartFilter::Domain(_)) && counted < found;
            assert!(counted, "{archive}: {said}, but {query} finds {found}");
            reader.press("ctrl-t S");
        }
    }
}

#[test]
fn enter_narrows_what_is_shown_further() {
    let mut reader = Reader::wide();
    reader.press("= # r e d i s enter S");
    assert_eq!(said(&reader), "2031-01: 1 issue, 1 article");
    reader.press("enter");
    assert!(reader.app.overlay.is_none());
    assert_eq!(reader.app.filter.query().to_string(), "#redis date:2031-01");
    assert_eq!(reader.app.screen.focus, Pane::Articles);
    // The same way once more leaves it as it is.
    reader.press("S enter");
    assert_eq!(reader.shown().len(), 1);
}

#[test]
fn the_mouse_selects_opens_and_scrolls() {
    let mut reader = Reader::sized(100, 14);
    reader.press("S");
    let area = reader.app.overlay_rows();
    let mut point = |gesture, x, y| {
        let pointer = Pointer { gesture, x, y };
        reader.send(Message::Mouse(pointer));
        reader.app.overlay.is_some().then(|| {
            let statistics = statistics(&reader);
            (
                statistics.top(),
                statistics.selected().unwrap().said.clone(),
            )
        })
    };
    let column = |column: u16| (area.x + column, area.y + 5);
    let scrolled = point(Gesture::WheelDown, area.x, area.y).unwrap();
    assert_eq!(scrolled, (3, "2031-01: 1 issue, 5 articles".to_owned()));
    point(Gesture::WheelUp, area.x, area.y);
    let (x, y) = column(5);
    let selected = point(Gesture::Click, x, y).unwrap();
    assert_eq!(selected.1, "2031-02: 2 issues, 5 articles");
    assert_eq!(point(Gesture::Click, x, y), None, "chosen");
    assert_eq!(reader.app.filter.query().to_string(), "date:2031-02");
}

#[test]
fn numbers_follow_what_is_loaded_and_late_ones_of_before_are_dropped() {
    let mut reader = Reader::wide();
    let effects = reader.app.update(Message::Key("%".parse().unwrap()));
    let [Effect::Count(early)] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert!(reader.screen().contains("counting …"));
    let early = early.clone();
    let stats = |reader: &mut Reader, counting: &backissue::app::search::CountRequest| {
        let stats = counting.answer(&false.into()).unwrap();
        reader
            .app
            .update(Message::Counted(counting.number, Box::new(stats)));
    };
    reader.press("esc = # r e d i s enter");
    let effects = reader.app.update(Message::Key("%".parse().unwrap()));
    let [Effect::Count(late)] = &effects[..] else {
        panic!("{effects:?}")
    };
    stats(&mut reader, &early);
    assert!(statistics(&reader).stats().is_none(), "of another filter");
    stats(&mut reader, late);
    assert_eq!(statistics(&reader).stats().unwrap().progress.articles, 2);
}

#[test]
fn an_empty_archive_has_nothing_to_count() {
    let mut reader = Reader::empty("nothing", 80, 20);
    reader.press("S");
    assert!(reader.screen().contains("nothing to count"));
    reader.press("j l G enter");
    assert!(reader.app.filter.is_empty());
}
