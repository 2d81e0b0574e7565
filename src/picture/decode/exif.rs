//! The one thing that EXIF says about how a picture is shown: which side is up.

/// The number of an orientation in a directory of tags.
const ORIENTATION: u16 = 0x0112;

/// Bytes of an entry: tag, type, count, value.
const ENTRY: usize = 12;

/// The orientation, from 1 (upright) to 8.
pub(super) fn orientation(exif: &[u8]) -> Option<u16> {
    let little = match exif.first_chunk()? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = exif.get(at..)?.first_chunk().copied()?;
        Some(if little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let bytes = exif.get(4..)?.first_chunk().copied()?;
    let directory = if little {
        u32::from_le_bytes(bytes)
    } else {
        u32::from_be_bytes(bytes)
    };
    let directory = usize::try_from(directory).ok()?;
    let entries = (0..usize::from(short(directory)?)).map(|index| directory + 2 + index * ENTRY);
    let mut found = entries.take_while(|at| *at < exif.len());
    let at = found.find(|at| short(*at) == Some(ORIENTATION))?;
    short(at + 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_orientation_is_found_in_either_order_of_bytes() {
        let little = b"II*\0\x08\0\0\0\x02\0\x0f\x01\x02\0\x01\0\0\0\0\0\0\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0";
        let big = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0";
        assert_eq!(orientation(little), Some(6));
        assert_eq!(orientation(big), Some(8));
        for cut in 0..big.len() {
            let _ = orientation(&big[..cut]);
        }
        assert_eq!(orientation(b"II*\0\xff\xff\xff\xff"), None);
    }
}
