//! The bodies that `cargo test` runs for a moment, for cargo-fuzz to run for hours.

pub mod bodies;

#[path = ".."]
pub mod tests {
    pub mod support;
}

use std::sync::Once;

use tests::support;

/// Containers are read by a thread beside the one that waits for it.
pub fn beside() {
    static DONE: Once = Once::new();
    DONE.call_once(|| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1);
        pool.build_global().unwrap();
    });
}

/// Work that would go to other threads stays in the one that asks for it: to wake them takes longer than to do so little.
pub fn alone() {
    static DONE: Once = Once::new();
    DONE.call_once(|| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(1)
            .use_current_thread();
        pool.build_global().unwrap();
    });
}
