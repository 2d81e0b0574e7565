//! Searching in the reader: keys in, what the lists show out.

use std::sync::atomic::AtomicBool;

use backissue::{
    app::{
        App, Effect, Message,
        geometry::Pane,
        key::{Key, KeyCap},
        overlay::Overlay,
        search::{RelateRequest, SearchRequest},
    },
    load::{ArchiveChange, Batch},
    model::Archive,
    parse,
    store::Request,
};

use crate::{queries::library, support};

/// A reader on the small library, which can be told keys in a row.
struct Reader {
    inner: support::Reader,
    effects: Vec<Effect>,
}

fn reader() -> Reader {
    Reader {
        inner: support::Reader::on(&library::archive(), 120, 20),
        effects: Vec::new(),
    }
}

impl Reader {
    /// Words in angles are keys by name (`<enter>`), anything else is typed.
    fn press(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
            let key = named.map_or(Key::new(KeyCap::Char(c)), |(name, _)| name.parse().unwrap());
            rest = named.map_or(&rest[c.len_utf8()..], |(_, rest)| rest);
            self.effects.extend(self.inner.send(Message::Key(key)));
        }
        self
    }

    /// The first letters of the articles shown, over all issues.
    fn shown(&self) -> String {
        let titles = self.inner.shown();
        titles
            .iter()
            .filter_map(|title| title.chars().next())
            .collect()
    }

    fn selected(&self) -> char {
        self.inner.title().chars().next().unwrap()
    }

    fn status(&self) -> &str {
        &self.inner.app.screen.status.text
    }

    fn query(&self) -> String {
        self.inner.app.filter.query().to_string()
    }

    fn row(&self, y: usize) -> String {
        self.inner.screen().lines().nth(y).unwrap().to_owned()
    }

    /// The hint over the line that is typed in, and that line.
    fn last_rows(&self) -> (String, String) {
        (self.row(18), self.row(19))
    }
}

#[test]
fn every_keystroke_narrows_and_the_counter_tells() {
    let mut reader = reader();
    assert_eq!(reader.press("/loc").shown(), "ab");
    let (_, line) = reader.last_rows();
    assert!(line.starts_with("/loc") && line.ends_with("1/2"), "{line}");
    assert_eq!(reader.press("k -chan").shown(), "a");
    assert_eq!(
        reader
            .press("<backspace><backspace><backspace><backspace><backspace>")
            .shown(),
        "ab"
    );
}

#[test]
fn enter_keeps_what_was_found_and_escape_goes_back_to_the_same_selection() {
    let mut reader = reader();
    reader.press("jj");
    assert_eq!(reader.selected(), 'c');
    assert_eq!(reader.press("/lock").shown(), "ab");
    reader.press("<esc>");
    assert_eq!((reader.shown().as_str(), reader.selected()), ("abcde", 'c'));
    assert_eq!(reader.press("/lock<enter>").shown(), "ab");
    assert!(reader.inner.app.overlay.is_none());
    assert_eq!(reader.press("/second").shown(), "b", "within what is shown");
    assert_eq!(reader.press("<esc>").shown(), "ab");
    assert!(reader.row(0).contains("lock"), "{}", reader.row(0));
    assert_eq!(reader.press("<esc>").shown(), "abcde");
}

#[test]
fn a_bad_query_says_so_and_leaves_the_list_as_it_was() {
    for (bad, message) in [
        ("date:yesterdayish", "column 6: expected a date"),
        ("\"unclosed", "expected `\"` to end the phrase"),
        ("/(/", "expected a regular expression"),
    ] {
        let mut reader = reader();
        reader.press("/lock<enter>=<ctrl-u>");
        reader.press(bad).press("<enter>");
        let (hint, line) = reader.last_rows();
        assert!(hint.contains(message), "{hint}");
        assert!(
            line.starts_with(&format!("={bad}")),
            "still there to be corrected: {line}"
        );
        assert_eq!(reader.shown(), "ab");
        reader.press("<esc>");
        assert_eq!(reader.shown(), "ab");
    }
}

/// Nothing is searched for meanwhile, and the next key is answered as ever.
#[test]
fn a_query_that_is_too_long_is_refused_and_stays_in_the_prompt() {
    for (pasted, message) in [
        ("fog ".repeat(250_000), "at most 4096 bytes"),
        ("a ".repeat(1000), "at most 300 terms"),
    ] {
        let mut reader = reader();
        reader.press("=");
        let start = std::time::Instant::now();
        reader.inner.send(Message::Paste(pasted.clone()));
        reader.press("<enter>");
        let (hint, line) = reader.last_rows();
        assert!(hint.contains(message), "{hint}");
        let Some(Overlay::Search(prompt)) = &reader.inner.app.overlay else {
            panic!("the prompt is gone: {line}");
        };
        assert_eq!(prompt.input.value().len(), pasted.len());
        reader.press("<esc>");
        assert!(reader.inner.app.overlay.is_none());
        assert!(start.elapsed() < std::time::Duration::from_secs(5));
    }
}

#[test]
fn stale_answers_are_dropped() {
    let mut reader = reader();
    reader.press("/");
    let key = |c| Message::Key(Key::new(KeyCap::Char(c)));
    let mut ask = |c| {
        let effects = reader.inner.app.update(key(c));
        effects.into_iter().find_map(|effect| match effect {
            Effect::Search(search) => Some(search),
            _ => None,
        })
    };
    let (first, second) = (ask('d').unwrap(), ask('e').unwrap());
    reader.inner.answer(&second);
    let shown = reader.shown();
    reader.inner.answer(&first);
    assert_eq!(
        reader.shown(),
        shown,
        "the answer to an older question changes nothing"
    );
}

#[test]
fn n_walks_the_matches_across_articles_and_issues() {
    let mut reader = reader();
    reader.press("/redis<enter>");
    assert_eq!(reader.shown(), "abd");
    let mut seen = String::from(reader.selected());
    for _ in 0..2 {
        seen.push(reader.press("n").selected());
    }
    assert_eq!(seen, "abd");
    reader.press("n");
    assert_eq!(reader.status(), "this is the last match");
    assert_eq!(reader.press("N").selected(), 'b');
    reader.press("<esc>").press("<ctrl-t>");
    assert_eq!(
        reader.press("gn").selected(),
        'b',
        "without a search, to the next unread article"
    );
}

#[test]
fn n_in_the_text_goes_from_line_to_line() {
    let mut reader = reader();
    reader.press("/lock<enter><tab>");
    assert_eq!(reader.inner.app.screen.focus, Pane::Reader);
    assert_eq!(reader.selected(), 'a');
    reader.press("n");
    assert_eq!(reader.selected(), 'a', "the title is a match in the text");
    reader.press("n");
    assert_eq!(reader.selected(), 'b');
}

#[test]
fn the_history_comes_back_with_the_arrows() {
    let mut reader = reader();
    reader.press("/lock<enter><ctrl-t>/cafe<enter><ctrl-t>");
    let remembered: Vec<_> = reader
        .effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Store(Request::Remember(_))))
        .collect();
    assert_eq!(remembered.len(), 2);
    assert_eq!(reader.press("/<up>").shown(), "e");
    assert_eq!(reader.press("<up>").shown(), "ab");
    assert_eq!(reader.press("<down>").shown(), "e");
    assert_eq!(reader.press("<down>").shown(), "abcde");
}

#[test]
fn tab_completes_fields_and_tags() {
    let mut reader = reader();
    assert_eq!(reader.press("/#red<tab>").shown(), "ab");
    assert!(reader.last_rows().1.starts_with("/#redis"));
    reader.press("<esc>/dom<tab>");
    assert!(reader.last_rows().1.starts_with("/domain:"));
    assert_eq!(
        reader.press("<tab><tab>rain").press("<esc>").shown(),
        "abcde"
    );
}

#[test]
fn words_typed_on_the_wrong_keyboard_are_offered_not_taken() {
    let mut reader = reader();
    assert_eq!(reader.press("/fjtmxm").shown(), "");
    assert!(
        reader.last_rows().0.contains("러스트"),
        "{}",
        reader.last_rows().0
    );
    assert_eq!(reader.press("<tab>").shown(), "c");
    assert_eq!(reader.press("<esc>/ㅣㅐ차").shown(), "");
    assert!(
        reader.last_rows().0.contains("lock"),
        "{}",
        reader.last_rows().0
    );
}

#[test]
fn the_picker_includes_excludes_and_offers_alternatives() {
    let mut reader = reader();
    reader.press("t");
    assert_eq!(reader.press("redis<enter>").shown(), "ab");
    assert_eq!(reader.press("<ctrl-u>go-").shown(), "a");
    assert_eq!(
        reader.press("-").shown(),
        "ab",
        "the same key takes it back"
    );
    assert_eq!(
        reader.press("<ctrl-u>rust|").shown(),
        "abc",
        "redis or rust"
    );
    assert_eq!(reader.press("<ctrl-t>").shown(), "abcde");
    reader.press("<ctrl-u>1");
    assert_eq!(reader.shown(), "ab", "the most frequent tag is the first");
    assert_eq!(reader.query(), "#redis");
}

#[test]
fn the_picker_has_pages_for_domains_years_sections_and_state() {
    let mut reader = reader();
    assert_eq!(reader.press("t<tab><tab><tab>rain<enter>").shown(), "e");
    reader.press("<ctrl-t><tab><tab>");
    assert_eq!(reader.press("summary<enter>").shown(), "ab");
    assert_eq!(reader.press("<ctrl-t><tab>unread<enter>").shown(), "abcde");
    assert_eq!(reader.query(), "is:unread");
}

#[test]
fn the_tags_of_an_article_filter() {
    let mut reader = reader();
    reader.press("jjT");
    assert!(matches!(reader.inner.app.overlay, Some(Overlay::Tags(_))));
    assert_eq!(reader.press("rust<enter>").shown(), "c");
}

#[test]
fn any_title_is_a_few_letters_away() {
    let mut reader = reader();
    reader.press("/lock<enter><ctrl-p>");
    assert_eq!(
        reader
            .press("dsrt")
            .row(4)
            .trim_start_matches(['│', ' '])
            .chars()
            .next(),
        Some('d')
    );
    assert!(
        reader.inner.screen().contains("Served by redis"),
        "the article is shown beside it"
    );
    reader.press("<enter>");
    assert_eq!(
        (reader.selected(), reader.shown().len()),
        ('d', 5),
        "it was hidden by the search"
    );
    assert_eq!(reader.inner.app.screen.focus, Pane::Reader);
}

#[test]
fn related_articles_share_a_source_or_rare_tags() {
    let mut reader = reader();
    reader.press("~");
    let listed = (1..5).map(|y| reader.row(y)).collect::<String>();
    assert!(
        listed.contains("b channels") && listed.contains("#redis"),
        "{listed}"
    );
    assert!(
        listed.contains("d is for dessert") && listed.contains("fog.example"),
        "{listed}"
    );
    assert_eq!(reader.press("<enter>").selected(), 'b');
}

#[test]
fn related_articles_of_one_that_was_left_are_not_listed() {
    let mut app = reader().inner.app;
    let key = |app: &mut App, key: &str| app.update(Message::Key(key.parse().unwrap()));
    let effects = key(&mut app, "~");
    let [Effect::Relate(relate)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert!(app.overlay.is_none(), "keys do not wait for it");
    let found = relate.answer(&AtomicBool::new(false)).unwrap();
    assert!(!found.is_empty());
    assert_eq!(relate.answer(&AtomicBool::new(true)), None);
    key(&mut app, "]");
    app.update(Message::Related(relate.number, found.clone()));
    assert!(app.overlay.is_none());
    key(&mut app, "[");
    key(&mut app, "~");
    app.update(Message::Related(relate.number, found.clone()));
    assert!(app.overlay.is_none(), "another question is open");
    app.update(Message::Related(relate.number + 1, found));
    assert!(matches!(app.overlay, Some(Overlay::Goto(_))));
}

/// The files change while the question is on its way: the places of articles are others then.
#[test]
fn related_articles_are_asked_for_again_when_files_change() {
    const FOG: &str = "## [Fog](https://fog.example)\n\nFog.\n";
    let issue = |path, text: &str| parse::issue(path, None, text.as_bytes()).0.unwrap();
    let mut archive = Archive::new("fog");
    archive.extend([issue("2031-02-03.md", FOG), issue("2031-02-10.md", FOG)]);
    let mut app = support::Reader::on(&archive, 120, 20).app;
    let first = relate(app.update(Message::Key("~".parse().unwrap())));
    let changed = issue("2031-02-10.md", &format!("## New\n\nNew.\n\n{FOG}"));
    let again = relate(app.update(Message::Batch(Batch::Changed(ArchiveChange {
        issues: vec![changed.into()],
        ..ArchiveChange::default()
    }))));
    assert_eq!((first.article.index, again.article.index), (0, 1));
    let never = AtomicBool::new(false);
    app.update(Message::Related(
        first.number,
        first.answer(&never).unwrap(),
    ));
    assert!(app.overlay.is_none(), "it tells of articles as they were");
    app.update(Message::Related(
        again.number,
        again.answer(&never).unwrap(),
    ));
    assert!(matches!(app.overlay, Some(Overlay::Goto(_))));
}

fn relate(asked: Vec<Effect>) -> RelateRequest {
    let mut asked = asked.into_iter();
    let question = asked.find_map(|effect| match effect {
        Effect::Relate(relate) => Some(relate),
        _ => None,
    });
    question.unwrap()
}

#[test]
fn an_order_puts_all_articles_in_one_list() {
    let mut reader = reader();
    reader.press("=dessert sort:relevance<enter>");
    assert_eq!(reader.selected(), 'd', "in the title, though it is older");
    assert_eq!(reader.press("j").selected(), 'c');
    assert!(reader.inner.screen().contains(" 2/2 in 2 issues "));
    reader.press("=<ctrl-u>sort:-date<enter>g");
    assert_eq!(reader.selected(), 'e', "the oldest first");
    assert_eq!(reader.press("<esc>").shown(), "abcde");
}

/// A reader whose searches are not answered yet: the last of them after these keys.
fn unanswered(keys: &str) -> (support::Reader, SearchRequest) {
    let mut reader = support::Reader::empty("lamps", 120, 20);
    let archive = library::archive();
    let issues = archive.issues().map(|(_, issue)| issue.clone()).collect();
    let batch = Message::Batch(Batch::Issues(issues));
    let keys = keys
        .split(' ')
        .map(|key| Message::Key(key.parse().unwrap()));
    let mut last = None;
    for message in std::iter::once(batch).chain(keys) {
        for effect in reader.app.update(message) {
            if let Effect::Search(search) = effect {
                last = Some(search);
            }
        }
    }
    (reader, last.unwrap())
}

#[test]
fn a_tag_that_is_chosen_before_tags_are_counted_is_chosen_then() {
    let query = |reader: &support::Reader| reader.app.filter.query().to_string();
    let table = [
        ("t r e d enter", "counting … then it is chosen", "#redis"),
        (
            "t r e d enter esc",
            "red is chosen once tags are counted",
            "#redis",
        ),
        ("t r e d", "│ counting …  ", ""),
        ("t enter", "│ counting …  ", ""),
        ("t r e d enter x", "│ counting …  ", ""),
        ("t z z enter", "counting … then it is chosen", ""),
        ("t r e d enter esc ctrl-t", "there is no filter", ""),
    ];
    for (keys, told, chosen) in table {
        let (mut reader, search) = unanswered(keys);
        let screen = reader.screen();
        assert!(screen.contains(told), "{keys}: {screen}");
        reader.answer(&search);
        assert_eq!(query(&reader), chosen, "{keys}");
        // All is counted: what was not there is wished for no more.
        reader.send(Message::Loaded(Ok(())));
        assert_eq!(query(&reader), chosen, "{keys}");
    }
}
