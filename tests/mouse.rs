//! The mouse selects, opens and scrolls what is under it.

use backissue::{
    app::{
        Effect, Message,
        geometry::Pane,
        mouse::{Gesture, Pointer},
        overlay::Overlay,
    },
    model::Mark,
    text::Ruler,
    ui::theme::Theme,
};

use crate::support::{Reader, fixture};

fn point(reader: &mut Reader, gesture: Gesture, x: u16, y: u16) -> Vec<Effect> {
    let pointer = Pointer { gesture, x, y };
    reader.send(Message::Mouse(pointer))
}

fn click(reader: &mut Reader, (x, y): (u16, u16)) -> Vec<Effect> {
    point(reader, Gesture::Click, x, y)
}

/// The cell where a text begins on the screen, the first time it does.
fn cell(reader: &Reader, text: &str) -> (u16, u16) {
    let screen = reader.screen();
    let mut lines = screen.lines().zip(0..);
    let found = lines.find_map(|(line, y)| Some((line.find(text)?, line, y)));
    let (at, line, y) = found.unwrap_or_else(|| panic!("no {text}\n{screen}"));
    (Ruler::default().width(&line[..at]) as u16, y)
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
    assert_eq!(reader.app.list.index().position(), 2);
    assert_eq!(reader.app.screen.focus, Pane::Issues);
    assert_eq!(reader.title(), "Tide tables in the terminal");
    let (x, y) = row(&reader, Pane::Articles, 1);
    assert_eq!(point(&mut reader, Gesture::Click, x, y), []);
    assert_eq!(reader.app.list.position(), 1);
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
    assert_eq!(
        reader.app.screen.focus,
        Pane::Reader,
        "the keys stay where they were"
    );
}

#[test]
fn the_wheel_scrolls_a_list_and_a_key_brings_the_selection_back() {
    let mut reader = Reader::open(&[fixture("layouts")], 120, 8);
    reader.press("= s o r t : t i t l e enter g");
    let rows = usize::from(reader.app.geometry().inside(Pane::Articles).height);
    let count = reader.app.list.items().len();
    assert!(count > rows, "{count} articles in {rows} rows");
    let (x, y) = row(&reader, Pane::Articles, 0);
    let title = reader.title();
    for _ in 0..count {
        point(&mut reader, Gesture::WheelDown, x, y);
    }
    let list = reader.app.list.rows();
    assert_eq!((list.position(), list.top()), (0, count - rows));
    assert_eq!(reader.title(), title);
    reader.press("j");
    let list = reader.app.list.rows();
    assert_eq!((list.position(), list.top()), (1, 1));
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

#[test]
fn a_border_is_dragged_and_put_back_by_a_double_click() {
    let mut reader = Reader::wide();
    let edges = |reader: &Reader| {
        let edge = |pane| reader.app.geometry().pane(pane).unwrap().x;
        (edge(Pane::Articles), edge(Pane::Reader))
    };
    let (articles, text) = edges(&reader);
    {
        let grip = text;
        point(&mut reader, Gesture::Click, grip, 9);
        point(&mut reader, Gesture::Drag, grip + 8, 30);
        assert_eq!(edges(&reader), (articles, text + 8));
        point(&mut reader, Gesture::Drag, grip, 0);
        point(&mut reader, Gesture::Release, grip, 0);
    }
    point(&mut reader, Gesture::Drag, 100, 9);
    assert_eq!(edges(&reader), (articles, text), "nothing is held");
    point(&mut reader, Gesture::Click, articles, 9);
    point(&mut reader, Gesture::Drag, 0, 9);
    point(&mut reader, Gesture::Release, 0, 9);
    assert_eq!(edges(&reader), (16, text), "room is left");
    for _ in 0..2 {
        point(&mut reader, Gesture::Click, 16, 9);
    }
    assert_eq!(edges(&reader), (articles, text));
    assert_eq!(reader.app.screen.focus, Pane::Articles, "the keys stay");
}

#[test]
fn keys_move_borders_too() {
    for (size, keys, by) in [
        (120, "alt-right", 2),
        (120, "l alt-right", -2),
        (80, "alt-left", -2),
        (80, "l alt-left alt-left", 4),
    ] {
        let mut reader = Reader::sized(size, 24);
        let edge = |reader: &Reader| reader.app.geometry().pane(Pane::Reader).unwrap().x;
        let before = edge(&reader);
        reader.press(keys);
        assert_eq!(
            edge(&reader).cast_signed() - before.cast_signed(),
            by,
            "{keys}"
        );
    }
    let mut reader = Reader::narrow();
    reader.press("alt-right");
    assert_eq!(reader.app.screen.status.text, "there is one pane only");
}

#[test]
fn a_click_on_a_tag_filters_by_it_and_another_one_no_more() {
    let mut reader = Reader::wide();
    reader.app.screen.tag_bar.wanted = false;
    let place = cell(&reader, "#Redis");
    click(&mut reader, place);
    assert_eq!(reader.app.filter.query().to_string(), "#redis");
    assert_eq!(reader.shown().len(), 2);
    click(&mut reader, place);
    assert_eq!(reader.shown().len(), 10);
}

#[test]
fn tags_are_found_where_they_are_wrapped_to() {
    let mut reader = Reader::sized(30, 20);
    reader.press("enter");
    let tags = |reader: &Reader| {
        let (archive, id) = (
            &reader.app.archive,
            reader.app.current_article().unwrap().id,
        );
        let article = archive.article(id).unwrap();
        let tags: Vec<_> = article.tags().cloned().collect();
        tags
    };
    let all = tags(&reader);
    assert!(all.len() > 1);
    for tag in all {
        let shown = format!("#{}", tag.display());
        let (x, y) = cell(&reader, &shown);
        let area = reader.app.geometry().inside(Pane::Reader);
        let found = |x: u16| reader.app.reader.tag_at(y - area.y, x - area.x);
        assert_eq!(found(x), Some(&tag));
        assert_eq!(found(x + shown.len() as u16 - 1), Some(&tag));
        assert_ne!(found(x + shown.len() as u16), Some(&tag));
    }
}

#[test]
fn in_what_lies_over_the_panes_a_click_selects_and_one_on_what_is_selected_chooses() {
    let mut reader = Reader::wide();
    reader.press("'");
    let place = cell(&reader, "unread  ");
    click(&mut reader, place);
    assert!(matches!(&reader.app.overlay, Some(Overlay::Views(menu)) if menu.list.position() == 1));
    click(&mut reader, place);
    assert!(reader.app.overlay.is_none());
    assert!(reader.screen().lines().next().unwrap().contains("· unread"));

    reader.press(":");
    let place = cell(&reader, "right, or into the pane there");
    click(&mut reader, place);
    click(&mut reader, place);
    assert!(reader.app.overlay.is_none());
    assert_eq!(reader.app.screen.focus, Pane::Reader);

    reader.press("t");
    let place = cell(&reader, " Kafka ");
    click(&mut reader, place);
    click(&mut reader, place);
    assert_eq!(reader.app.filter.query().to_string(), "#kafka");
    let place = cell(&reader, "years");
    click(&mut reader, place);
    assert!(reader.screen().contains("[years]"));
}

#[test]
fn a_click_beside_what_lies_over_the_panes_closes_it_and_does_nothing_else() {
    for keys in ["?", "t", "'", "!", ",", "ctrl-p", "c", "A", "P", "#"] {
        let mut reader = Reader::wide();
        reader.app.screen.looks.themes = Theme::BUILTIN.map(|(name, _)| name.to_owned()).to_vec();
        reader.press(keys);
        assert!(reader.app.overlay.is_some(), "{keys}");
        let title = reader.title();
        assert_eq!(click(&mut reader, (119, 0)), [], "{keys}");
        assert!(reader.app.overlay.is_none(), "{keys}");
        assert_eq!(reader.title(), title, "{keys}");
    }
}

#[test]
fn questions_and_menus_are_answered_by_clicks() {
    let mut reader = Reader::wide();
    for (answer, read) in [("no", false), ("yes", true)] {
        reader.press("A");
        let place = cell(&reader, answer);
        click(&mut reader, place);
        assert!(reader.app.overlay.is_none(), "{answer}");
        let id = reader.app.current_article().unwrap().id;
        assert_eq!(reader.app.marks.has(id, Mark::Read), read, "{answer}");
    }
    reader.press("c");
    let place = cell(&reader, "the title");
    let effects = click(&mut reader, place);
    assert!(matches!(&effects[..], [Effect::Copy(clip)] if clip.what == "the title"));
    assert!(reader.app.overlay.is_none());
}

#[test]
fn the_wheel_scrolls_what_lies_over_the_panes_and_the_text_beside_it() {
    let mut reader = Reader::sized(120, 12);
    reader.press("?");
    let area = reader.app.overlay_rows();
    point(&mut reader, Gesture::WheelDown, area.x, area.y);
    let Some(Overlay::Palette(palette)) = &reader.app.overlay else {
        panic!("no help")
    };
    assert_eq!((palette.list.position(), palette.list.top()), (0, 3));
    reader.press("esc ctrl-p");
    let (x, y) = row(&reader, Pane::Reader, 1);
    point(&mut reader, Gesture::WheelDown, x, y);
    assert_eq!(reader.app.reader.top(), 3);
}

#[test]
fn a_line_that_is_typed_in_takes_clicks() {
    let mut reader = Reader::wide();
    reader.press("=");
    reader.type_text("등대 #r");
    let place = cell(&reader, "redis");
    click(&mut reader, place);
    assert_eq!(reader.app.line().unwrap().input.value(), "등대 #redis");
    // The second cell of the first syllable: before it.
    click(&mut reader, (2, 39));
    assert_eq!(reader.app.line().unwrap().input.cursor(), 0);
    click(&mut reader, (3, 39));
    assert_eq!(reader.app.line().unwrap().input.cursor(), 1);
    // What the query has found is for clicks as it is when it was typed to its end.
    reader.press("ctrl-u # s e a");
    let (x, y) = row(&reader, Pane::Articles, 0);
    click(&mut reader, (x, y));
    assert!(reader.app.overlay.is_none());
    assert_eq!(reader.app.filter.kept().to_string(), "#sea");
    reader.press("=");
    reader.type_text(" date:soon");
    click(&mut reader, (x, y));
    assert!(
        reader.app.overlay.is_some(),
        "a wrong query stays to be mended"
    );
}

#[test]
fn a_click_on_a_link_with_letters_over_it_does_what_the_letters_are_for() {
    let mut reader = Reader::wide();
    let (_, y, x) = reader.app.reader.links_in_sight()[0];
    let area = reader.app.geometry().inside(Pane::Reader);
    reader.press("F");
    let effects = click(&mut reader, (area.x + x, area.y + y));
    assert!(matches!(&effects[..], [Effect::Copy(_)]), "{effects:?}");
    reader.press("F");
    assert_eq!(click(&mut reader, (0, 0)), []);
    assert!(reader.app.overlay.is_none());
}

#[test]
fn the_line_of_tags_narrows_and_widens_what_is_shown() {
    let mut reader = Reader::wide();
    let line = |reader: &Reader| reader.screen().lines().nth(1).unwrap().trim().to_owned();
    // All ten articles bear no tag in common; one that all shown articles bear is left out.
    assert_eq!(
        line(&reader),
        "#Redis 2  #harbour 1  #Kafka 1  #Performance 1  #Terminal 1  #Vector databases 1  #Caching 2  #Databases 1  #Message queues 1"
    );
    let place = cell(&reader, "#Redis 2");
    click(&mut reader, place);
    assert_eq!(reader.app.filter.query().to_string(), "#redis");
    assert_eq!(line(&reader), "✓#Redis 2  #harbour 1  #Performance 1");
    let place = cell(&reader, "#harbour 1");
    click(&mut reader, place);
    assert_eq!(reader.app.filter.query().to_string(), "#redis #harbour");
    assert_eq!(line(&reader), "✓#harbour 1  ✓#Redis 1");
    for _ in 0..2 {
        let place = cell(&reader, "✓#");
        click(&mut reader, place);
    }
    assert!(reader.app.filter.is_empty());
    reader.press("= - # h a r b o u r space ( # r e d i s | # k a f k a ) enter");
    assert_eq!(
        line(&reader),
        "|#Kafka 1  |#Redis 1  -#harbour 0  #Performance 1  #Caching 1  #Message queues 1"
    );
}

#[test]
fn the_line_of_tags_gives_way() {
    let has = |reader: &Reader| reader.app.geometry().tag_bar.is_some();
    for (width, height, want) in [(60, 18, true), (59, 18, false), (60, 17, false)] {
        assert_eq!(has(&Reader::sized(width, height)), want, "{width}x{height}");
    }
    let mut reader = Reader::sized(80, 24);
    reader.app.screen.tag_bar.wanted = false;
    assert!(!has(&reader));
    let untagged = Reader::open(&[fixture("layouts/windows-line-ends.md")], 80, 24);
    assert!(!has(&untagged), "no tags, no line");
    assert!(has(&Reader::empty("soon", 80, 24)), "they may still come");
}

#[test]
fn what_all_articles_have_in_common_is_counted_once() {
    let mut reader = Reader::wide();
    let line = |reader: &Reader| reader.screen().lines().nth(1).unwrap().to_owned();
    let all = line(&reader);
    reader.press("= # s e a enter");
    assert_ne!(line(&reader), all);
    let effects = reader.app.update(Message::Key("ctrl-t".parse().unwrap()));
    assert_eq!(effects, [], "nothing is asked");
    assert_eq!(line(&reader), all);
}
