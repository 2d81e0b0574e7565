//! A file that many may read at once, each with a position of its own.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    sync::Arc,
};

/// So much is read at once: the headers of a zip are small and lie side by side.
const AHEAD: usize = 1 << 10;

/// A reader of a shared file. A clone has the same position and moves alone.
#[derive(Debug)]
pub struct Window {
    file: Arc<File>,
    length: u64,
    at: u64,
    /// The bytes read ahead, and their place.
    ahead: Vec<u8>,
    start: u64,
}

impl Clone for Window {
    /// The clone goes elsewhere, and has no use for the bytes read ahead.
    fn clone(&self) -> Self {
        Self {
            file: Arc::clone(&self.file),
            ahead: Vec::new(),
            ..*self
        }
    }
}

impl Window {
    /// All of `file`, at its present length.
    pub fn new(file: File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        let file = Arc::new(file);
        Ok(Self {
            file,
            length,
            at: 0,
            ahead: Vec::new(),
            start: 0,
        })
    }

    /// The bytes read ahead from here on.
    fn known(&self) -> &[u8] {
        let from = self.at.checked_sub(self.start);
        let from = from.and_then(|from| usize::try_from(from).ok());
        from.and_then(|from| self.ahead.get(from..))
            .unwrap_or_default()
    }

    fn read_ahead(&mut self) -> io::Result<()> {
        self.ahead.resize(AHEAD, 0);
        let read = read_at(&self.file, &mut self.ahead, self.at)?;
        self.ahead.truncate(read);
        self.start = self.at;
        Ok(())
    }
}

impl Read for Window {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.known().is_empty() {
            if buffer.len() >= AHEAD {
                let read = read_at(&self.file, buffer, self.at)?;
                self.at += read as u64;
                return Ok(read);
            }
            self.read_ahead()?;
        }
        let read = self.known().read(buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Window {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

fn read_at(file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, at)
}
