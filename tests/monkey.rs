//! A monkey at the keyboard, and at everything else that can happen to the reader. What must hold is looked at after each thing.
//!
//! `MONKEY_STEPS=100000` lets it go on for longer; `MONKEY_SEED`, as printed by a failure, has it do the same again.

use std::panic;

use crate::fuzz::bodies::keys;

/// How many things happen in one session: enough to get deep into a state, few enough to be looked through.
const SESSION: usize = 500;

/// Bytes that a thing takes, about.
const BYTES: usize = 3;

pub fn variable(name: &str) -> Option<u64> {
    std::env::var(name)
        .ok()
        .and_then(|value| value.parse().ok())
}

/// Xorshift (Marsaglia, 2003): the same everywhere.
pub fn random_bytes(seed: u64, count: usize) -> Vec<u8> {
    let mut state = (seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..count).map(|_| next()).collect()
}

#[test]
fn whatever_a_monkey_does_everything_stays_in_place() {
    let steps = variable("MONKEY_STEPS").unwrap_or(3000) as usize;
    let only = variable("MONKEY_SEED");
    let (mut seed, mut done) = (only.unwrap_or(0), 0);
    while done < steps {
        let bytes = random_bytes(seed, SESSION * BYTES);
        match panic::catch_unwind(|| keys::run(&bytes)) {
            Ok(count) => done += count,
            Err(why) => {
                println!("to see it again: MONKEY_SEED={seed} cargo test monkey");
                panic::resume_unwind(why);
            }
        }
        seed += 1;
        if only.is_some() {
            return;
        }
    }
}
