//! From the start of a process to its first frame.

use std::{env, fs, path::Path, time::Duration};

use portable_pty::CommandBuilder;

use super::{
    FRAME_END, hello,
    home::Home,
    pty::Pty,
    table::{self, Times},
};

/// How often each is started. They take turns, so that what else the machine does is shared.
const ROUNDS: usize = 40;

/// The sample, one issue, and a whole archive.
pub fn measure(home: &Home, one: &Path, folder: &Path) {
    let programs = Programs::installed(home);
    let mut times = [const { Vec::new() }; 4];
    for _ in 0..ROUNDS {
        let round = [
            programs.hello(),
            programs.reader(&[]),
            programs.reader(&[one]),
            programs.reader(&[folder]),
        ];
        for (times, time) in times.iter_mut().zip(round) {
            times.push(time);
        }
    }
    let [hello, sample, one, folder] = times.map(|times| Times::new(times).median());
    table::ratio("first frame, the sample, beside hello", sample, hello, 1.3);
    table::ratio("first frame, one issue, beside hello", one, hello, 1.3);
    table::ratio("first frame, all issues, beside hello", folder, hello, 1.3);
}

/// The library of a person who lives in this home.
pub fn library(home: &Home) {
    let programs = Programs::installed(home);
    let times = std::iter::repeat_with(|| (programs.reader(&[]), programs.hello()));
    let (library, hello): (Vec<_>, Vec<_>) = times.take(ROUNDS).unzip();
    let [library, hello] = [library, hello].map(|times| Times::new(times).median());
    table::ratio(
        "first frame, the library, beside hello",
        library,
        hello,
        1.3,
    );
}

/// This bench and the reader, as installed in a home.
struct Programs<'h> {
    home: &'h Home,
    hello: String,
    reader: String,
}

impl<'h> Programs<'h> {
    fn installed(home: &'h Home) -> Self {
        let this = env::current_exe().expect("this bench");
        Self {
            home,
            hello: installed(home, &this),
            reader: installed(home, env!("CARGO_BIN_EXE_backissue").as_ref()),
        }
    }

    fn hello(&self) -> Duration {
        let mut command = self.home.command(&self.hello);
        command.arg(hello::ARGUMENT);
        first_frame(command, hello::END)
    }

    fn reader(&self, paths: &[&Path]) -> Duration {
        let mut command = self.home.command(&self.reader);
        command.args(paths);
        first_frame(command, FRAME_END)
    }
}

/// A copy of a program, as an installation makes one. What a linker has just written lies in memory page by page, and each page
/// costs a start more than those of a file that was written or read in one go.
fn installed(home: &Home, program: &Path) -> String {
    let copy = home.path().join(program.file_name().expect("a name"));
    fs::copy(program, &copy).expect("a copy");
    copy.into_os_string().into_string().expect("a name")
}

fn first_frame(command: CommandBuilder, end: &[u8]) -> Duration {
    let pty = Pty::start(command);
    pty.wait_for(end, 0) - pty.started
}
