//! What must hold after whatever happened.

use std::sync::LazyLock;

use backissue::{
    app::{
        App, Effect,
        geometry::{Area, Pane, Size},
        list::ListState,
        overlay::Overlay,
        page_id::PageId,
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

/// The lists hold what there is, and their windows hold their selections.
fn assert_selected(app: &App) {
    let (issues, articles) = (&app.browse.issues, &app.browse.articles);
    assert_list(issues, rows(app, Pane::Issues), "issues");
    assert_list(articles, rows(app, Pane::Articles), "articles");
    assert!(
        issues
            .items()
            .iter()
            .all(|id| app.archive.issue(*id).is_some())
    );
    assert_there(app, articles.items(), "listed");
    assert_there(app, &app.marks.picked, "picked");
    if let (Some(article), Some(issue)) = (articles.selected(), issues.selected()) {
        assert_eq!(article.issue, issue, "the article is of another issue");
    }
    assert_eq!(articles.selected().is_some(), !articles.items().is_empty());
}

fn assert_there(app: &App, ids: &[ArticleId], what: &str) {
    for id in ids {
        assert!(
            app.archive.article(*id).is_some(),
            "{id:?} is {what} and not there"
        );
    }
}

fn assert_list<T: Copy + PartialEq>(list: &ListState<T>, height: usize, what: &str) {
    let (position, top, len) = (list.position(), list.top(), list.items().len());
    assert!(position < len.max(1), "{what}: {position} of {len}");
    let window = top..top + height.max(1);
    // The wheel moves the window alone, but not past the end.
    assert!(
        window.contains(&position) || window.end <= len.max(height.max(1)),
        "{what}: {position} is not in {window:?} of {len}"
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
    if let Some(cursor) = view.cursor() {
        assert!(buffer.area.contains(cursor), "the cursor is at {cursor}");
    }
    view.hyperlinks(&mut buffer);
}
