#![no_main]

use backissue_fuzz::{alone, bodies::renderer};

libfuzzer_sys::fuzz_target!(init: alone(), |bytes: &[u8]| {
    renderer::run(bytes);
});
