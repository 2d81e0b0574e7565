//! The main job, end to end: open an archive, find an article, open its source.

use super::{
    home::{Home, fixture},
    pty::Pty,
};

fn reader(home: &Home, size: (u16, u16)) -> Pty {
    let reader = Pty::start(home.backissue([fixture("archive")]), size);
    reader.wait_for("3 issues");
    reader
}

#[test]
fn newest_issue_first_and_its_articles() {
    let home = Home::new();
    let reader = reader(&home, (120, 30));
    let screen = reader.screen();
    let at = |text: &str| {
        screen
            .find(text)
            .unwrap_or_else(|| panic!("{text}\n{screen}"))
    };
    assert!(at("26-09-20") < at("26-09-13") && at("26-09-13") < at("26-09-06"));
    assert!(at("안개 속에서도") < at("항해 일지를"));
    assert!(!screen.contains("저장소 설명"), "README.md is no issue");
}

#[test]
fn o_opens_the_reference_exactly_as_written() {
    let home = Home::new();
    let mut reader = reader(&home, (120, 30));
    reader.press("o");
    assert_eq!(
        home.opened(),
        "https://fog.example/locks?from=newsletter&issue=33#main"
    );
    reader.wait_for("opened fog.example");
    reader.press("]o");
    assert_eq!(home.opened(), "https://log.example/columns");
    reader.wait_for("opened log.example");
    reader.press("]o");
    reader.wait_for("no reference");
}

#[test]
fn a_digit_opens_the_link_of_that_number() {
    let home = Home::new();
    let mut reader = reader(&home, (120, 30));
    reader.press("1");
    assert_eq!(home.opened(), "https://fog.example/appendix?n=3&lang=ko");
    reader.wait_for("opened fog.example");
    reader.press("9");
    reader.wait_for("no link 9");
}

#[test]
fn a_tag_narrows_both_lists_until_it_is_cleared() {
    let home = Home::new();
    let mut reader = reader(&home, (120, 30));
    reader.press("t");
    reader.wait_for("PostgreSQL");
    reader.press("redis");
    reader.wait_for("#redis");
    reader.press("\r\x1b");
    reader.wait_for("#Redis");
    reader.wait_for("2 unread · 2 issues");
    reader.wait_until_gone("등대지기의 편지");
    reader.press("]");
    reader.wait_for("캐시를 데우는");
    reader.press("\x14");
    reader.wait_for("6 unread · 3 issues");
}

#[test]
fn nothing_breaks_at_any_size() {
    let home = Home::new();
    let mut reader = reader(&home, (120, 30));
    reader.press("]");
    reader.wait_for("Columns at sea");
    let sizes = [
        (80, 24),
        (59, 20),
        (40, 12),
        (20, 5),
        (5, 2),
        (1, 1),
        (2, 40),
        (300, 3),
        (300, 100),
        (1, 1),
    ];
    for (columns, rows) in sizes {
        reader.resize(columns, rows);
    }
    reader.resize(120, 30);
    reader.wait_for("Columns at sea");
    reader.wait_for("6 unread · 3 issues");
}

#[test]
fn a_narrow_terminal_shows_one_pane_at_a_time() {
    let home = Home::new();
    let mut reader = reader(&home, (40, 12));
    reader.press("hh");
    reader.wait_for("2026-09-06");
    reader.press("\r");
    reader.wait_for("항해 일지를");
    reader.wait_until_gone("2026-09-06");
    reader.press("\r");
    reader.wait_for("부르면");
    reader.wait_until_gone("항해 일지를");
    reader.press("\x1b");
    reader.wait_for("항해 일지를");
    reader.press("h");
    reader.wait_for("2026-09-06");
}

#[test]
fn without_a_browser_the_url_is_shown() {
    let home = Home::new();
    let mut command = home.backissue([fixture("archive")]);
    command.env("BROWSER", "no-such-browser");
    command.env("PATH", home.path());
    let mut reader = Pty::start(command, (120, 30));
    reader.wait_for("6 unread · 3 issues");
    reader.press("o");
    reader.wait_for("https://fog.example/locks?from=newsletter&issue=33#main");
}

#[test]
fn without_paths_it_teaches_itself() {
    let home = Home::new();
    let mut reader = Pty::start(home.backissue([""; 0]), (120, 30));
    reader.wait_for("issues");
    reader.wait_for("Move with j and k");
    reader.press("?");
    reader.wait_for("PgDn");
}

#[test]
fn no_color_means_no_colour_sequence_at_all() {
    let home = Home::new();
    let mut command = home.backissue([fixture("archive")]);
    command.env("NO_COLOR", "1");
    let reader = Pty::start(command, (120, 30));
    reader.wait_for("6 unread · 3 issues");
    let bytes = String::from_utf8(reader.bytes()).unwrap();
    let styles = bytes.split("\x1b[").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| c.is_ascii_alphabetic())?;
        rest[end..].starts_with('m').then(|| &rest[..end])
    });
    let coloured = |style: &&str| {
        style
            .split(';')
            .any(|n| n.len() == 2 && "349".contains(&n[..1]) || n.len() == 3)
    };
    assert_eq!(styles.filter(coloured).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn an_order_by_name_marks_what_its_query_finds() {
    let home = Home::new();
    let mut reader = reader(&home, (120, 30));
    reader.press(":mark read #redis");
    reader.wait_for("mark read what a query finds: #redis");
    reader.press("\r");
    reader.wait_for("2 marked read");
    reader.wait_for("4 of 6 unread");
    reader.press("U");
    reader.wait_for("6 unread");
}

#[test]
fn statistics_open_what_they_count() {
    let home = Home::new();
    let mut reader = reader(&home, (120, 30));
    reader.press("S");
    reader.wait_for("articles by month");
    reader.wait_for("2026-09: 3 issues, 6 articles");
    reader.press("G\r");
    reader.wait_for("· length:");
    // With an input method on, Shift is not seen: another key does the same.
    reader.press("%");
    reader.wait_for("articles by month");
    reader.press("ㅂ");
    reader.wait_until_gone("articles by month");
}

#[test]
fn stats_have_bars_on_a_terminal() {
    let home = Home::new();
    let mut stats = home.backissue(["stats"]);
    stats.arg(fixture("archive"));
    let stats = Pty::start(stats, (120, 60));
    stats.wait_for("2026-09       3         6  ████████");
}

#[test]
fn the_mouse_is_told_unless_it_is_left_to_the_terminal() {
    let home = Home::new();
    let mut reader = Pty::start(home.backissue([fixture("archive")]), (120, 30));
    reader.wait_for("6 unread · 3 issues");
    reader.press("\x1b[<0;40;5M");
    reader.wait_for("2/6 in 3 issues");
    reader.press("\x1b[<0;61;10M\x1b[<32;92;12M\x1b[<0;92;12m");
    reader.wait_for("잠금: Redis로 만드는 분산 락");
    let mut command = home.backissue([fixture("archive")]);
    command.args(["--set", "mouse=false"]);
    let reader = Pty::start(command, (120, 30));
    reader.wait_for("6 unread · 3 issues");
    let bytes = String::from_utf8(reader.bytes()).unwrap();
    assert!(!bytes.contains("\x1b[?1000h") && !bytes.contains("\x1b[?1002h"));
}
