//! A program that is watched while it runs: what it prints, and what it takes of the machine.

use std::{
    fs::{self, File},
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

/// How often a program is looked at.
const OFTEN: Duration = Duration::from_millis(2);

/// What a process took up to now. Nothing is known of it but on Linux.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// Of the processor, all threads together, to a hundredth of a second.
    pub time: Duration,
    /// The most that it had in memory at once, in bytes.
    pub memory: u64,
}

impl Cost {
    pub fn of(pid: u32) -> Self {
        Self {
            time: time(pid).unwrap_or_default(),
            memory: memory(pid).unwrap_or_default(),
        }
    }

    fn or_more(self, other: Self) -> Self {
        Self {
            time: self.time.max(other.time),
            memory: self.memory.max(other.memory),
        }
    }
}

/// `utime` and `stime`, in ticks of 10 ms (proc(5)).
fn time(pid: u32) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, after_name) = stat.rsplit_once(')')?;
    let ticks = after_name.split_whitespace().skip(11).take(2);
    let ticks: u64 = ticks.filter_map(|n| n.parse::<u64>().ok()).sum();
    Some(Duration::from_millis(10 * ticks))
}

/// `VmHWM`, in units of 1024 bytes (proc(5)). It is gone once the process has ended, though it is there to be waited for.
fn memory(pid: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let units: u64 = peak.split_whitespace().next()?.parse().ok()?;
    Some(1024 * units)
}

/// How a program ended.
pub struct Ended {
    pub code: Option<i32>,
    /// What it wrote, errors among it.
    pub text: String,
    pub cost: Cost,
}

/// Runs a program to its end. What it prints goes through a file in a folder, so that nobody has to read it meanwhile.
pub fn run(mut command: Command, folder: &Path) -> Ended {
    let path = folder.join("printed");
    let file = File::create(&path).unwrap();
    command.stdin(Stdio::null());
    command.stderr(file.try_clone().unwrap()).stdout(file);
    let mut child = command.spawn().unwrap();
    let mut cost = Cost::default();
    let status = loop {
        cost = cost.or_more(Cost::of(child.id()));
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        thread::sleep(OFTEN);
    };
    Ended {
        code: status.code(),
        text: String::from_utf8(fs::read(&path).unwrap()).unwrap(),
        cost,
    }
}
