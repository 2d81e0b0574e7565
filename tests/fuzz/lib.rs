//! The bodies that `cargo test` runs for a moment, for cargo-fuzz to run for hours.

pub mod bodies;

#[path = ".."]
pub mod tests {
    pub mod support;
}

use tests::support;
