//! Disks that come and go. A watch on files ends with the disk they are on, and says nothing.

#[cfg(target_os = "linux")]
use std::{fs, fs::File, thread};

#[cfg(target_os = "linux")]
use rustix::{
    event::{PollFd, PollFlags, poll},
    io::Errno,
};

/// The table of mounts, see proc(5): polling it reports changes.
#[cfg(target_os = "linux")]
const MOUNTED: &str = "/proc/self/mountinfo";

/// Calls `tell` when a disk came or went, for as long as it answers yes. Other systems than Linux do not tell.
#[cfg(target_os = "linux")]
pub(super) fn watch(mut tell: impl FnMut() -> bool + Send + 'static) {
    thread::spawn(move || {
        let Ok(file) = File::open(MOUNTED) else {
            return;
        };
        let mut known = fs::read(MOUNTED).ok();
        loop {
            match poll(&mut [PollFd::new(&file, PollFlags::PRI)], None) {
                Ok(_) => {}
                Err(Errno::INTR) => continue,
                Err(_) => return,
            }
            let now = fs::read(MOUNTED).ok();
            // A system that cries without reason is not asked again.
            if now == known || !tell() {
                return;
            }
            known = now;
        }
    });
}

/// Does nothing.
#[cfg(not(target_os = "linux"))]
pub(super) fn watch(_: impl FnMut() -> bool + Send + 'static) {}
