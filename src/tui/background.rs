//! The terminal's background, asked for (OSC 11) once the first frame is drawn. Nothing waits for the answer, which comes among
//! the keys: see [`answers`](super::answers).

/// The question.
pub(super) const QUESTION: &[u8] = b"\x1b]11;?\x1b\\";

/// True for a light background and false for a dark one; `None` if this answers something else.
pub(super) fn is_light(answer: &str) -> Option<bool> {
    let channels = answer.strip_prefix("]11;rgb:")?;
    let mut channels = channels.split('/').map(scaled);
    let rgb = [channels.next()??, channels.next()??, channels.next()??];
    channels.next().is_none().then(|| luma(rgb) > 1000 * 0x8000)
}

/// A channel of one to four hexadecimal digits (XParseColor) in 65,535ths.
fn scaled(hex: &str) -> Option<u32> {
    let plain = (1..=4).contains(&hex.len()) && hex.bytes().all(|b| b.is_ascii_hexdigit());
    let value = u32::from_str_radix(hex, 16).ok().filter(|_| plain)?;
    let most = (1_u32 << (4 * hex.len())) - 1;
    Some(value * 0xffff / most)
}

/// A thousand times the luma (ITU-R BT.601), which is near enough to tell paper from a blackboard.
fn luma([r, g, b]: [u32; 3]) -> u32 {
    299 * r + 587 * g + 114 * b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_tell_light_from_dark() {
        let table = [
            ("]11;rgb:ffff/ffff/ffff", Some(true)),
            ("]11;rgb:FBFB/fafa/f7f7", Some(true)),
            ("]11;rgb:16/18/1d", Some(false)),
            ("]11;rgb:0/0/0", Some(false)),
            ("]11;rgb:1/2/3/4", None),
            ("]11;rgb:12345/2/3", None),
            ("]11;rgb:1/2", None),
            ("]11;rgb:1//3", None),
            ("]10;rgb:1/2/3", None),
            ("P1$r0m", None),
        ];
        for (answer, light) in table {
            assert_eq!(is_light(answer), light, "{answer}");
        }
    }
}
