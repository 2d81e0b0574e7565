//! Merges the marks of several machines: of two changes of a mark the later stays; of memos that were written apart, both texts.

use std::collections::{BTreeMap, HashMap};

use crate::model::{Change, Mark, Subject, Value};

/// A change as the shared file holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeEntry {
    /// The change.
    pub change: Change,
    /// The times of the values that it replaced, for a memo; `None` if it replaces all that is older.
    pub after: Option<Vec<i64>>,
}

/// The outcome of a merge.
#[derive(Debug, Default)]
pub struct Merged {
    /// New in the shared file.
    pub lines: Vec<MergeEntry>,
    /// New in the store.
    pub changes: Vec<Change>,
    /// The times of all memos, for the next merge.
    pub base: HashMap<Subject, i64>,
}

/// The entries of a mark in the file, and its value in the store.
type Sides<'a> = (Vec<MergeEntry>, Option<&'a Change>);

/// Merges the entries of a file and the changes of a store. `base` holds the times of the memos when both were merged last.
pub fn merge(file: &[MergeEntry], ours: &[Change], base: &HashMap<Subject, i64>) -> Merged {
    let mut merged = Merged::default();
    for ((subject, mark), (mut entries, own)) in sides(file, ours) {
        let before = entries.len();
        if let Some(own) = own {
            add(&mut entries, own, base.get(subject).copied());
        }
        let last = if mark == Mark::Memo {
            last_memo(&mut entries)
        } else {
            let changes = entries.iter().map(|entry| &entry.change);
            changes.max_by_key(|change| rank(change)).cloned()
        };
        merged.lines.extend(entries.drain(before..));
        let Some(last) = last else { continue };
        if mark == Mark::Memo {
            merged.base.insert(subject.clone(), last.at);
        }
        if own != Some(&last) {
            merged.changes.push(last);
        }
    }
    merged
}

/// The marks of both sides, by what bears them.
fn sides<'a>(
    file: &'a [MergeEntry],
    ours: &'a [Change],
) -> BTreeMap<(&'a Subject, Mark), Sides<'a>> {
    let mut all: BTreeMap<_, Sides<'_>> = BTreeMap::new();
    for entry in file {
        let key = (&entry.change.subject, entry.change.mark);
        all.entry(key).or_default().0.push(entry.clone());
    }
    for change in ours {
        all.entry((&change.subject, change.mark)).or_default().1 = Some(change);
    }
    all
}

fn rank(change: &Change) -> (i64, &Value) {
    (change.at, &change.value)
}

/// Adds the store's change to those of the file, unless the file has it or a later one replaced it.
fn add(entries: &mut Vec<MergeEntry>, own: &Change, base: Option<i64>) {
    let is_memo = own.mark == Mark::Memo;
    let is_told =
        |entry: &MergeEntry| entry.change == *own || (!is_memo && rank(&entry.change) > rank(own));
    if !entries.iter().any(is_told) {
        entries.push(MergeEntry {
            change: own.clone(),
            after: is_memo.then(|| base.into_iter().collect()),
        });
    }
}

/// The memo that is left of all: the one that replaced the others, or a new one with all texts that nothing replaced.
fn last_memo(entries: &mut Vec<MergeEntry>) -> Option<Change> {
    let replaces = |entry: &MergeEntry, other: &MergeEntry| match &entry.after {
        Some(after) => after.contains(&other.change.at),
        None => entry.change.at > other.change.at,
    };
    let is_last = |entry: &&MergeEntry| !entries.iter().any(|other| replaces(other, entry));
    let mut last: Vec<&Change> = entries
        .iter()
        .filter(is_last)
        .map(|entry| &entry.change)
        .collect();
    last.sort_by_key(|change| rank(change));
    last.dedup();
    let newest = (*last.last()?).clone();
    if last.len() == 1 {
        return Some(newest);
    }
    let change = Change {
        value: joined(&last).unwrap_or(Value::Off),
        at: newest.at.saturating_add(1),
        ..newest
    };
    let after = Some(last.iter().map(|change| change.at).collect());
    entries.push(MergeEntry {
        change: change.clone(),
        after,
    });
    Some(change)
}

/// The texts of memos, oldest first, without those that another holds.
fn joined(memos: &[&Change]) -> Option<Value> {
    let text = |memo: &&Change| match &memo.value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    };
    let mut texts: Vec<_> = memos.iter().filter_map(text).collect();
    let all = texts.clone();
    texts.dedup();
    texts.retain(|text| {
        !all.iter()
            .any(|other| other != text && other.contains(&**text))
    });
    (!texts.is_empty()).then(|| Value::Text(texts.join("\n\n").into()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Ledger;

    /// A machine: its store, and the memos of its last merge.
    #[derive(Clone, Default)]
    struct Machine {
        store: HashMap<(Subject, Mark), Change>,
        base: HashMap<Subject, i64>,
    }

    impl Machine {
        fn changes(&self) -> Vec<Change> {
            self.store.values().cloned().collect()
        }

        fn set(&mut self, subject: &str, mark: Mark, value: Value, now: i64) {
            let subject = Subject::from_name(subject);
            let mut ledger = Ledger::default();
            for change in self.changes() {
                ledger.apply(&change);
            }
            let at = ledger.stamp(subject.key(), mark, now);
            let key = (subject.clone(), mark);
            self.store.insert(
                key,
                Change {
                    subject,
                    mark,
                    value,
                    at,
                },
            );
        }

        fn sync(&mut self, file: &mut Vec<MergeEntry>) {
            let merged = merge(file, &self.changes(), &self.base);
            file.extend(merged.lines);
            for change in merged.changes {
                self.store
                    .insert((change.subject.clone(), change.mark), change);
            }
            self.base = merged.base;
        }

        fn memo(&self) -> Option<String> {
            let memo = self.store.get(&(Subject::from_name("a"), Mark::Memo))?;
            match &memo.value {
                Value::Text(text) => Some(text.to_string()),
                _ => None,
            }
        }
    }

    fn text(text: &str) -> Value {
        Value::Text(text.into())
    }

    #[test]
    fn memos_written_apart_are_both_kept_and_one_that_replaces_another_stays_alone() {
        let (mut one, mut two, mut file) = (Machine::default(), Machine::default(), Vec::new());
        one.set("a", Mark::Memo, text("fog"), 1);
        one.sync(&mut file);
        two.sync(&mut file);
        two.set("a", Mark::Memo, text("thick fog"), 2);
        two.sync(&mut file);
        one.sync(&mut file);
        assert_eq!(one.memo().unwrap(), "thick fog");
        one.set("a", Mark::Memo, text("ice"), 3);
        two.set("a", Mark::Memo, text("rain"), 4);
        for machine in [&mut one, &mut two] {
            machine.sync(&mut file);
        }
        one.sync(&mut file);
        assert_eq!(
            (one.memo(), two.memo()),
            (Some("ice\n\nrain".into()), one.memo())
        );
        one.set("a", Mark::Memo, text("sun"), 5);
        one.sync(&mut file);
        two.sync(&mut file);
        assert_eq!(two.memo().unwrap(), "sun");
    }

    #[derive(Clone, Debug)]
    enum Step {
        Set {
            machine: usize,
            subject: usize,
            mark: usize,
            value: u8,
            now: i64,
        },
        Sync {
            machine: usize,
        },
        /// Both write at once: the sync client keeps one file and puts the other beside it.
        Both,
    }

    fn step() -> impl Strategy<Value = Step> {
        let set = (0..2_usize, 0..2_usize, 0..3_usize, 0..4_u8, 0..30_i64);
        prop_oneof![
            4 => set.prop_map(|(machine, subject, mark, value, now)| Step::Set { machine, subject, mark, value, now }),
            3 => (0..2_usize).prop_map(|machine| Step::Sync { machine }),
            1 => Just(Step::Both),
        ]
    }

    fn value(mark: Mark, value: u8) -> Value {
        match (mark, value) {
            (_, 0) => Value::Off,
            (Mark::Memo, n) => text(&format!("text {n}")),
            (_, n) => Value::Number(n.into()),
        }
    }

    proptest! {
        #[test]
        fn two_machines_end_equal_whatever_comes_between(steps in prop::collection::vec(step(), 0..24)) {
            let mut machines = [Machine::default(), Machine::default()];
            let (mut file, mut copies) = (Vec::new(), Vec::new());
            let whole = |file: &[MergeEntry], copies: &[MergeEntry]| [file, copies].concat();
            for step in steps {
                match step {
                    Step::Set { machine, subject, mark, value: n, now } => {
                        let mark = [Mark::Starred, Mark::Queued, Mark::Memo][mark];
                        machines[machine].set(["a", "b"][subject], mark, value(mark, n), now);
                    }
                    Step::Sync { machine } => {
                        let mut all = whole(&file, &copies);
                        machines[machine].sync(&mut all);
                        file = all;
                    }
                    Step::Both => {
                        let [mut one, mut other] = [whole(&file, &copies), whole(&file, &copies)];
                        machines[0].sync(&mut one);
                        machines[1].sync(&mut other);
                        (file, copies) = (one, other);
                    }
                }
            }
            for machine in [0, 1, 0, 1] {
                let mut all = whole(&file, &copies);
                machines[machine].sync(&mut all);
                file = all;
            }
            prop_assert_eq!(&machines[0].store, &machines[1].store);
            let mut all = whole(&file, &copies);
            let before = all.len();
            machines[0].sync(&mut all);
            prop_assert_eq!(all.len(), before, "nothing is left to tell");
        }
    }
}
