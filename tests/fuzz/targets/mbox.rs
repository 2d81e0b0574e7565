#![no_main]

use backissue_fuzz::{alone, bodies::letters};

libfuzzer_sys::fuzz_target!(init: alone(), |bytes: &[u8]| {
    letters::mbox(bytes);
});
