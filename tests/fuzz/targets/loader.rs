#![no_main]

use backissue_fuzz::{alone, bodies::loader};

libfuzzer_sys::fuzz_target!(init: alone(), |bytes: &[u8]| {
    loader::run(bytes);
});
