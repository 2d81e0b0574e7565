#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    backissue_fuzz::bodies::keys::run(bytes);
});
