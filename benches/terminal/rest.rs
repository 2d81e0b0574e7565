//! What the reader takes while nothing is done: memory and time.

use std::{fs, path::Path, thread, time::Duration};

use super::{FRAME_END, home::Home, pty::Pty, table};

/// How long nothing is done.
const IDLE: Duration = Duration::from_secs(5);

const MB: f64 = 1e6;

pub fn measure(home: &Home, folder: &Path, markdown: u64) {
    let pty = Pty::start(home.backissue([folder]));
    pty.wait_for(FRAME_END, 0);
    super::wait_until_loaded(&pty);
    memory(&pty, markdown);
    idle(&pty);
}

#[allow(clippy::cast_precision_loss, reason = "nobody reads so many digits")]
fn memory(pty: &Pty, markdown: u64) {
    let (now, peak) = (resident(pty, "VmRSS:"), resident(pty, "VmHWM:"));
    let limit = 1.6 * markdown as f64 / MB + 30.0;
    for (what, bytes) in [
        ("memory once all is loaded", now),
        ("the most until then", peak),
    ] {
        table::row(
            &format!("{what}, beside the Markdown"),
            &format!("{:.1} MB", bytes as f64 / MB),
            &format!("{:.1} MB", markdown as f64 / MB),
            &format!("{:.2}", bytes as f64 / markdown as f64),
            &format!("{limit:.1} MB"),
        );
    }
}

fn idle(pty: &Pty) {
    pty.wait_for_quiet(Duration::from_secs(2));
    let (written, ticks) = (pty.written(), ticks(pty));
    thread::sleep(IDLE);
    let (written, ticks) = (pty.written() - written, self::ticks(pty) - ticks);
    table::plain(
        "idle for 5 s: ticks of CPU, bytes written",
        &format!("{ticks}, {written}"),
        "0, 0",
    );
}

/// Bytes, by the name of a line in `/proc/PID/status`.
pub fn resident(pty: &Pty, name: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", pty.pid())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() * 1024
}

/// The time that the process took, in ticks of a hundredth of a second (`proc(5)`, utime and stime).
fn ticks(pty: &Pty) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{}/stat", pty.pid())).unwrap_or_default();
    // The name in brackets may hold anything.
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields = after_name.split_whitespace().skip(11).take(2);
    fields.filter_map(|field| field.parse::<u64>().ok()).sum()
}
