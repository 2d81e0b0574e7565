#![no_main]

use backissue_fuzz::{beside, bodies::letters};

libfuzzer_sys::fuzz_target!(init: beside(), |bytes: &[u8]| {
    letters::mbox(bytes);
});
