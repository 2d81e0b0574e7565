//! All marks, and the order of changes to them.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    sync::Arc,
};

use super::{Issue, Key, Mark, Subject, identities};

/// The value of a mark. Values have an order, which decides a tie in time.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// Not marked.
    #[default]
    Off,
    /// A place, a time, or 1.
    Number(i64),
    /// A note, or an issue's key.
    Text(Arc<str>),
}

/// A mark set to a value at a time. Nothing is ever taken away: a mark that is lifted is set to [`Value::Off`], so that two
/// stores merge without a loss, whatever order their changes come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// On what.
    pub subject: Subject,
    /// The mark.
    pub mark: Mark,
    /// Its new value.
    pub value: Value,
    /// When, in microseconds since 1970. See [`Ledger::stamp`].
    pub at: i64,
}

/// All marks: for every subject and mark the value that was set last.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    set: HashMap<(Key, Mark), (i64, Value), BuildHasherDefault<Folded>>,
    /// The marks that were ever set.
    marks: Vec<Mark>,
}

/// A key is a hash already: hashing it again would dominate the cost of counting the unread.
#[derive(Clone, Copy, Debug, Default)]
struct Folded(u64);

impl Hasher for Folded {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write_u64(&mut self, key: u64) {
        self.0 ^= key;
    }

    fn write(&mut self, mark: &[u8]) {
        for byte in mark {
            self.0 = self.0.rotate_left(5) ^ u64::from(*byte);
        }
    }
}

impl Ledger {
    /// Applies a change, unless a later one was applied. Of two changes of one moment the greater value stays. Says whether
    /// anything is different now.
    pub fn apply(&mut self, change: &Change) -> bool {
        if !self.knows(change.mark) {
            self.marks.push(change.mark);
        }
        let slot = self.set.entry((change.subject.key(), change.mark));
        let (at, value) = slot.or_insert((i64::MIN, Value::Off));
        if (change.at, &change.value) <= (*at, &*value) {
            return false;
        }
        let differs = *value != change.value;
        (*at, *value) = (change.at, change.value.clone());
        differs
    }

    /// True if the mark was ever set on anything.
    pub fn knows(&self, mark: Mark) -> bool {
        self.marks.contains(&mark)
    }

    /// The value of a mark.
    pub fn value(&self, key: Key, mark: Mark) -> &Value {
        self.set
            .get(&(key, mark))
            .map_or(&Value::Off, |(_, value)| value)
    }

    /// When a mark was last set.
    pub fn set_at(&self, key: Key, mark: Mark) -> Option<i64> {
        self.set.get(&(key, mark)).map(|(at, _)| *at)
    }

    /// The time for a change that must win over all earlier ones of the mark: now, but always later than the last one, so
    /// that no mark is lost to a clock that was set back.
    pub fn stamp(&self, key: Key, mark: Mark, now: i64) -> i64 {
        self.set_at(key, mark)
            .map_or(now, |at| now.max(at.saturating_add(1)))
    }

    /// The changes that give the articles of an issue with a new name the marks that they had under its old one.
    pub fn renamed(&self, was: &Issue, now: &Issue) -> Vec<Change> {
        let names = identities(now).into_iter().map(|names| names.article);
        let now: HashMap<_, _> = names
            .map(|name| (name.within_issue().to_owned(), name))
            .collect();
        let mut changes = Vec::new();
        for old in identities(was).into_iter().map(|names| names.article) {
            let Some(subject) = now.get(old.within_issue()) else {
                continue;
            };
            changes.extend(self.changes(old.key(), subject));
        }
        changes
    }

    /// The last changes of the marks with this key, under a name.
    pub fn changes(&self, key: Key, name: &Subject) -> impl Iterator<Item = Change> {
        Mark::ALL.into_iter().filter_map(move |mark| {
            let (at, value) = self.set.get(&(key, mark))?;
            Some(Change {
                subject: name.clone(),
                mark,
                value: value.clone(),
                at: *at,
            })
        })
    }

    /// True if a mark is set at all.
    pub fn is_set(&self, key: Key, mark: Mark) -> bool {
        *self.value(key, mark) != Value::Off
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(value: Value, at: i64) -> Change {
        Change {
            subject: Subject::from_name("one\tfog.example"),
            mark: Mark::Starred,
            value,
            at,
        }
    }

    #[test]
    fn the_last_change_stands_in_whatever_order_they_come() {
        let (on, off) = (change(Value::Number(1), 5), change(Value::Off, 7));
        for order in [[&on, &off], [&off, &on]] {
            let mut ledger = Ledger::default();
            for change in order {
                ledger.apply(change);
            }
            assert!(!ledger.is_set(on.subject.key(), Mark::Starred));
        }
    }

    #[test]
    fn a_tie_has_one_winner() {
        let (low, high) = (change(Value::Off, 5), change(Value::Number(1), 5));
        for order in [[&low, &high], [&high, &low]] {
            let mut ledger = Ledger::default();
            for change in order {
                ledger.apply(change);
            }
            assert!(ledger.is_set(low.subject.key(), Mark::Starred));
        }
    }

    #[test]
    fn a_clock_set_back_loses_nothing() {
        let mut ledger = Ledger::default();
        let on = change(Value::Number(1), 1_000);
        ledger.apply(&on);
        let at = ledger.stamp(on.subject.key(), Mark::Starred, 10);
        assert!(ledger.apply(&change(Value::Off, at)));
    }
}
