//! Where files are read to. It serves for one after the other, so that reading thousands leaves no holes in memory.

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::Limits;

/// Room for a file, and what unpacking one takes.
#[derive(Debug, Default)]
pub struct Buffer {
    /// The file.
    pub(super) bytes: Vec<u8>,
    /// The file as it is packed.
    pub(super) packed: Vec<u8>,
    inflate: Option<Decompress>,
}

impl Buffer {
    /// Unpacks what is packed (deflate, RFC 1951) to probably `size` bytes. The error is a clause.
    pub fn inflate(&mut self, size: u64, limits: &Limits) -> Result<(), String> {
        let packed = self.packed.len() as u64;
        let inflate = self.inflate.get_or_insert_with(|| Decompress::new(false));
        inflate.reset(false);
        self.bytes
            .reserve(usize::try_from(size).unwrap_or(0).max(1));
        loop {
            let (read, written) = (inflate.total_in(), self.bytes.len());
            let rest = usize::try_from(read)
                .ok()
                .and_then(|read| self.packed.get(read..));
            let rest = rest.unwrap_or_default();
            let status = inflate
                .decompress_vec(rest, &mut self.bytes, FlushDecompress::None)
                .map_err(|error| format!("cannot be unpacked: {error}"))?;
            limits.check_entry(self.bytes.len() as u64)?;
            limits.check_ratio(packed, self.bytes.len() as u64)?;
            if status == Status::StreamEnd {
                return Ok(());
            }
            if self.bytes.len() == self.bytes.capacity() {
                self.bytes.reserve(self.bytes.len());
            } else if (read, written) == (inflate.total_in(), self.bytes.len()) {
                return Err("cannot be unpacked: it ends too early".to_owned());
            }
        }
    }

    /// Whether the file has this checksum. The error is a clause.
    pub fn check(&self, checksum: u32) -> Result<(), String> {
        let mut crc = Crc::new();
        crc.update(&self.bytes);
        if crc.sum() == checksum {
            return Ok(());
        }
        Err("cannot be unpacked: its checksum is wrong".to_owned())
    }
}
