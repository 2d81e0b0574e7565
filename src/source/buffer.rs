//! Where files are read to. It serves for one after the other, so that reading thousands leaves no holes in memory.

use libdeflater::{DecompressionError, Decompressor};

/// Room for a file, and what unpacking one takes.
#[derive(Default)]
pub struct Buffer {
    /// The file.
    pub(super) bytes: Vec<u8>,
    /// The file as it is packed.
    pub(super) packed: Vec<u8>,
    inflate: Option<Decompressor>,
}

impl Buffer {
    /// Unpacks what is packed (deflate, RFC 1951) to at most `size` bytes. The error is a clause.
    pub fn inflate(&mut self, size: u64) -> Result<(), String> {
        let broken = |why| Err(format!("cannot be unpacked: it {why}"));
        let Ok(size) = usize::try_from(size) else {
            return broken("is too large for this machine");
        };
        self.bytes.resize(size, 0);
        let inflate = self.inflate.get_or_insert_default();
        match inflate.deflate_decompress(&self.packed, &mut self.bytes) {
            Ok(unpacked) => self.bytes.truncate(unpacked),
            Err(DecompressionError::BadData) => return broken("is damaged"),
            Err(DecompressionError::InsufficientSpace) => return broken("is larger than it says"),
        }
        Ok(())
    }

    /// Whether the file has this checksum. The error is a clause.
    pub fn check(&self, checksum: u32) -> Result<(), String> {
        if libdeflater::crc32(&self.bytes) == checksum {
            return Ok(());
        }
        Err("cannot be unpacked: its checksum is wrong".to_owned())
    }
}
