//! The keyboard: a thread that waits for the terminal and turns its events into messages.
//!
//! crossterm is built with `use-dev-tty`, which asks by poll(2). Its other way, mio, is told once that there is something to read,
//! and forgets it where the size of the window changed before: the first key after that would wait for the second one.

use std::{
    fs::File,
    io::{self, IsTerminal as _, Read as _, Write as _},
    os::{
        fd::{AsFd, BorrowedFd},
        unix::net::UnixStream,
    },
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use crossterm::event::{
    self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
};

use super::{
    answers::{Answers, Heard},
    background,
    events::Event,
};
use crate::app::{
    Message,
    key::{Key, KeyCap, NamedKey},
    mouse::{Gesture, Pointer},
};

/// The wait for more of what was typed. With zero crossterm does not look at all, and below a millisecond it
/// looks again and again: while it does, what shows the frame may wait for the processor.
const MOMENT: Duration = Duration::from_micros(20);

/// The quiet time after which all typed keys count as read.
const SETTLED: Duration = Duration::from_millis(5);

/// The longest wait for an answer when the reader is quit, and how often it is looked for.
const UNDER_WAY: Duration = Duration::from_millis(150);
const STEP: Duration = Duration::from_millis(5);

/// A terminal that has not answered by then never will.
const MUTE: Duration = Duration::from_secs(2);

/// The thread that listens, as the loop holds it.
pub(super) struct Keyboard {
    wake: UnixStream,
    paused: Receiver<()>,
    resume: Sender<()>,
    /// The terminal was asked something that it has not answered.
    asked: Arc<AtomicBool>,
    since: Instant,
}

impl Keyboard {
    /// Keeps off the terminal until [`resume`](Self::resume): another program has it.
    pub fn pause(&mut self) {
        if self.wake.write_all(&[0]).is_ok() {
            let _ = self.paused.recv();
        }
    }

    /// Waits a moment for an answer that is under way, which the shell would take for typed.
    pub fn hear_out(&self) {
        let end = (Instant::now() + UNDER_WAY).min(self.since + MUTE);
        while self.asked.load(Ordering::Relaxed) && Instant::now() < end {
            thread::sleep(STEP);
        }
    }

    /// Listens again.
    pub fn resume(&mut self) {
        let _ = self.resume.send(());
    }
}

/// Starts to listen: for keys, and for what the terminal's background is if that was asked.
pub(super) fn listen(events: Sender<Event>, asked: bool) -> io::Result<Keyboard> {
    let (wake, woken) = UnixStream::pair()?;
    let ((paused, is_paused), (resume, resumed)) = (mpsc::channel(), mpsc::channel());
    let asked = Arc::new(AtomicBool::new(asked));
    let keyboard = Keyboard {
        wake,
        paused: is_paused,
        resume,
        asked: Arc::clone(&asked),
        since: Instant::now(),
    };
    let terminal = if io::stdin().is_terminal() {
        None
    } else {
        Some(File::open("/dev/tty")?)
    };
    thread::spawn(move || {
        let mut listener = Listener {
            answers: Answers::default(),
            asked,
            terminal,
            woken,
            paused,
            resumed,
            events,
        };
        // However it ends, no key can be pressed any more.
        let _ = listener.run();
        let _ = listener.events.send(Event::End);
    });
    Ok(keyboard)
}

struct Listener {
    answers: Answers,
    asked: Arc<AtomicBool>,
    /// The controlling terminal, where standard input is something else.
    terminal: Option<File>,
    woken: UnixStream,
    paused: Sender<()>,
    resumed: Receiver<()>,
    events: Sender<Event>,
}

impl Listener {
    /// Sleeps until there is something to read. A terminal that hung up ends it, instead of being read for ever.
    fn run(&mut self) -> io::Result<()> {
        loop {
            let (typed, woken) = self.wait()?;
            if woken.contains(PollFlags::IN) {
                self.hold()?;
            } else if typed.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
                return Ok(());
            } else if typed.contains(PollFlags::IN) {
                self.drain()?;
            }
            let keys = self.answers.expire(Instant::now());
            self.press(keys);
        }
    }

    fn wait(&self) -> io::Result<(PollFlags, PollFlags)> {
        let stdin = io::stdin();
        let typed: BorrowedFd<'_> = self.terminal.as_ref().map_or(stdin.as_fd(), AsFd::as_fd);
        let mut ready = [
            PollFd::from_borrowed_fd(typed, PollFlags::IN),
            PollFd::new(&self.woken, PollFlags::IN),
        ];
        let patience = self.answers.patience(Instant::now());
        let patience = patience.and_then(|time| Timespec::try_from(time).ok());
        while let Err(error) = poll(&mut ready, patience.as_ref()) {
            if error != Errno::INTR {
                return Err(error.into());
            }
        }
        let [typed, woken] = ready;
        Ok((typed.revents(), woken.revents()))
    }

    /// Waits until the terminal is ours again.
    fn hold(&self) -> io::Result<()> {
        (&self.woken).read_exact(&mut [0])?;
        let _ = self.paused.send(());
        let _ = self.resumed.recv();
        Ok(())
    }

    /// Reads all that was typed. On a busy machine a moment is over before crossterm looks at the bytes it has read, and the rest
    /// would wait for the next key: a second, longer look finds it.
    fn drain(&mut self) -> io::Result<()> {
        while event::poll(MOMENT)? || event::poll(SETTLED)? {
            match translate(event::read()?) {
                Some(Event::Message(Message::Key(key))) => {
                    match self.answers.take(key, Instant::now()) {
                        Heard::Keys(keys) => self.press(keys),
                        Heard::Answer(answer) => self.hear(&answer),
                    }
                }
                Some(event) => drop(self.events.send(event)),
                None => {}
            }
        }
        Ok(())
    }

    /// Takes the answer to the question; other answers may come.
    fn hear(&self, answer: &str) {
        if let Some(light) = background::is_light(answer)
            && self.asked.swap(false, Ordering::Relaxed)
        {
            self.send(Message::Background(light));
        }
    }

    fn press(&self, keys: Vec<Key>) {
        for key in keys {
            self.send(Message::Key(key));
        }
    }

    fn send(&self, message: Message) {
        let _ = self.events.send(Event::Message(message));
    }
}

fn translate(event: event::Event) -> Option<Event> {
    match event {
        event::Event::Key(key) => Some(Event::Message(Message::Key(key_of(key)?))),
        event::Event::Mouse(mouse) => Some(Event::Message(Message::Mouse(pointer_of(mouse)?))),
        event::Event::Paste(text) => Some(Event::Message(Message::Paste(text))),
        event::Event::Resize(..) => Some(Event::Resized),
        _ => None,
    }
}

fn pointer_of(mouse: MouseEvent) -> Option<Pointer> {
    let gesture = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Gesture::Click,
        MouseEventKind::Drag(MouseButton::Left) => Gesture::Drag,
        MouseEventKind::Up(MouseButton::Left) => Gesture::Release,
        MouseEventKind::ScrollUp => Gesture::WheelUp,
        MouseEventKind::ScrollDown => Gesture::WheelDown,
        _ => return None,
    };
    let (x, y) = (mouse.column, mouse.row);
    Some(Pointer { gesture, x, y })
}

/// Presses and repeats only: some terminals tell of releases too.
fn key_of(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let code = code_of(event.code)?;
    let held = |modifier| event.modifiers.contains(modifier);
    // Shift is already in a character, and in Shift-Tab.
    let shift = held(KeyModifiers::SHIFT)
        && !matches!(code, KeyCap::Char(_) | KeyCap::NamedKey(NamedKey::BackTab));
    Some(Key {
        code,
        ctrl: held(KeyModifiers::CONTROL),
        alt: held(KeyModifiers::ALT),
        shift,
    })
}

fn code_of(code: KeyCode) -> Option<KeyCap> {
    let named = match code {
        KeyCode::Char(c) => return Some(KeyCap::Char(c)),
        KeyCode::F(n) => return Some(KeyCap::F(n)),
        KeyCode::Enter => NamedKey::Enter,
        KeyCode::Esc => NamedKey::Esc,
        KeyCode::Tab => NamedKey::Tab,
        KeyCode::BackTab => NamedKey::BackTab,
        KeyCode::Backspace => NamedKey::Backspace,
        KeyCode::Delete => NamedKey::Delete,
        KeyCode::Left => NamedKey::Left,
        KeyCode::Right => NamedKey::Right,
        KeyCode::Up => NamedKey::Up,
        KeyCode::Down => NamedKey::Down,
        KeyCode::Home => NamedKey::Home,
        KeyCode::End => NamedKey::End,
        KeyCode::PageUp => NamedKey::PageUp,
        KeyCode::PageDown => NamedKey::PageDown,
        _ => return None,
    };
    Some(KeyCap::NamedKey(named))
}
