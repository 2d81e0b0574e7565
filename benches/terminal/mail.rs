//! A mailbox of newsletters: when its first issues are on the screen, when all are there, and what memory that takes. Beside it
//! stands mail-parser, which reads the same mails and does nothing with them.

use std::{
    fs,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use mail_parser::MessageParser;
use rayon::prelude::*;

use super::{
    corpus::mail::{NEWSLETTER, mails},
    home::Home,
    pty::Pty,
    rest,
    table::{self, Times},
};

/// How often each is timed.
const ROUNDS: usize = 5;

/// Megabytes of mail that are to be listed in a second.
const SPEED: f64 = 60.0;

const MB: f64 = 1e6;

/// Measures a mailbox of so many megabytes.
#[allow(clippy::cast_precision_loss, reason = "nobody reads so many digits")]
pub fn measure(home: &Home, scratch: &Path, megabytes: usize) {
    let mails = some_mails(megabytes * 1_000_000);
    let file = scratch.join("letters.mbox");
    fs::write(&file, mails.concat()).expect("a mailbox");
    let bytes = mails.iter().map(String::len).sum::<usize>() as f64;
    println!("{} mails, {:.1} MB", mails.len(), bytes / MB);
    let markdown = markdown(&file);
    let mut times = [const { Vec::new() }; 3];
    let mut memory = 0;
    for _ in 0..ROUNDS {
        let (first, all, most) = read(home, &file);
        for (times, time) in times.iter_mut().zip([first, all, parse(&mails)]) {
            times.push(time);
        }
        memory = memory.max(most);
    }
    let [first, all, parsed] = times.map(|times| Times::new(times).median());
    table::row(
        "first mails on the screen",
        &format!("{first:.1?}"),
        "",
        "",
        "200 ms",
    );
    let ratio = all.as_secs_f64() / parsed.as_secs_f64();
    table::row(
        "all mails listed, beside mail-parser",
        &format!("{all:.1?}"),
        &format!("{parsed:.1?}"),
        &format!("{ratio:.2}"),
        "",
    );
    let speed = bytes / MB / all.as_secs_f64();
    table::plain(
        "megabytes of mail in a second",
        &format!("{speed:.0}"),
        &format!("{SPEED}"),
    );
    let limit = 1.6 * markdown / MB + 60.0;
    table::row(
        "the most memory, beside the Markdown",
        &format!("{:.1} MB", memory as f64 / MB),
        &format!("{:.1} MB", markdown / MB),
        &format!("{:.2}", memory as f64 / markdown),
        &format!("{limit:.1} MB"),
    );
}

fn some_mails(bytes: usize) -> Vec<String> {
    let mut left = bytes;
    let fits = |mail: &String| {
        let fits = left > mail.len();
        left = left.saturating_sub(mail.len());
        fits
    };
    mails().take_while(fits).collect()
}

/// The bytes of Markdown that a mailbox becomes.
#[allow(clippy::cast_precision_loss, reason = "nobody reads so many digits")]
fn markdown(file: &Path) -> f64 {
    let export = ["export", "--format", "md", "--no-state"];
    let exported = Command::new(env!("CARGO_BIN_EXE_backissue"))
        .args(export)
        .arg(file)
        .output();
    exported.expect("the program").stdout.len() as f64
}

/// When the reader shows the first mails and has all of them, and the most memory that it takes until then.
fn read(home: &Home, file: &Path) -> (Duration, Duration, u64) {
    let pty = Pty::start(home.backissue([file]));
    let first = pty.wait_for(NEWSLETTER.as_bytes(), 0);
    super::wait_until_loaded(&pty);
    let all = pty.settled(0).unwrap_or(first);
    let most = rest::resident(&pty, "VmHWM:");
    (first - pty.started, all - pty.started, most)
}

/// The reference, on as many threads as a load has.
fn parse(mails: &[String]) -> Duration {
    let start = Instant::now();
    let parsed = mails.par_iter().map(|mail| {
        let mail = mail.split_once('\n').map_or("", |(_, mail)| mail);
        let message = MessageParser::default().parse(mail.as_bytes());
        message.map_or(0, |message| message.parts.len())
    });
    let parts: usize = parsed.sum();
    assert!(parts >= mails.len());
    start.elapsed()
}
