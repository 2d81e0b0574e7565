//! A monkey at the keyboard, and at everything else that can happen to the reader. What must hold is looked at after each thing.
//!
//! `MONKEY_STEPS=100000` lets it go on for longer; `MONKEY_SEED`, as printed by a failure, has it do the same again.

use std::{
    collections::BTreeMap,
    panic,
    sync::{
        Mutex,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    thread,
};

use crate::fuzz::bodies::keys::{self, Played};

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

/// What must have been on the screen at least once in so many steps.
const OFTEN: usize = 1000;

const SCREENS: [&str; 12] = [
    "goto",
    "menu",
    "palette",
    "prompt",
    "search",
    "statistics",
    "tag bar",
    "tags",
    "themes",
    "views",
    "warnings",
    "hints",
];

#[test]
fn whatever_a_monkey_does_everything_stays_in_place() {
    if let Some(seed) = variable("MONKEY_SEED") {
        play(seed);
        return;
    }
    let steps = variable("MONKEY_STEPS").unwrap_or(100_000) as usize;
    let (seeds, done) = (AtomicU64::new(0), AtomicUsize::new(0));
    let seen = Mutex::new(BTreeMap::new());
    let work = || {
        while done.load(Ordering::Relaxed) < steps {
            let played = play(seeds.fetch_add(1, Ordering::Relaxed));
            done.fetch_add(played.steps, Ordering::Relaxed);
            let mut seen = seen.lock().unwrap();
            for (name, count) in played.seen {
                *seen.entry(name).or_insert(0) += count;
            }
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            worker.join().unwrap();
        }
    });
    let seen = seen.into_inner().unwrap();
    for name in SCREENS {
        let count = seen.get(name).copied().unwrap_or(0);
        assert!(
            count * OFTEN > steps,
            "{name} was seen {count} times: {seen:?}"
        );
    }
}

fn play(seed: u64) -> Played {
    let bytes = random_bytes(seed, SESSION * BYTES);
    panic::catch_unwind(|| keys::run(&bytes)).unwrap_or_else(|why| {
        println!("to see it again: MONKEY_SEED={seed} cargo test monkey");
        panic::resume_unwind(why)
    })
}
