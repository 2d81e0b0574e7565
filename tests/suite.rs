//! Every integration test, as one program: it links once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod docs;
mod ime;
mod layering;
mod queries;
mod reading;
mod store;
