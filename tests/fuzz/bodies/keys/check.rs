//! What must hold after whatever happened.

use std::sync::LazyLock;

use backissue::{
    app::{
        App, Effect,
        geometry::{Area, Pane, Size},
        overlay::Overlay,
        page_id::PageId,
        rows::Rows,
    },
    model::{ArticleId, Mark, Value, identities},
    store::Request,
    text::clean,
    ui::{Painter, theme::Theme},
};
use ratatui::{
    buffer::{Buffer, CellWidth},
    layout::Rect,
};

use super::world::World;

pub fn assert_holds(world: &World) {
    let app = &world.app;
    assert_selected(app);
    assert_reading(app);
    assert_overlay(app);
    assert_eq!(
        clean::line(&app.screen.status.text),
        app.screen.status.text,
        "the status line"
    );
}

/// What is dear to look at, too.
pub fn assert_holds_all(world: &World) {
    assert_marks(world);
    assert_drawn(&world.app);
}

/// The list holds what there is, its index is in step with it, and their windows hold their selections.
fn assert_selected(app: &App) {
    let list = &app.list;
    assert_rows(list.index(), rows(app, Pane::Issues), "the index");
    assert_listed(app);
    assert_there(app, &list.ids(), "listed");
    assert_there(app, &app.marks.picked, "picked");
    assert_eq!(list.selected().is_some(), !list.items().is_empty());
    let row = list.index().position();
    let indexed = list.indexed(row).map(|(issue, _)| issue);
    assert_eq!(indexed, list.issue(), "the index is out of step");
    let runs = (0..list.index().count()).filter_map(|row| list.indexed(row));
    let items: Vec<_> = runs.flat_map(|(_, items)| items).copied().collect();
    assert_eq!(items, list.items(), "the index leaves something out");
}

/// The selected article is on the screen unless the wheel moved the window, and no line of the window is nobody's but below
/// the last article.
fn assert_listed(app: &App) {
    let (list, height) = (&app.list, rows(app, Pane::Articles).max(1));
    let (position, count) = (list.position(), list.items().len());
    assert!(position < count.max(1), "{position} of {count}");
    let window = list.window(&app.archive, height);
    let ends = (window.first(), window.last());
    if let (Some((first, 0)), Some((last, line))) = ends {
        let full = line + list.height(&app.archive, *last) >= height;
        assert!(full || last + 1 == count, "{first} to {last} of {count}");
        let seen = (*first..=*last).contains(&position);
        let end = *first + height >= count;
        assert!(
            seen || end || full,
            "{position} is not in {first} to {last}"
        );
    }
    for (at, line) in window {
        let found = list.at_line(&app.archive, line);
        assert_eq!(found, Some(at), "line {line}");
    }
}

fn assert_there(app: &App, ids: &[ArticleId], what: &str) {
    for id in ids {
        assert!(
            app.archive.article(*id).is_some(),
            "{id:?} is {what} and not there"
        );
    }
}

fn assert_rows(rows: &Rows, height: usize, what: &str) {
    let (position, top, count) = (rows.position(), rows.top(), rows.count());
    assert!(position < count.max(1), "{what}: {position} of {count}");
    let window = top..top + height.max(1);
    // The wheel moves the window alone, but not past the end.
    assert!(
        window.contains(&position) || window.end <= count.max(height.max(1)),
        "{what}: {position} is not in {window:?} of {count}"
    );
}

fn rows(app: &App, pane: Pane) -> usize {
    app.geometry().inside(pane).height.into()
}

fn assert_reading(app: &App) {
    let (top, len) = (app.reader.top(), app.reader.page().len());
    assert!(top < len.max(1), "line {top} of {len}");
    match app.reader.subject() {
        Some(PageId::Issue(id)) => assert!(app.archive.issue(id).is_some(), "{id:?} is read"),
        Some(PageId::Article(id)) => assert_there(app, &[id], "read"),
        None => {}
    }
    for (link, row, column) in app.reader.links_in_sight() {
        assert!(app.reader.link(link).is_some() || app.reader.refusal(link).is_some());
        assert!(row < app.screen.size.height && column < app.screen.size.width);
    }
}

fn assert_overlay(app: &App) {
    match &app.overlay {
        Some(Overlay::Goto(goto)) => assert_there(app, goto.list.items(), "offered"),
        Some(Overlay::Themes(list)) => assert!(list.position() < app.screen.looks.themes.len()),
        Some(Overlay::Views(menu)) => assert!(menu.list.selected().is_some()),
        _ => {}
    }
    if let Some(area) = app.overlay_area() {
        assert!(
            is_within(area, app.screen.size),
            "{area:?} in {:?}",
            app.screen.size
        );
    }
}

fn is_within(area: Area, size: Size) -> bool {
    area.x + area.width <= size.width && area.y + area.height <= size.height
}

/// Every mark on the screen was given to the store or came from it, and is still there; what waits for the disk is counted.
fn assert_marks(world: &World) {
    let app = &world.app;
    for (issue, names) in app.archive.issues() {
        for (name, index) in identities(names).iter().zip(0..) {
            for mark in Mark::ALL {
                let id = ArticleId { issue, index };
                let kept = world.kept.value(name.of(mark).key(), mark);
                assert_eq!(app.marks.value(id, mark), kept, "{mark:?} of {name:?}");
            }
        }
    }
    let waiting = world.asked.iter().map(|effect| match effect {
        Effect::Store(Request::Save(changes)) => changes.len(),
        _ => 0,
    });
    assert_eq!(app.marks.unsaved, waiting.sum::<usize>(), "marks that wait");
    let unread = app.archive.articles();
    let unread = unread.filter(|article| *app.marks.value(article.id, Mark::Read) == Value::Off);
    assert_eq!(app.marks.unread(), unread.count(), "unread");
}

static THEME: LazyLock<Theme> = LazyLock::new(|| Theme::builtin(true));

/// The screen can be drawn, every cell holds clean text that fits, and the cursor is on it.
pub fn assert_drawn(app: &App) {
    let Size { width, height } = app.screen.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let theme = &*THEME;
    let view = Painter { app, theme };
    view.draw(&mut buffer);
    for y in 0..height {
        let mut x = 0;
        while x < width {
            let cell = &buffer[(x, y)];
            let symbol = cell.symbol();
            assert!(!symbol.contains(char::is_control), "{symbol:?} at {x}, {y}");
            x += cell.cell_width().max(1);
        }
        assert_eq!(x, width, "row {y} is too wide");
    }
    assert_no_heading_selected(app, &buffer);
    if let Some(cursor) = view.cursor() {
        assert!(buffer.area.contains(cursor), "the cursor is at {cursor}");
    }
    view.hyperlinks(&mut buffer);
}

/// The line of a group's heading never looks selected; that of the selected article does.
fn assert_no_heading_selected(app: &App, buffer: &Buffer) {
    let geometry = app.geometry();
    let hidden = app.overlay.is_some() || geometry.too_small();
    if hidden || geometry.pane(Pane::Articles).is_none() {
        return;
    }
    let area = geometry.inside(Pane::Articles);
    for (at, line) in app.list.window(&app.archive, area.height.into()) {
        let heading = app.list.begins_group(&app.archive, at).then_some(false);
        let title = at == app.list.position();
        for (selected, y) in heading
            .into_iter()
            .chain([title])
            .zip(line as u16..area.height)
        {
            let sign = buffer[(area.x, area.y + y)].symbol();
            assert_eq!(
                matches!(sign, "▌" | "|"),
                selected,
                "line {y}, article {at}"
            );
        }
    }
}
