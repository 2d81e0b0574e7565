//! The real program in a real pseudo-terminal.

mod background;
mod handing;
pub mod home;
mod library;
mod lifecycle;
mod links;
mod mail;
mod memos;
mod monkey;
mod one_list;
mod pictures;
pub mod pty;
mod reading;
mod reload;
mod remember;
mod searching;
mod svg;

use home::Home;
use pty::Pty;

const SHELL: &str = r#"
    stty size; read word; stty -echo; trap 'stty size' WINCH; echo "한글 <$word>"
    while :; do read url && $BROWSER "$url"; done
"#;

/// The harness itself: keys arrive, text is seen, sizes are told, signals end, settings are compared.
#[test]
fn a_shell_is_seen_as_a_person_sees_it() {
    let home = Home::new();
    let mut shell = home.command("sh");
    shell.args(["-c", SHELL]);
    let mut terminal = Pty::start(shell, (40, 5));
    terminal.wait_for("5 40");
    terminal.press("go\r");
    terminal.wait_for("한글 <go>");
    terminal.resize(50, 6);
    terminal.wait_for("6 50");
    terminal.press("https://fog.example/?a=b&c='d'\r");
    assert_eq!(home.opened(), "https://fog.example/?a=b&c='d'");
    assert_eq!(terminal.not_restored(), ["line settings"], "no echo");
    terminal.signal("TERM");
    assert_eq!(terminal.wait_for_exit().signal(), Some("Terminated"));
}
