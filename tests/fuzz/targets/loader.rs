#![no_main]

use backissue_fuzz::{beside, bodies::loader};

libfuzzer_sys::fuzz_target!(init: beside(), |bytes: &[u8]| {
    loader::run(bytes);
});
