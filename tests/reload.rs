//! Files that change under the reader: only they are read again, and nothing moves under the reader's hands.

use std::{fs, path::Path};

use backissue::{
    app::{Message, page_id::PageId},
    load::{self, ArchiveChange, Batch, Loaded},
    model::Archive,
};
use tempfile::TempDir;

use crate::support::{Reader, fixture};

/// A reader on a folder that a test may write to.
struct Live {
    folder: TempDir,
    loaded: Loaded,
    reader: Reader,
}

impl Live {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        for file in fs::read_dir(fixture("reader")).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
        }
        let mut reader = Reader::empty("live", 120, 30);
        let mut take = |batch| drop(reader.send(Message::Batch(batch)));
        let paths = [folder.path().to_owned()];
        let loaded = load::stream(&paths, &load::Options::default(), &mut take).unwrap();
        reader.send(Message::Loaded(Ok(())));
        Self {
            folder,
            loaded,
            reader,
        }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn edit(&self, name: &str, change: impl Fn(String) -> String) {
        let text = fs::read_to_string(self.path(name)).unwrap();
        replace(&self.path(name), &change(text));
    }

    /// The index stands on the issue of the selected article, and the list holds what the archive does.
    fn assert_in_step(&self) {
        let (app, list) = (&self.reader.app, &self.reader.app.list);
        let indexed = list.indexed(list.index().position());
        assert_eq!(indexed.map(|(issue, _)| issue), list.issue());
        assert!(
            list.ids()
                .iter()
                .all(|id| app.archive.article(*id).is_some())
        );
        let selected = list.selected().and_then(PageId::article);
        assert_eq!(selected, app.current_article().map(|article| article.id));
    }

    /// Looks once, as the watcher does, and answers with the paths that were read again.
    fn refresh(&mut self) -> Vec<String> {
        let (mut paths, reader) = (Vec::new(), &mut self.reader);
        let mut take = |change: ArchiveChange| {
            paths.extend(change.issues.iter().map(|issue| issue.path.clone()));
            reader.send(Message::Batch(Batch::Changed(change)));
        };
        self.loaded.refresh(&mut take).unwrap();
        self.assert_in_step();
        paths
    }
}

/// As editors do: a new file takes the place of the old one.
fn replace(path: &Path, text: &str) {
    let new = path.with_extension("new");
    fs::write(&new, text).unwrap();
    fs::rename(new, path).unwrap();
}

const NEWEST: &str = "2031-02-10-lantern-8.md";
const MIDDLE: &str = "2031-02-03-lantern-7.md";

#[test]
fn what_did_not_change_is_not_read() {
    let mut live = Live::new();
    assert_eq!(live.refresh(), [""; 0]);
    live.edit(MIDDLE, |text| text + "\nMore.\n");
    assert_eq!(live.refresh(), [MIDDLE]);
    assert_eq!(live.refresh(), [""; 0]);
}

#[test]
fn what_changes_while_others_are_read_is_read_again() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("fog.md");
    fs::write(&file, "# Fog\n\nThick.\n").unwrap();
    let mut change = |batch| {
        if matches!(batch, Batch::Issues(_)) {
            replace(&file, "# Fog\n\nThick, and thicker.\n");
        }
    };
    let paths = [folder.path().to_owned()];
    let mut loaded = load::stream(&paths, &load::Options::default(), &mut change).unwrap();
    let mut paths = Vec::new();
    let mut take =
        |change: ArchiveChange| paths.extend(change.issues.into_iter().map(|i| i.path.clone()));
    loaded.refresh(&mut take).unwrap();
    assert_eq!(paths, ["fog.md"]);
}

/// Forty letters. What ends the sixteen newest is other words in each, and only the older ones tell that it is a footer.
fn write_letters(folder: &Path) {
    for number in 1..=40 {
        let (month, day) = (1 + number / 21, 1 + number % 21);
        let tide = if number > 24 { number } else { 0 };
        let text = format!(
            "# Letter {number}\n\n## [Seen {number}](https://seen.example/{number})\n\nIce.\n\n\
             ## [Heard {number}](https://heard.example/{number})\n\nBells.\n\n## Tides\n\nHigh at {tide}.\n"
        );
        fs::write(folder.join(format!("2031-{month:02}-{day:02}.md")), text).unwrap();
    }
}

fn titles(archive: &Archive) -> Vec<String> {
    let titles = archive.articles().map(|article| article.title().to_owned());
    titles.collect()
}

#[test]
fn the_newest_issues_are_there_before_all_are_read_and_set_right_in_place() {
    let folder = TempDir::new().unwrap();
    write_letters(folder.path());
    let paths = [folder.path().to_owned()];
    let oldest = folder.path().join("2031-01-02.md");
    let mut reader = Reader::empty("letters", 120, 30);
    let mut batches = 0;
    let mut take = |batch: Batch| {
        reader.send(Message::Batch(batch));
        batches += 1;
        if batches == 1 {
            let newest = ["Seen 40", "Heard 40", "Tides", "Seen 39"];
            assert_eq!(titles(&reader.app.archive)[..4], newest);
            // It was not read yet.
            replace(&oldest, "# Letter 1\n\n## [Gull](https://gull.example/)\n");
            reader.press("} j");
            assert_eq!(reader.title(), "Heard 39");
        }
    };
    let options = load::Options {
        early: true,
        ..load::Options::default()
    };
    load::stream(&paths, &options, &mut take).unwrap();
    assert_eq!(reader.title(), "Heard 39");
    assert_eq!(reader.app.screen.status.text, "");
    reader.send(Message::Loaded(Ok(())));
    assert_eq!(reader.title(), "Heard 39");
    let whole = load::archive(&paths, &load::Options::default()).unwrap();
    assert_eq!(titles(&reader.app.archive), titles(&whole));
    assert!(!titles(&whole).contains(&"Tides".to_owned()));
    assert_eq!(titles(&whole).last().unwrap(), "Gull");
}

#[test]
fn the_selection_follows_its_article_when_others_come_before_it() {
    let mut live = Live::new();
    live.reader.press("} j");
    assert_eq!(live.reader.title(), "Lamp oil, measured");
    let new = "## [Bells under water](https://bells.example/)\n\nThey ring.\n\n## [Fog";
    live.edit(MIDDLE, |text| text.replace("## [Fog", new));
    live.refresh();
    assert_eq!(live.reader.title(), "Lamp oil, measured");
    assert_eq!(live.reader.app.screen.status.text, "1 new article");
    live.reader.press("[ [");
    assert_eq!(live.reader.title(), "Bells under water");
}

#[test]
fn what_is_read_stays_at_the_top_of_the_window() {
    let mut live = Live::new();
    live.edit(NEWEST, |text| {
        text.replace("## ", &"Waves and gulls.\n\n".repeat(30)) + "\n\nThe very end.\n"
    });
    live.refresh();
    live.reader.press("l d d");
    let top = live.reader.first_line();
    for (change, size) in [
        ("", (40, 12)),
        ("Spray. ", (120, 30)),
        ("", (70, 8)),
        ("", (120, 30)),
    ] {
        live.edit(NEWEST, |text| {
            text.replacen("Waves", &format!("{change}Waves"), 1)
        });
        live.refresh();
        live.reader.resize(size.0, size.1);
        assert_eq!(live.reader.first_line(), top, "{size:?}");
    }
}

#[test]
fn what_is_picked_listed_and_confirmed_stays_on_its_article() {
    let new = "## [Bells under water](https://bells.example/)\n\nThey ring.\n\n## [Fog";
    for (before_it, after_it) in [("v", "s"), ("=", "esc s"), ("ctrl-p L a m p", "enter s")] {
        let mut live = Live::new();
        live.reader.press("} j");
        live.reader.press(before_it);
        live.edit(MIDDLE, |text| text.replace("## [Fog", new));
        live.refresh();
        live.reader.press(after_it);
        let starred = live.reader.app.archive.articles().filter(|article| {
            live.reader
                .app
                .marks
                .has(article.id, backissue::model::Mark::Starred)
        });
        let starred: Vec<_> = starred.map(|article| article.title().to_owned()).collect();
        assert_eq!(starred, ["Lamp oil, measured"], "{before_it}");
    }
}

#[test]
fn the_text_on_the_screen_is_the_new_one() {
    let mut live = Live::new();
    live.edit(NEWEST, |text| text.replace("만료 시간", "마감 시각"));
    live.refresh();
    assert!(
        live.reader.screen().contains("마감 시각"),
        "{}",
        live.reader.screen()
    );
    assert_eq!(live.reader.app.screen.status.text, "1 issue changed");
}

#[test]
fn issues_come_and_go() {
    let mut live = Live::new();
    fs::write(
        live.path("2031-02-17-lantern-9.md"),
        "# Lantern 9\n\n## [New](https://new.example/)\n",
    )
    .unwrap();
    fs::remove_file(live.path(MIDDLE)).unwrap();
    live.refresh();
    let titles: Vec<_> = live
        .reader
        .app
        .archive
        .issues()
        .map(|(_, issue)| issue.title.clone())
        .collect();
    assert_eq!(titles, ["Lantern 9", "등대 소식 8호", "Lantern 6"]);
    assert_eq!(live.reader.title(), "안개 속에서 레디스로 잠금 잡기");
}

#[test]
fn mails_arrive_in_maildirs_and_mailboxes() {
    let mail = |n: u32| {
        format!(
            "Message-ID: <{n}@lamp.example>\nList-Id: <lamp.example>\nSubject: Lamp {n}\nDate: Mon, 0{n} Feb 2031 07:30:00 +0100\n\nFog {n}\nhttps://fog.example/{n}\n\n"
        )
    };
    let folder = TempDir::new().unwrap();
    let maildir = folder.path().join("Lamps");
    for part in ["cur", "new", "tmp"] {
        fs::create_dir_all(maildir.join(part)).unwrap();
    }
    fs::write(maildir.join("cur/1.a.host:2,S"), mail(1)).unwrap();
    let mbox = folder.path().join("lamps.mbox");
    let boxed = |n| format!("From a@lamp.example Mon Feb  3 07:30:00 2031\n{}", mail(n));
    fs::write(&mbox, boxed(1)).unwrap();
    let deliver = |path: &Path| {
        if path.is_dir() {
            fs::write(path.join("new/2.a.host"), mail(2)).unwrap();
        } else {
            fs::write(path, boxed(1) + &boxed(2)).unwrap();
        }
    };
    for path in [maildir, mbox] {
        let mut reader = Reader::empty("live", 120, 30);
        let mut take = |batch| drop(reader.send(Message::Batch(batch)));
        let mut loaded = load::stream(
            std::slice::from_ref(&path),
            &load::Options::default(),
            &mut take,
        )
        .unwrap();
        reader.send(Message::Loaded(Ok(())));
        assert_eq!(reader.app.archive.order().len(), 1);
        deliver(&path);
        let mut changes = Vec::new();
        loaded.refresh(&mut |change| changes.push(change)).unwrap();
        let change = changes.pop().unwrap();
        assert_eq!(
            change.issues.len(),
            1,
            "the mail that was there is not read again"
        );
        reader.send(Message::Batch(Batch::Changed(change)));
        let titles: Vec<_> = reader
            .app
            .archive
            .issues()
            .map(|(_, issue)| issue.title.clone())
            .collect();
        assert_eq!(titles, ["Lamp 2", "Lamp 1"]);
        assert_eq!(reader.title(), "Lamp 1", "what is read stays");
    }
}

#[test]
fn warnings_of_an_issue_are_those_of_its_last_reading() {
    let mut live = Live::new();
    live.edit(MIDDLE, |text| {
        text.replace("date: 2031-02-03", "date: someday")
    });
    live.refresh();
    assert!(!live.reader.app.archive.warnings.is_empty());
    live.edit(MIDDLE, |text| {
        text.replace("date: someday", "date: 2031-02-03")
    });
    live.refresh();
    assert_eq!(live.reader.app.archive.warnings, []);
}

#[test]
fn a_folder_that_is_away_loses_nothing() {
    let mut live = Live::new();
    let (folder, away) = (
        live.folder.path().to_owned(),
        live.folder.path().with_extension("away"),
    );
    fs::rename(&folder, &away).unwrap();
    let error = live.loaded.refresh(&mut drop).unwrap_err().to_string();
    live.reader.app.update(Message::Lost(error));
    assert!(
        live.reader
            .app
            .screen
            .status
            .text
            .starts_with("showing what was read: ")
    );
    assert_eq!(live.reader.shown().len(), 10);
    fs::rename(&away, &folder).unwrap();
    assert_eq!(live.refresh(), [""; 0]);
}

/// Something that happens to a file for a moment.
type Moment = (&'static str, fn(&Path));

fn moments() -> [Moment; 4] {
    [
        ("empty", |file| fs::write(file, "").unwrap()),
        ("half-written", |file| {
            let text = fs::read(file).unwrap();
            fs::write(file, &text[..text.len() / 4]).unwrap();
        }),
        ("moved away", |file| {
            fs::rename(file, file.with_extension("away")).unwrap();
        }),
        ("another branch", |file| {
            fs::write(
                file,
                "# Lantern 7\n\n## [Elsewhere](https://else.example/)\n\nx\n",
            )
            .unwrap();
        }),
    ]
}

#[test]
fn a_file_that_is_away_for_a_moment_moves_nothing() {
    for (what, moment) in moments() {
        let mut live = Live::new();
        live.reader.press("} j");
        assert_eq!(live.reader.title(), "Lamp oil, measured");
        let count = live.reader.app.archive.article_count();
        let file = live.path(MIDDLE);
        let text = fs::read(&file).unwrap();
        moment(&file);
        live.refresh();
        replace(&file, std::str::from_utf8(&text).unwrap());
        live.refresh();
        assert_eq!(live.reader.title(), "Lamp oil, measured", "{what}");
        assert_eq!(live.reader.app.archive.article_count(), count, "{what}");
        let status = &live.reader.app.screen.status.text;
        assert!(!status.contains("new"), "{what}: {status}");
    }
}

#[test]
fn a_reader_who_moved_meanwhile_is_left_alone() {
    let mut live = Live::new();
    live.reader.press("} j");
    let file = live.path(MIDDLE);
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, "").unwrap();
    live.refresh();
    live.reader.press("j");
    let title = live.reader.title();
    replace(&file, &text);
    live.refresh();
    assert_eq!(live.reader.title(), title);
}

#[test]
fn what_changes_all_at_once_comes_in_parts_and_is_told_as_one() {
    const ISSUES: usize = 600;
    let mut live = Live::new();
    let folder = live.folder.path().to_owned();
    let write = |name: &str, n: usize, word: &str| {
        let text = format!("# Lamp {n}\n\n## Fog {n}\n\nIt is {word}.\n");
        fs::write(folder.join(name), text).unwrap();
    };
    for n in 0..ISSUES {
        write(&format!("lamp-{n}.md"), n, "grey");
    }
    live.refresh();
    for n in 1..ISSUES {
        write(&format!("lamp-{n}.md"), n, "white as milk");
    }
    fs::rename(live.path("lamp-0.md"), live.path("lamp-600.md")).unwrap();
    let title = live.reader.title();
    let mut parts = Vec::new();
    let reader = &mut live.reader;
    let mut take = |change: ArchiveChange| {
        parts.push(change.issues.len());
        reader.send(Message::Batch(Batch::Changed(change)));
    };
    live.loaded.refresh(&mut take).unwrap();
    assert_eq!(parts, [256, 256, 88]);
    assert_eq!(live.reader.title(), title);
    assert_eq!(live.reader.app.screen.status.text, "600 issues changed");
}
