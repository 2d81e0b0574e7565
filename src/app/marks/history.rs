//! Undo and redo of marks.

use std::collections::HashMap;

use crate::model::{Change, Key, Ledger, Mark, Subject, Value};

/// The changes of marks of this session, to be undone and redone.
///
/// Undoing a step leaves alone the marks that another window has set since.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<HistoryStep>,
    undone: Vec<HistoryStep>,
    /// Marks that undo or redo brought back: set at the first time, the same as when set at the second.
    brought_back: HashMap<(Key, Mark), (i64, Version)>,
}

/// The time when a mark was first set to its value, which tells one setting of it from another; `None` before any.
type Version = Option<i64>;

/// The changes of one key.
#[derive(Clone, Debug)]
struct HistoryStep {
    what: String,
    turns: Vec<Turn>,
}

/// One mark, from one value to another.
#[derive(Clone, Debug)]
struct Turn {
    subject: Subject,
    mark: Mark,
    from: (Value, Version),
    to: (Value, Version),
}

/// A mark to set, and to what.
pub type Wish = (Subject, Mark, Value);

impl History {
    /// Sets marks, and remembers how they were under a name such as `27 marked read`. Returns what changed.
    pub fn make(
        &mut self,
        ledger: &mut Ledger,
        what: String,
        wishes: impl IntoIterator<Item = Wish>,
        now: i64,
    ) -> Vec<Change> {
        let mut turns = Vec::new();
        let mut changes = Vec::new();
        for (subject, mark, value) in wishes {
            let was = ledger.value(subject.key(), mark).clone();
            if was == value {
                continue;
            }
            let from = (was, self.version(ledger, subject.key(), mark));
            let change = set(ledger, &subject, mark, &value, now);
            turns.push(Turn {
                subject,
                mark,
                from,
                to: (value, Some(change.at)),
            });
            changes.push(change);
        }
        if !turns.is_empty() {
            self.undone.clear();
            self.done.push(HistoryStep { what, turns });
        }
        changes
    }

    /// Undoes the last step. Returns its name and the changes; `None` if there is no step.
    pub fn undo(&mut self, ledger: &mut Ledger, now: i64) -> Option<(String, Vec<Change>)> {
        let step = self.done.pop()?;
        let turns = step.turns.iter().rev();
        let changes = turns
            .filter_map(|turn| self.turn(ledger, turn, &turn.to, &turn.from, now))
            .collect();
        let what = step.what.clone();
        self.undone.push(step);
        Some((what, changes))
    }

    /// Does the step again that was taken back last.
    pub fn redo(&mut self, ledger: &mut Ledger, now: i64) -> Option<(String, Vec<Change>)> {
        let step = self.undone.pop()?;
        let turns = step.turns.iter();
        let changes = turns
            .filter_map(|turn| self.turn(ledger, turn, &turn.from, &turn.to, now))
            .collect();
        let what = step.what.clone();
        self.done.push(step);
        Some((what, changes))
    }

    /// Changes one mark, if it still has the value to change from.
    fn turn(
        &mut self,
        ledger: &mut Ledger,
        turn: &Turn,
        from: &(Value, Version),
        to: &(Value, Version),
        now: i64,
    ) -> Option<Change> {
        let key = turn.subject.key();
        if self.version(ledger, key, turn.mark) != from.1 {
            return None;
        }
        let change = set(ledger, &turn.subject, turn.mark, &to.0, now);
        let place = (key, turn.mark);
        self.brought_back.insert(place, (change.at, to.1));
        Some(change)
    }

    fn version(&self, ledger: &Ledger, key: Key, mark: Mark) -> Version {
        let at = ledger.set_at(key, mark);
        match self.brought_back.get(&(key, mark)) {
            Some((again, version)) if Some(*again) == at => *version,
            _ => at,
        }
    }
}

fn set(ledger: &mut Ledger, subject: &Subject, mark: Mark, value: &Value, now: i64) -> Change {
    let change = Change {
        subject: subject.clone(),
        mark,
        value: value.clone(),
        at: ledger.stamp(subject.key(), mark, now),
    };
    ledger.apply(&change);
    change
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    #[derive(Clone, Debug)]
    enum Op {
        Make(Vec<(u8, i64)>),
        Undo,
        Redo,
        /// Another window sets a mark, later than all changes here.
        Merge(u8, i64),
    }

    fn op() -> impl Strategy<Value = Op> {
        prop_oneof![
            4 => vec((0..4_u8, 0..3_i64), 0..4).prop_map(Op::Make),
            3 => Just(Op::Undo),
            2 => Just(Op::Redo),
            1 => (0..4_u8, 0..3_i64).prop_map(|(subject, value)| Op::Merge(subject, value)),
        ]
    }

    fn subject(n: u8) -> Subject {
        Subject::from_name(&n.to_string())
    }

    fn value(n: i64) -> Value {
        if n == 0 { Value::Off } else { Value::Number(n) }
    }

    /// The simple model: the value and the setting of each mark, and two stacks of earlier and later values.
    #[derive(Default)]
    struct Model {
        now: HashMap<u8, State>,
        done: Vec<Vec<(u8, State, State)>>,
        undone: Vec<Vec<(u8, State, State)>>,
        settings: usize,
    }

    /// A value, and the number of the setting that made it so.
    type State = (i64, usize);

    impl Model {
        fn get(&self, n: u8) -> State {
            self.now.get(&n).copied().unwrap_or_default()
        }

        fn set(&mut self, n: u8, value: i64) -> State {
            self.settings += 1;
            self.now.insert(n, (value, self.settings));
            (value, self.settings)
        }

        fn make(&mut self, wishes: &[(u8, i64)]) {
            let mut turns = Vec::new();
            for (n, to) in wishes {
                let from = self.get(*n);
                if from.0 != *to {
                    turns.push((*n, from, self.set(*n, *to)));
                }
            }
            if !turns.is_empty() {
                self.undone.clear();
                self.done.push(turns);
            }
        }

        fn undo(&mut self) {
            let Some(turns) = self.done.pop() else { return };
            for (n, from, to) in turns.iter().rev() {
                if self.get(*n) == *to {
                    self.now.insert(*n, *from);
                }
            }
            self.undone.push(turns);
        }

        fn redo(&mut self) {
            let Some(turns) = self.undone.pop() else {
                return;
            };
            for (n, from, to) in &turns {
                if self.get(*n) == *from {
                    self.now.insert(*n, *to);
                }
            }
            self.done.push(turns);
        }
    }

    /// The reader, and what another window sees of it.
    #[derive(Default)]
    struct Real {
        ledger: Ledger,
        history: History,
        elsewhere: Ledger,
    }

    impl Real {
        fn run(&mut self, op: &Op, now: i64) {
            let Self {
                ledger, history, ..
            } = self;
            let changes = match op {
                Op::Make(wishes) => {
                    let wishes = wishes.iter();
                    let wishes = wishes.map(|(n, to)| (subject(*n), Mark::Starred, value(*to)));
                    history.make(ledger, String::new(), wishes, now)
                }
                Op::Undo => history.undo(ledger, now).map_or(Vec::new(), |done| done.1),
                Op::Redo => history.redo(ledger, now).map_or(Vec::new(), |done| done.1),
                Op::Merge(n, to) => {
                    vec![set(ledger, &subject(*n), Mark::Starred, &value(*to), now)]
                }
            };
            for change in changes.iter().rev() {
                self.elsewhere.apply(change);
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_sequence_equals_the_model(ops in vec((op(), 0..50_i64), 0..24)) {
            let (mut real, mut model) = (Real::default(), Model::default());
            for (op, now) in &ops {
                real.run(op, *now);
                match op {
                    Op::Make(wishes) => model.make(wishes),
                    Op::Undo => model.undo(),
                    Op::Redo => model.redo(),
                    Op::Merge(n, to) => drop(model.set(*n, *to)),
                }
                for n in 0..4 {
                    let (key, want) = (subject(n).key(), value(model.get(n).0));
                    prop_assert_eq!(real.ledger.value(key, Mark::Starred), &want);
                    prop_assert_eq!(real.elsewhere.value(key, Mark::Starred), &want);
                }
            }
        }
    }

    #[test]
    fn several_turns_of_one_mark_are_taken_back_one_by_one() {
        let mut real = Real::default();
        let key = subject(0).key();
        for value in [1, 0, 2] {
            real.run(&Op::Make(vec![(0, value)]), 0);
        }
        for want in [Value::Off, Value::Number(1), Value::Off] {
            real.run(&Op::Undo, 0);
            assert_eq!(*real.ledger.value(key, Mark::Starred), want);
        }
    }
}
