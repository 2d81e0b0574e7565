//! backissue: see the library.

fn main() {}
