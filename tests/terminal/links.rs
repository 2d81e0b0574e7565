//! URLs as they arrive, and what else leaves the program.

use std::fs;

use super::{
    home::{Home, fixture},
    pty::Pty,
};

/// Legal, and a trap for whoever hands them to a shell, splits them, decodes them or tidies them up.
const NASTY: [&str; 40] = [
    "https://fog.example/?a=1&b=2&c=3",
    "https://fog.example/?q=a;rm%20-rf;b",
    "https://fog.example/$(touch%20x)",
    "https://fog.example/`id`",
    "https://fog.example/'quoted'",
    "https://fog.example/\"double\"",
    "https://fog.example/a b c",
    "https://fog.example/%20%25%2F%00",
    "https://fog.example/%s",
    "https://fog.example/%d%n%x",
    "https://fog.example/{url}",
    "https://fog.example/$HOME/~user",
    "https://fog.example/!history!!",
    "https://fog.example/*?x=[a-z]",
    "https://fog.example/a|b|c",
    "https://fog.example/a^b",
    "https://fog.example/a\\\\b",
    "https://fog.example/(paren)(s)",
    "https://fog.example/a_(b)_c",
    "https://fog.example/#frag#ment",
    "https://fog.example/?u=https://other.example/?v=1&w=2",
    "https://fog.example//double//slash/../..",
    "https://fog.example/.",
    "https://fog.example/trailing.",
    "https://fog.example/comma,semi;colon:",
    "https://fog.example/안개/속에서?q=등대",
    "https://fog.example/雾?q=灯塔",
    "https://fog.example/é/ü/ß",
    "https://fog.example/e%CC%81",
    "https://fog.example/👨\u{200d}👩\u{200d}👧",
    "https://안개.example/등대",
    "https://xn--mnchen-3ya.example/",
    "https://user:pass@fog.example:8443/",
    "https://[2001:db8::1]:8080/x",
    "http://192.0.2.7/",
    "HTTPS://FOG.EXAMPLE/CaSe",
    "https://fog.example/?=&==&&",
    "https://fog.example/-rf",
    "https://fog.example/a+b%2Bc",
    "https://fog.example/~/.ssh/@x,y=z'\"$&;",
];

#[test]
fn nasty_urls_arrive_byte_for_byte() {
    let home = Home::new();
    let links = NASTY.iter().map(|url| format!("- [link](<{url}>)\n"));
    let issue = format!(
        "# Fog 1\n\n## Nasty links\n\nText.\n\n{}",
        links.collect::<String>()
    );
    fs::write(home.path().join("fog-1.md"), issue).unwrap();
    let mut reader = Pty::start(home.backissue(["fog-1.md"]), (120, 30));
    reader.wait_for("Nasty links");
    for (number, url) in (1..).zip(NASTY) {
        reader.press(&format!("#{number}\r"));
        // In a destination, a backslash is written twice; a space is handed on as a URL has it.
        let url = url.replace("\\\\", "\\").replace(' ', "%20");
        assert_eq!(home.opened(), url);
    }
}

#[test]
fn what_is_never_opened_is_listed_and_says_why_when_it_is_asked_for() {
    let home = Home::new();
    let issue = "# Fog 1\n\n## Traps\n\nDo not trust [script](javascript:alert(1)) [page](https://fog.example/)\n\
        [secret](file:///etc/passwd) <a href=\"DATA:text/html,x\">data</a> [files](ftp://files.example/a)\n\
        [there](#end) ![dot](data:image/png;base64,AA==) [again](javascript:alert(1)) end.\n";
    fs::write(home.path().join("fog-1.md"), issue).unwrap();
    let mut reader = Pty::start(home.backissue(["fog-1.md"]), (120, 30));
    for line in [
        "[1] fog.example page",
        "[2] javascript: not opened script",
        "[3] file: not opened secret",
        "[4] data: not opened data",
        "[5] ftp://files.example not opened files",
    ] {
        reader.wait_for(line);
    }
    assert!(!reader.screen().contains("[6]"), "{}", reader.screen());
    for (keys, why) in [
        (
            "2",
            "link 2: javascript: is not opened, only http, https and mailto",
        ),
        ("#5\r", "link 5: ftp: is not opened"),
        ("6", "there is no link 6"),
    ] {
        reader.press(keys);
        reader.wait_for(why);
    }
    // Whatever had been opened before would be told first.
    reader.press("1");
    assert_eq!(home.opened(), "https://fog.example/");
}

/// The sequences a reader may write: CSI, and OSC 8 with a clean URL.
fn without_known_sequences(bytes: &[u8]) -> String {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let mut left = String::new();
    let mut rest = text.as_str();
    while let Some((head, tail)) = rest.split_once('\u{1b}') {
        left.push_str(head);
        rest = if let Some(csi) = tail.strip_prefix('[') {
            let end = csi.find(|c| matches!(c, '@'..='~')).unwrap();
            &csi[end + 1..]
        } else if let Some(link) = tail.strip_prefix("]8;") {
            let (link, after) = link.split_once("\u{1b}\\").unwrap();
            assert!(link.bytes().all(|b| matches!(b, 32..=126)), "{link:?}");
            after
        } else {
            panic!(
                "an escape sequence of the archive: {:?}",
                tail.chars().take(20).collect::<String>()
            );
        };
    }
    left + rest
}

#[test]
fn no_control_character_of_the_archive_leaves_the_program() {
    let home = Home::new();
    let evil = "# Fog\u{1b}]0;title\u{7} 1\n\n## A \u{9b}31m[horn](https://fog.example/\u{1b}[31m)\u{202e}\n\n\
        &#27;]52;c;ZXZpbA==&#7; \u{1b}[2J `code\u{1b}[1m` &#155;H\n\n```\n\u{1b}c\u{8}\u{7f}\n```\n\n- <b>\u{1b}Pq</b> end.\n";
    fs::write(home.path().join("fog-1.md"), evil).unwrap();
    let mut reader = Pty::start(home.backissue(["fog-1.md"]), (100, 30));
    reader.wait_for("end.");
    reader.press("f");
    reader.wait_for("horn");
    reader.press("\u{3}");
    reader.wait_for_exit();
    let left = without_known_sequences(&reader.bytes());
    let odd = |c: &char| {
        (c.is_control() && !"\r\n\t".contains(*c)) || matches!(c, '\u{202a}'..='\u{202e}')
    };
    assert_eq!(left.chars().filter(odd).collect::<String>(), "");
}

#[test]
fn links_are_known_to_the_terminal_where_it_knows_links() {
    for (terminal, signs, known) in [
        ("xterm-256color", "narrow", true),
        ("xterm-256color", "wide", true),
        ("linux", "narrow", false),
    ] {
        let home = Home::new();
        let mut command = home.backissue([fixture("archive")]);
        command.env("TERM", terminal);
        command.env("BACKISSUE_AMBIGUOUS_WIDTH", signs);
        let mut reader = Pty::start(command, (120, 30));
        reader.wait_for("레퍼런스");
        reader.press("Q");
        reader.wait_for_exit();
        let bytes = String::from_utf8(reader.bytes()).unwrap();
        let link = "https://fog.example/locks?from=newsletter&issue=33#main\u{1b}\\";
        assert_eq!(bytes.contains(link), known, "{terminal}, {signs}");
    }
}

/// A home where links are opened as the configuration says.
fn configured(opener: &str) -> Home {
    let home = Home::new();
    let folder = home.path().join("config/backissue");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.toml"), format!("opener = {opener}\n")).unwrap();
    home
}

const REFERENCE: &str = "https://fog.example/locks?from=newsletter&issue=33#main";

#[test]
fn the_configured_opener_comes_before_the_environment() {
    let browser = fixture("browser").display().to_string();
    for opener in [
        format!("\"{browser} %s\""),
        format!("[\"{browser}\", \"{{url}}\"]"),
        format!("[\"{browser}\"]"),
    ] {
        let home = configured(&opener);
        let mut command = home.backissue([fixture("archive")]);
        command.env("BROWSER", "/nowhere/fox");
        let mut reader = Pty::start(command, (120, 30));
        reader.wait_for("레퍼런스");
        reader.press("o");
        assert_eq!(home.opened(), REFERENCE);
    }
}

#[test]
fn an_opener_that_fails_at_once_is_told_with_the_url() {
    let home = configured("[\"sh\", \"-c\", \"exit 3\"]");
    let mut reader = Pty::start(home.backissue([fixture("archive")]), (120, 30));
    reader.wait_for("레퍼런스");
    reader.press("o");
    reader.wait_for("sh failed: exit status: 3");
    reader.wait_for(REFERENCE);
}

/// It fails when the test lets it: after it was told to be open.
#[test]
fn an_opener_that_fails_later_is_told_on_the_status_line() {
    let home = configured("[\"sh\", \"-c\", \"read go < $HOME/go; exit 4\"]");
    let go = home.pipe("go");
    let mut reader = Pty::start(home.backissue([fixture("archive")]), (120, 30));
    reader.wait_for("레퍼런스");
    reader.press("o");
    reader.wait_for("opened fog.example");
    fs::write(go, "now\n").unwrap();
    reader.wait_for("sh failed: exit status: 4; fog.example did not open");
    reader.press("?");
    reader.wait_for("PgDn");
}
