//! What the fuzzers do with bytes. `cargo test` does it with the kept seeds and with bytes at random, cargo-fuzz with whatever
//! leads to code that was not reached before.

pub mod choices;
pub mod keys;
pub mod letters;
pub mod loader;
pub mod query;
pub mod renderer;
