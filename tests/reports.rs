//! What users of other readers reported of theirs, tried here: texts that come out wrong.

use std::time::{Duration, Instant};

use backissue::{
    app::Effect,
    load,
    model::{Archive, Issue},
    page::{self, WrapOptions},
};

use crate::support::Reader;

/// A file, as an archive.
fn archive(text: &str) -> Archive {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("1.md");
    std::fs::write(&path, text).unwrap();
    load::archive(&[path], &load::Options::default()).unwrap()
}

/// Markdown as it is shown.
fn shown(source: &str) -> String {
    let page = page::markdown(source, &Issue::default(), &[]).wrap(&WrapOptions::width(60));
    let lines = page
        .lines_from(0)
        .map(|line| line.text().trim_end().replace('\u{a0}', " "));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn tabs_in_code_go_to_columns_and_not_to_characters() {
    let code = "```\nlamp\t| 4\n등대\t| 4\né\t| 1\n灯\t| 2\n\tx\ty\n```";
    let want = "  lamp    | 4\n  등대    | 4\n  é   | 1\n  灯  | 2\n      x   y";
    assert_eq!(shown(code), want);
}

#[test]
fn html_keeps_the_lines_of_code_the_numbers_of_lists_and_what_is_embedded() {
    let table = [
        (
            "<pre><code>one\n  two <b>bold</b>\n<span>three</span></code></pre>",
            "  one\n    two bold\n  three",
        ),
        (
            "<pre>\nfirst &lt;b&gt;\n    indented\n\nafter a blank line\n</pre>\n\nText.",
            "  first <b>\n      indented\n\n  after a blank line\n\nText.",
        ),
        (
            "<div class=\"code\"><pre><span>a = 1</span>\n<span>b = 2</span></pre></div>\n\n*End.*",
            "  a = 1\n  b = 2\n\nEnd.",
        ),
        ("<pre>never closed\n\nText.", "  never closed\n\n  Text."),
        ("<pre></pre>\n\nText.", "Text."),
        (
            "<ol start=\"3\"><li>three</li><li>four<ul><li>within</li></ul></li><li>five</li></ol>",
            "3. three\n4. four\n   ◦ within\n5. five",
        ),
        (
            "<ul>\n<li>outer\n<ol><li>one</li><li>two</li></ol>\n</li>\n<li>last</li>\n</ul>",
            "• outer\n  1. one\n  2. two\n• last",
        ),
        ("<ol><li>unclosed<li>items</ol>", "1. unclosed\n2. items"),
        (
            "<iframe src=\"https://film.example/1\" title=\"The horn\">No frames.</iframe>",
            "[video: The horn] [1]",
        ),
        (
            "<video src=\"https://film.example/2.mp4\" controls>None.</video>\n\nText.",
            "[video] [1]\n\nText.",
        ),
        (
            "<audio controls><source src=\"https://film.example/3.ogg\"><source src=\"https://film.example/3.mp3\">None.</audio>",
            "[audio] [1]",
        ),
        ("<video>None.</video>\n\nText.", "Text."),
        (
            "Look: <iframe src=\"https://film.example/4\"></iframe> and [this](https://a.example).",
            "Look: [video] [1] and this [2].",
        ),
    ];
    for (html, want) in table {
        assert_eq!(shown(html), want, "{html}");
    }
}

#[test]
fn a_phrase_is_found_wherever_lines_end() {
    let sentences = [
        (
            "The keeper of the lamp says that the bell buoy is louder than the fog horn at night.",
            "\"bell buoy is\"",
        ),
        (
            "灯塔的看守人每天晚上都要把油灯擦得很亮然后写下风向和浪高所以没有人会在雾里迷路",
            "写下风向和浪高",
        ),
        (
            "등대지기는매일밤등불을닦고바람과물결을적어두기때문에아무도안개속에서길을잃지않는다고한다",
            "바람과물결을적어",
        ),
    ];
    for (sentence, phrase) in sentences {
        let archive = archive(&format!(
            "# Lamp 1\n\n## Night\n\n<https://lamp.example>\n\n{sentence}\n"
        ));
        let mut reader = Reader::on(&archive, 60, 20);
        reader.press("/");
        reader.type_text(phrase);
        reader.press("enter l");
        let mut over_two = 0;
        for width in 24..=59 {
            reader.resize(width, 20);
            let text = &reader.app.reader;
            let (lines, matches) = (text.page().lines_from(0), text.matches());
            assert_eq!(matches.lines().len(), 1, "{phrase} at {width}");
            let lit = lines.map(|line| {
                line.runs()
                    .flat_map(|run| matches.within(&run))
                    .map(|range| range.len())
                    .sum::<usize>()
            });
            let lit: Vec<usize> = lit.filter(|bytes| *bytes > 0).collect();
            over_two += usize::from(lit.len() == 2);
            // The space at a line's end is not shown.
            let whole = phrase.trim_matches('"').len();
            assert!(
                (whole - 1..=whole).contains(&lit.iter().sum()),
                "{phrase} at {width}: {lit:?}"
            );
        }
        assert!(over_two > 3, "{phrase}");
    }
}

#[test]
fn n_stops_at_a_match_that_goes_over_the_end_of_a_line() {
    let filler = "A line of the log.\n\n".repeat(40);
    let archive = archive(&format!(
        "# Lamp 1\n\n## Night\n\n<https://lamp.example>\n\n{filler}The keeper of the lamp says that the bell buoy is louder \
         than the fog horn at night.\n\n{filler}The bell buoy once more.\n"
    ));
    for width in 24..=60 {
        let mut reader = Reader::on(&archive, width, 20);
        reader.press("/");
        reader.type_text("\"bell buoy\"");
        reader.press("enter l g");
        let tops: Vec<usize> = ["n", "n", "N"]
            .iter()
            .map(|key| {
                reader.press(key);
                reader.app.reader.top()
            })
            .collect();
        assert!(
            0 < tops[0] && tops[0] < tops[1] && tops[2] == tops[0],
            "{tops:?} at {width}"
        );
        reader.press("n n");
        assert_eq!(
            reader.app.screen.status.text, "this is the last match",
            "{width}"
        );
    }
}

#[test]
fn an_address_with_a_blank_goes_out_encoded() {
    let archive = archive(
        "# Lamp 1\n\n## [A blank](<https://lamp.example/a b/등>)\n\nText.\n\n## [Another](https://lamp.example/c)\n\nText.\n",
    );
    let mut reader = Reader::on(&archive, 100, 20);
    for keys in ["y", "Y"] {
        let [Effect::Copy(copied)] = &reader.press(keys)[..] else {
            panic!("nothing copied by {keys}")
        };
        let said = format!("{copied:?}");
        assert!(said.contains("https://lamp.example/a%20b/등"), "{said}");
    }
    let [Effect::Open(link)] = &reader.press("o")[..] else {
        panic!("nothing opened")
    };
    assert_eq!(link.address(), "https://lamp.example/a%20b/등");
}

/// The time to show a table of so many rows that has no room to stand side by side.
fn time_of_table(rows: usize) -> Duration {
    let row = |n| {
        format!(
            "| row {n} | words that need more than one line of a cell {n} | **{}** | `{}` |\n",
            "x".repeat(24),
            "z".repeat(19)
        )
    };
    let table = format!(
        "| a | b | c | d |\n|---|---|---|---|\n{}",
        (0..rows).map(row).collect::<String>()
    );
    let start = Instant::now();
    let page = page::markdown(&table, &Issue::default(), &[]).wrap(&WrapOptions::width(40));
    assert!(page.len() > rows);
    start.elapsed()
}

#[test]
fn a_long_table_takes_time_in_proportion_to_its_rows() {
    // Eight times the rows: eight times as long, and not sixty-four times. The best of some tries, as the machine may be busy.
    let ratio = || time_of_table(4000).as_secs_f64() / time_of_table(500).as_secs_f64();
    let best = (0..5).map(|_| ratio()).fold(f64::MAX, f64::min);
    assert!(best < 20.0, "{best}");
}
