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

pub fn measure(home: &Home, one: &Path, folder: &Path) {
    let this = env::current_exe().expect("this bench");
    let [this, ours] =
        [this, env!("CARGO_BIN_EXE_backissue").into()].map(|it| installed(home, &it));
    let hello = || {
        let mut command = home.command(&this);
        command.arg(hello::ARGUMENT);
        first_frame(command, hello::END)
    };
    let reader = |paths: &[&Path]| {
        let mut command = home.command(&ours);
        command.args(paths);
        first_frame(command, FRAME_END)
    };
    let mut times = [const { Vec::new() }; 4];
    for _ in 0..ROUNDS {
        let round = [hello(), reader(&[]), reader(&[one]), reader(&[folder])];
        for (times, time) in times.iter_mut().zip(round) {
            times.push(time);
        }
    }
    let [hello, sample, one, folder] = times.map(|times| Times::new(times).median());
    table::ratio("first frame, the sample, beside hello", sample, hello, 1.3);
    table::ratio("first frame, one issue, beside hello", one, hello, 1.3);
    table::ratio("first frame, all issues, beside hello", folder, hello, 1.3);
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
