//! Issues that are parsed while those after them are still being unpacked: a tar can be read only from front to back.

use std::{
    collections::HashMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use super::{bundle, loader::Parsed};
use crate::{parse, source::Take};

/// How many unpacked files wait to be parsed. More would only take memory.
const QUEUE: usize = 32;

/// What was parsed early, by the numbers that its entries have.
#[derive(Default)]
pub(super) struct Early(Mutex<HashMap<usize, Parsed>>);

impl Early {
    /// Parses on other threads whatever `list` offers, and on this one while they have enough to do.
    pub fn during<T: Send>(&self, list: impl FnOnce(&mut Take<'_>) -> T) -> T {
        let waiting = &AtomicUsize::new(0);
        rayon::in_place_scope(|scope| {
            let mut numbers = 0..;
            list(&mut |path, bytes| {
                // The files of a folder that is one issue are read together.
                let number = numbers.next().filter(|_| !bundle::is_in_pieces(path));
                let Some(number) = number else {
                    return Err(bytes);
                };
                if waiting.load(Ordering::Relaxed) < QUEUE {
                    waiting.fetch_add(1, Ordering::Relaxed);
                    let path = path.to_owned();
                    scope.spawn(move |_| {
                        self.put(number, parse::issue(&path, None, &bytes));
                        waiting.fetch_sub(1, Ordering::Relaxed);
                    });
                } else {
                    self.put(number, parse::issue(path, None, &bytes));
                }
                Ok(number)
            })
        })
    }

    fn put(&self, number: usize, parsed: Parsed) {
        self.lock().insert(number, parsed);
    }

    /// Gives away what was parsed under this number.
    pub fn take(&self, number: usize) -> Option<Parsed> {
        self.lock().remove(&number)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<usize, Parsed>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
