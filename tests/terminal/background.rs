//! The terminal's background: asked for after the first frame, and the answer is no keys.

use super::{
    home::{Home, fixture},
    pty::Pty,
};

const QUESTION: &str = "\x1b]11;?\x1b\\";

fn reader(home: &Home, theme: &str) -> Pty {
    let mut command = home.backissue([fixture("archive")]);
    command.args(["--set", &format!("theme={theme}")]);
    command.env("COLORTERM", "truecolor");
    let reader = Pty::start(command, (120, 30));
    reader.wait_for("6 unread · 3 issues");
    reader
}

fn bytes(reader: &Pty) -> String {
    String::from_utf8_lossy(&reader.bytes()).into_owned()
}

#[test]
fn the_theme_follows_the_background_and_no_key_is_lost_or_made_up() {
    // The grounds of the two themes.
    for (answer, ground) in [
        ("\x1b]11;rgb:ffff/ffff/f0f0\x1b\\", "48;2;251;250;247"),
        ("\x1b]11;rgb:1c/1c/1c\x07", "48;2;22;24;29"),
    ] {
        let home = Home::new();
        let mut reader = reader(&home, "auto");
        // The frame is there, though nobody has answered.
        let before = bytes(&reader);
        let asked = before.find(QUESTION).expect("the question");
        assert!(
            before[..asked].contains("backissue"),
            "the first frame comes first"
        );
        assert!(!before.contains(ground));
        reader.press(&format!("j{answer}j"));
        reader.wait_for("3/6 in 3 issues");
        reader.press("k");
        reader.wait_for("2/6 in 3 issues");
        assert!(bytes(&reader).contains(ground));
        assert!(reader.screen().contains("6 unread"), "{}", reader.screen());
    }
}

#[test]
fn an_answer_that_was_asked_for_is_not_left_to_the_shell() {
    let home = Home::new();
    let mut shell = Pty::start(home.shell(), (100, 24));
    shell.wait_for("prompt>");
    shell.press("\"$READER\" --set theme=auto \"$ARCHIVE\"; echo o\\ver\r");
    shell.wait_for("6 unread · 3 issues");
    // The terminal is slow: it answers after the reader was told to quit.
    shell.press("Q");
    shell.press("\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\");
    shell.wait_for("over");
    shell.press("echo al\\ive\r");
    shell.wait_for("alive");
    let screen = shell.screen();
    assert!(
        !screen.contains("1c1c") && !screen.contains("11;"),
        "{screen}"
    );
}

/// What terminals answer to questions of others: OSC 4, 10, 11, 52, XTVERSION, DECRQSS, XTGETTCAP, kitty's graphics.
const ANSWERS: [&str; 8] = [
    "\x1b]4;1;rgb:cccc/0000/0000\x1b\\",
    "\x1b]10;rgb:dddd/dddd/dddd\x07",
    "\x1b]11;rgb:1010/1010/1010\x1b\\",
    "\x1b]52;c;Zm9n\x1b\\",
    "\x1bP>|XTerm(380)\x1b\\",
    "\x1bP1$r0m\x1b\\",
    "\x1bP1+r524742\x1b\\",
    "\x1b_Gi=31;OK\x1b\\",
];

#[test]
fn answers_to_questions_of_others_are_no_keys() {
    let home = Home::new();
    let mut reader = reader(&home, "dark");
    reader.press("j");
    reader.wait_for("2/6 in 3 issues");
    reader.wait_for("#SQL 1");
    let before = reader.screen();
    for answer in ANSWERS {
        let (first, rest) = answer.split_at(answer.len() / 2);
        for pieces in [vec![answer], vec![first, rest]] {
            for piece in pieces {
                reader.press(piece);
            }
            reader.press("j");
            reader.wait_for("3/6 in 3 issues");
            reader.press("k");
            reader.wait_for("2/6 in 3 issues");
            assert_eq!(reader.screen(), before, "{answer:?}");
        }
    }
}

#[test]
fn who_chose_a_theme_is_asked_nothing() {
    let home = Home::new();
    for theme in ["terminal", "dark"] {
        assert!(!bytes(&reader(&home, theme)).contains(QUESTION), "{theme}");
    }
}

#[test]
fn colours_of_24_bits_go_only_to_who_promises_to_know_them() {
    for (term, colorterm, full) in [
        ("xterm-256color", "truecolor", true),
        ("xterm-256color", "", false),
        ("screen", "", false),
        ("linux", "", false),
    ] {
        let home = Home::new();
        let mut command = home.backissue([fixture("archive")]);
        command.args(["--set", "theme=light"]);
        command.env("TERM", term);
        command.env("COLORTERM", colorterm);
        let reader = Pty::start(command, (100, 24));
        reader.wait_for("6 unread · 3 issues");
        let sent = bytes(&reader);
        assert_eq!(sent.contains("8;2;"), full, "{term} {colorterm}");
        assert!(full || sent.contains("8;5;"), "{term}: no colours at all");
    }
}
