#![no_main]

use backissue_fuzz::{alone, bodies::query};

libfuzzer_sys::fuzz_target!(init: alone(), |bytes: &[u8]| {
    query::run(bytes);
});
