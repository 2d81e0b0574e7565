//! A program in a pseudo-terminal, seen as a person sees it: press keys, wait for text, look at the screen.

use std::{
    io::{Read, Write},
    num::NonZeroU16,
    process::{Command, Stdio},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        mpsc::{Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

use portable_pty::{
    ChildKiller, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system,
};

use super::svg;

/// Far longer than anything takes on a busy machine: it only decides how soon a failure is noticed.
const PATIENCE: Duration = Duration::from_secs(30);

/// Long enough for a program to do something.
const MOMENT: Duration = Duration::from_millis(100);

/// A terminal with a program in it, which is killed when the terminal is dropped.
pub struct Pty {
    master: Box<dyn MasterPty + Send>,
    /// Typed on a thread of its own: a terminal whose program dies while it is full may never take the rest.
    keyboard: Sender<Vec<u8>>,
    killer: Box<dyn ChildKiller + Send + Sync>,
    pid: u32,
    output: Arc<Output>,
    settings_at_start: String,
}

/// What two threads find out about the program, and the bell that tells of news.
struct Output {
    seen: Mutex<Seen>,
    news: Condvar,
}

struct Seen {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    closed: bool,
    exit: Option<ExitStatus>,
}

impl Pty {
    /// Starts `program` in a terminal of so many columns and rows.
    pub fn start(program: CommandBuilder, (columns, rows): (u16, u16)) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let settings_at_start = settings(&*pair.master);
        let mut child = pair.slave.spawn_command(program).unwrap();
        let output = Arc::new(Output {
            seen: Mutex::new(Seen {
                parser: vt100::Parser::new(at_least_one(rows), at_least_one(columns), 0),
                bytes: Vec::new(),
                closed: false,
                exit: None,
            }),
            news: Condvar::new(),
        });
        let pty = Self {
            keyboard: keyboard(pair.master.take_writer().unwrap()),
            killer: child.clone_killer(),
            pid: child.process_id().unwrap(),
            output: Arc::clone(&output),
            settings_at_start,
            master: pair.master,
        };
        let reader = pty.master.try_clone_reader().unwrap();
        let reading = Arc::clone(&output);
        thread::spawn(move || reading.read(reader));
        thread::spawn(move || {
            let exit = child.wait().unwrap();
            output.tell(|seen| seen.exit = Some(exit));
        });
        pty
    }

    /// The process id of the program.
    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// Sends bytes as the keyboard would.
    pub fn press(&mut self, keys: &str) {
        self.keyboard.send(keys.into()).unwrap();
    }

    /// Waits until the screen shows `text`, within one row.
    pub fn wait_for(&self, text: &str) {
        self.wait(&format!("the text {text:?}"), |seen| {
            seen.screen().contains(text).then_some(())
        });
    }

    /// Waits until the screen shows `text` no longer.
    pub fn wait_until_gone(&self, text: &str) {
        self.wait(&format!("{text:?} to go away"), |seen| {
            (!seen.screen().contains(text)).then_some(())
        });
    }

    /// Presses keys and waits until they changed what `look` sees of the screen. The screen as a whole would not do: it may change
    /// for another reason while the keys are still on their way.
    pub fn press_and_wait<T: PartialEq>(&mut self, keys: &str, look: impl Fn(&str) -> T) {
        let before = look(&self.screen());
        self.press(keys);
        self.wait("what is looked at to change", |seen| {
            (look(&seen.screen()) != before).then_some(())
        });
    }

    /// Waits for the program to end, and for all it wrote.
    pub fn wait_for_exit(&self) -> ExitStatus {
        self.wait("the program to end", |seen| {
            seen.exit.clone().filter(|_| seen.closed)
        })
    }

    /// Changes the size of the window and waits until the program draws again.
    pub fn resize(&self, columns: u16, rows: u16) {
        let drawn = self.set_size(columns, rows);
        self.wait(&format!("a redraw at {columns}x{rows}"), |seen| {
            (seen.bytes.len() > drawn).then_some(())
        });
    }

    /// Changes the size of the window and waits until what the program drew again is within it, or the program has ended.
    pub fn resize_or_end(&self, columns: u16, rows: u16) {
        let drawn = self.set_size(columns, rows);
        self.wait("a redraw within the window, or the end", |seen| {
            let redrawn = seen.bytes.len() > drawn && seen.is_in_bounds();
            (redrawn || seen.exit.is_some()).then_some(())
        });
    }

    /// How many bytes had been written before.
    fn set_size(&self, columns: u16, rows: u16) -> usize {
        let mut seen = self.output.lock();
        let drawn = seen.bytes.len();
        let screen = seen.parser.screen_mut();
        screen.set_size(at_least_one(rows), at_least_one(columns));
        drop(seen);
        self.master.resize(size(columns, rows)).unwrap();
        drawn
    }

    /// Sends bytes as the keyboard would, to a program that may have ended.
    pub fn type_if_there(&mut self, keys: &str) {
        let _ = self.keyboard.send(keys.into());
    }

    /// Sends bytes again and again, as whoever wants to be rid of a program.
    pub fn press_until_over(&mut self, keys: &str) {
        while !self.is_over() {
            self.type_if_there(keys);
            let seen = self.output.lock();
            let _ = self.output.news.wait_timeout(seen, MOMENT).unwrap();
        }
    }

    /// Whether the program has ended.
    pub fn is_over(&self) -> bool {
        self.output.lock().exit.is_some()
    }

    /// Sends a signal by its name, such as `TERM`, to the program.
    pub fn signal(&self, name: &str) {
        let kill = Command::new("kill")
            .args([&format!("-{name}"), &self.pid.to_string()])
            .status();
        assert!(kill.unwrap().success());
    }

    /// Sends a signal to a program that may have ended.
    pub fn signal_if_there(&self, name: &str) {
        if !self.is_over() {
            let kill = Command::new("kill")
                .args([&format!("-{name}"), &self.pid.to_string()])
                .stderr(Stdio::null())
                .status();
            kill.unwrap();
        }
    }

    /// Claims a size of the window, whatever the program draws then.
    pub fn claim_size(&self, columns: u16, rows: u16) {
        self.master.resize(size(columns, rows)).unwrap();
    }

    /// The text on the screen, row by row, without trailing spaces.
    pub fn screen(&self) -> String {
        self.output.lock().screen()
    }

    /// The screen as an SVG picture.
    pub fn picture(&self, title: &str) -> String {
        svg::picture(self.output.lock().parser.screen(), title)
    }

    /// Everything the program wrote.
    pub fn bytes(&self) -> Vec<u8> {
        self.output.lock().bytes.clone()
    }

    /// What differs from before the program started. Empty when the terminal was given back as it was found.
    pub fn not_restored(&self) -> Vec<&'static str> {
        let seen = self.output.lock();
        let screen = seen.parser.screen();
        let no_mouse = vt100::MouseProtocolMode::None;
        let signs = [
            (
                settings(&*self.master) != self.settings_at_start,
                "line settings",
            ),
            (screen.alternate_screen(), "alternate screen"),
            (screen.hide_cursor(), "hidden cursor"),
            (screen.bracketed_paste(), "bracketed paste"),
            (screen.mouse_protocol_mode() != no_mouse, "mouse"),
            (screen.application_cursor(), "application cursor keys"),
            (screen.application_keypad(), "application keypad"),
        ];
        signs
            .iter()
            .filter(|(differs, _)| *differs)
            .map(|(_, sign)| *sign)
            .collect()
    }

    fn wait<T>(&self, what: &str, ready: impl Fn(&Seen) -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = self.output.lock();
        loop {
            if let Some(answer) = ready(&seen).filter(|_| !seen.half_drawn()) {
                return answer;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            let over = left.is_zero() || (seen.closed && seen.exit.is_some());
            assert!(!over, "waited in vain for {what}\n{}", seen.picture());
            let (woken, _) = self.output.news.wait_timeout(seen, left).unwrap();
            seen = woken;
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // It may have ended long ago.
        let _ = self.killer.kill();
    }
}

impl Output {
    /// A test that failed while looking must not hide why.
    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, change: impl FnOnce(&mut Seen)) {
        change(&mut self.lock());
        self.news.notify_all();
    }

    /// Until the program and all its children closed the terminal, which Linux reports as an error.
    fn read(&self, mut terminal: impl Read) {
        let mut buffer = [0; 4096];
        while let Ok(n @ 1..) = terminal.read(&mut buffer) {
            self.tell(|seen| seen.take(&buffer[..n]));
        }
        self.tell(|seen| seen.closed = true);
    }
}

impl Seen {
    fn take(&mut self, bytes: &[u8]) {
        self.parser.process(bytes);
        self.bytes.extend(bytes);
    }

    fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// Whether the program kept within the screen: no row went on into the next.
    fn is_in_bounds(&self) -> bool {
        let screen = self.parser.screen();
        (0..screen.size().0.get()).all(|row| !screen.row_wrapped(row))
    }

    /// Whether a frame has begun and not ended (synchronized output, DEC private mode 2026).
    fn half_drawn(&self) -> bool {
        let last = |mark: &[u8]| {
            self.bytes
                .windows(mark.len())
                .rposition(|bytes| bytes == mark)
        };
        last(b"\x1b[?2026h") > last(b"\x1b[?2026l")
    }

    /// The screen in a frame, and how the program ended, for the message of a failed test.
    fn picture(&self) -> String {
        let screen = self.screen();
        let rows = screen.lines().map(|row| format!("| {row}\n"));
        format!("{}exit: {:?}", rows.collect::<String>(), self.exit)
    }
}

fn keyboard(mut terminal: Box<dyn Write + Send>) -> Sender<Vec<u8>> {
    let (keyboard, typed) = channel::<Vec<u8>>();
    thread::spawn(move || {
        typed
            .iter()
            .try_for_each(|keys| terminal.write_all(&keys).and_then(|()| terminal.flush()))
    });
    keyboard
}

/// The line settings of the terminal, such as echo: what `stty -g` prints.
fn settings(terminal: &dyn MasterPty) -> String {
    format!("{:?}", terminal.get_termios().unwrap())
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        ..PtySize::default()
    }
}

fn at_least_one(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN)
}
