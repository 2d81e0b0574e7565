#![no_main]

use backissue_fuzz::{alone, bodies::keys};

libfuzzer_sys::fuzz_target!(init: alone(), |bytes: &[u8]| {
    keys::run(bytes);
});
