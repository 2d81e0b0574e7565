//! A program in a pseudo-terminal that writes down when each byte came. Nothing is parsed meanwhile: a terminal that draws
//! slowly would hold the program up. What was on the screen, and when, is found out afterwards.

use std::{
    io::{Read, Write},
    num::NonZeroU16,
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// The size of the terminal.
pub const COLUMNS: u16 = 200;
pub const ROWS: u16 = 50;

/// Longer than anything takes.
const PATIENCE: Duration = Duration::from_mins(2);

/// How often bytes are looked for that have come. Their time is taken when they come.
const LOOK: Duration = Duration::from_millis(1);

/// The program in its terminal; it is killed when this is dropped.
pub struct Pty {
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    pub started: Instant,
    log: Arc<Mutex<Log>>,
    _master: Box<dyn MasterPty + Send>,
}

/// What the program wrote, and how much of it was there when.
#[derive(Default)]
struct Log {
    bytes: Vec<u8>,
    times: Vec<(Instant, usize)>,
}

impl Pty {
    pub fn start(command: CommandBuilder) -> Self {
        let size = PtySize {
            rows: ROWS,
            cols: COLUMNS,
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let log = Arc::new(Mutex::new(Log::default()));
        let reader = pair.master.try_clone_reader().expect("its output");
        let writing = Arc::clone(&log);
        thread::spawn(move || read(reader, &writing));
        let started = Instant::now();
        let child = pair.slave.spawn_command(command).expect("the program");
        Self {
            keyboard: pair.master.take_writer().expect("its keyboard"),
            child,
            started,
            log,
            _master: pair.master,
        }
    }

    pub fn pid(&self) -> u32 {
        self.child.process_id().expect("a process")
    }

    /// How many bytes have come.
    pub fn written(&self) -> usize {
        self.log.lock().expect("a log").bytes.len()
    }

    pub fn press(&mut self, keys: &str) -> Instant {
        let now = Instant::now();
        self.keyboard.write_all(keys.as_bytes()).expect("a key");
        self.keyboard.flush().expect("a key");
        now
    }

    /// Waits until `mark` has come after the first `from` bytes; when it came.
    pub fn wait_for(&self, mark: &[u8], from: usize) -> Instant {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if let Some(when) = self.log.lock().expect("a log").when(mark, from) {
                return when;
            }
            thread::sleep(LOOK);
        }
        panic!("waited in vain for {:?}", String::from_utf8_lossy(mark));
    }

    /// Waits until nothing was written for so long.
    pub fn wait_for_quiet(&self, quiet: Duration) {
        let (begun, mut since, mut seen) = (Instant::now(), Instant::now(), self.written());
        while since.elapsed() < quiet {
            assert!(begun.elapsed() < PATIENCE, "the program is never quiet");
            thread::sleep(LOOK);
            let written = self.written();
            if written != seen {
                (since, seen) = (Instant::now(), written);
            }
        }
    }

    /// The text on the screen.
    pub fn screen(&self) -> String {
        let mut parser = screen();
        parser.process(&self.log.lock().expect("a log").bytes);
        parser.screen().contents()
    }

    /// When the screen became what it is now, if anything came after the first `from` bytes.
    pub fn settled(&self, from: usize) -> Option<Instant> {
        let log = self.log.lock().expect("a log");
        let mut parser = screen();
        parser.process(&log.bytes[..from]);
        let (mut at, mut settled, mut last) = (from, None, parser.screen().contents());
        for (when, there) in log.times.iter().filter(|(_, there)| *there > from) {
            parser.process(&log.bytes[at..*there]);
            at = *there;
            let screen = parser.screen().contents();
            if settled.is_none() || screen != last {
                (settled, last) = (Some(*when), screen);
            }
        }
        settled
    }
}

fn screen() -> vt100::Parser {
    let at_least_one = |n| NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN);
    vt100::Parser::new(at_least_one(ROWS), at_least_one(COLUMNS), 0)
}

impl Log {
    fn when(&self, mark: &[u8], from: usize) -> Option<Instant> {
        let at = memchr::memmem::find(self.bytes.get(from..)?, mark)?;
        self.time_of(from + at + mark.len())
    }

    /// When so many bytes were there.
    fn time_of(&self, bytes: usize) -> Option<Instant> {
        let at = self.times.partition_point(|(_, there)| *there < bytes);
        self.times.get(at).map(|(when, _)| *when)
    }
}

fn read(mut terminal: Box<dyn Read + Send>, log: &Mutex<Log>) {
    let mut buffer = vec![0; 1 << 16];
    while let Ok(n @ 1..) = terminal.read(&mut buffer) {
        let now = Instant::now();
        let mut log = log.lock().expect("a log");
        log.bytes.extend_from_slice(&buffer[..n]);
        let there = log.bytes.len();
        log.times.push((now, there));
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // It may have ended long ago.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
