//! From nothing to reading: an archive is added, read, and grows while it is read; another is chosen in the library.

use crate::{
    library::place::{Place, dated, has_git, issue},
    terminal::pty::Pty,
};

use portable_pty::CommandBuilder;

fn backissue(place: &Place, words: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_backissue"));
    command.env_clear();
    command.cwd(place.path());
    for (name, value) in [
        ("TERM", "xterm-256color"),
        ("LANG", "C.UTF-8"),
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
    ] {
        command.env(name, value);
    }
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.env("HOME", place.home());
    command.args(words);
    command
}

#[test]
fn from_an_address_to_reading_what_is_new() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    let fog = place.newsletter("fog", "content", 3);
    let add = Pty::start(backissue(&place, &["add", &fog.url()]), (100, 20));
    add.wait_for("3 issues, 6 articles since 2031");
    assert!(add.wait_for_exit().success());
    let mut reader = Pty::start(backissue(&place, &[]), (100, 20));
    reader.wait_for("6 unread · 3 issues");
    reader.press("j");
    reader.press("j");
    reader.wait_for("▌31-01-03 ● Fog over pier 2");
    fog.write(&format!("content/{}", dated(4)), &issue(4));
    fog.commit("another");
    reader.press("R");
    reader.wait_for("8 unread · 4 issues");
    reader.wait_for("▌31-01-03 ● Fog over pier 2");
    // What came is said by whoever saw it last: git, or the watch on the files.
    reader.wait_for(" new");
    reader.press("Q");
    assert!(reader.wait_for_exit().success());
    assert_eq!(reader.not_restored(), [""; 0]);
}

/// Puts the last update so many days back.
fn age(place: &Place, days: u64) {
    let file = std::fs::File::open(place.clone_of(".updated")).unwrap();
    let day = std::time::Duration::from_hours(25);
    let then = std::time::SystemTime::now() - day * u32::try_from(days).unwrap();
    file.set_modified(then).unwrap();
}

#[test]
fn what_is_new_comes_by_itself_once_a_day() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    let fog = place.newsletter("fog", "content", 3);
    place.prints(&["add", &fog.url()]);
    let config = format!("update = \"daily\"\n{}", place.config());
    std::fs::write(place.home().join(".config/backissue/config.toml"), config).unwrap();
    let grow = |n| {
        fog.write(&format!("content/{}", dated(n)), &issue(n));
        fog.commit("another");
    };
    let read = |shown: &str| {
        let mut reader = Pty::start(backissue(&place, &[]), (100, 20));
        reader.wait_for(shown);
        reader.press("Q");
        assert!(reader.wait_for_exit().success());
    };
    grow(4);
    read("8 unread · 4 issues");
    // Not twice on one day, but on the next.
    grow(5);
    read("8 unread · 4 issues");
    assert_eq!(place.prints(&["list", "--no-header"]).lines().count(), 8);
    age(&place, 1);
    read("10 unread · 5 issues");
}

/// So that the library has them, whatever becomes of the reader.
#[test]
fn counts_are_noted_when_an_archive_is_loaded() {
    let place = Place::new();
    let folder = place.path().join("fog");
    std::fs::create_dir_all(&folder).unwrap();
    for n in 1..=3 {
        std::fs::write(folder.join(dated(n)), issue(n)).unwrap();
    }
    let config = place.home().join(".config/backissue");
    std::fs::create_dir_all(&config).unwrap();
    let text = format!("[archives]\nfog = '{}'\n", folder.display());
    std::fs::write(config.join("config.toml"), text).unwrap();
    let reader = Pty::start(backissue(&place, &[]), (100, 20));
    reader.wait_for("6 unread · 3 issues");
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(30);
    let counted = || {
        place
            .prints(&["archives", "--json"])
            .contains("\"articles\":6")
    };
    while !counted() {
        assert!(std::time::Instant::now() < deadline, "nothing is noted");
    }
    reader.signal("KILL");
}

/// A place with the archives `fog` and `sea`.
fn of_two_archives() -> Place {
    let place = Place::new();
    for name in ["fog", "sea"] {
        let upstream = place.newsletter(name, "content", 3);
        place.prints(&["add", &upstream.url()]);
    }
    place
}

#[test]
fn archives_are_chosen_in_the_library_and_read_in_its_place() {
    if !has_git() {
        return;
    }
    let place = of_two_archives();
    let mut reader = Pty::start(backissue(&place, &[]), (100, 20));
    reader.wait_for("library");
    reader.wait_for("2031-01-04");
    reader.press("j\r");
    reader.wait_for("backissue · sea");
    reader.wait_for("6 unread · 3 issues");
    reader.press("\"");
    reader.wait_for("queued");
    reader.press("kd");
    reader.wait_for("Remove fog and its clone?");
    reader.press("\r");
    reader.wait_for("removed fog");
    assert_eq!(place.clones(), ["sea"]);
    reader.press("\x1b");
    reader.wait_for("6 unread");
    reader.press("Q");
    assert!(reader.wait_for_exit().success());
    assert_eq!(reader.not_restored(), [""; 0]);
}

#[test]
fn of_several_archives_one_can_be_chosen_among_the_newsletters() {
    if !has_git() {
        return;
    }
    let place = of_two_archives();
    let mut reader = Pty::start(backissue(&place, &["fog", "sea"]), (120, 24));
    reader.wait_for("12 unread · 6 issues");
    reader.press("t");
    reader.wait_for("[tags] newsletters");
    reader.press("\t");
    reader.wait_for("[newsletters]");
    reader.press("sea\r");
    reader.wait_for("newsletter:sea");
    reader.wait_for("6 unread · 3 issues");
    reader.press("\x1b");
    reader.wait_until_gone("[newsletters]");
    reader.press("Q");
    assert!(reader.wait_for_exit().success());
}
