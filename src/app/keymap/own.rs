//! The user's keys over the built-in ones.

use super::{KeyContext, KeyPattern, KeyRow, Keymap, sequence};
use crate::app::{action::Action, key::NoSuchKey};

/// A binding of the user's: keys to an action, or away from any.
#[derive(Clone, Debug)]
pub struct OwnRow {
    /// The keys as written.
    pub on: Vec<String>,
    /// Their action; `None` if they do nothing.
    pub action: Option<Action>,
    /// The places where they hold.
    pub contexts: Vec<KeyContext>,
    sequences: Vec<Vec<KeyPattern>>,
}

/// Two bindings that cannot both hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", if first == second {
    format!("`{second}` is bound twice in one place")
} else {
    format!("`{first}` and `{second}` are bound in one place: one begins the other")
})]
pub struct Conflict {
    /// The position of the later one in the rows.
    pub row: usize,
    /// The keys of the one.
    pub first: String,
    /// The keys of the other.
    pub second: String,
}

impl OwnRow {
    /// A binding.
    pub fn new(
        on: Vec<String>,
        action: Option<Action>,
        contexts: Vec<KeyContext>,
    ) -> Result<Self, NoSuchKey> {
        let sequences = on
            .iter()
            .map(|keys| sequence(keys))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            on,
            action,
            contexts,
            sequences,
        })
    }

    /// The keys of this row that stand in the way of one of another's in the same place, if any do.
    fn clash<'a>(&'a self, other: &'a Self) -> Option<(&'a str, &'a str)> {
        let shared = self
            .contexts
            .iter()
            .any(|place| other.contexts.contains(place));
        let mine = self.on.iter().zip(&self.sequences).filter(|_| shared);
        mine.flat_map(|mine| {
            other
                .on
                .iter()
                .zip(&other.sequences)
                .map(move |theirs| (mine, theirs))
        })
        .find(|(mine, theirs)| overlap(mine.1, theirs.1))
        .map(|(mine, theirs)| (mine.0.as_str(), theirs.0.as_str()))
    }

    /// The same of its own keys: what begins another one's sequence never lets it end.
    fn clash_within(&self) -> Option<(&str, &str)> {
        let keys = || self.on.iter().zip(&self.sequences).enumerate();
        keys().find_map(|(at, mine)| {
            let mut others = keys().skip(at + 1);
            let (_, theirs) = others.find(|(_, theirs)| overlap(mine.1, theirs.1))?;
            Some((mine.0.as_str(), theirs.0.as_str()))
        })
    }

    /// Takes this row's keys away from another row.
    fn displace(&self, row: &mut KeyRow) {
        let free =
            |sequence: &Vec<KeyPattern>| !self.sequences.iter().any(|own| overlap(own, sequence));
        let kept = row.on.drain(..).zip(row.sequences.drain(..));
        (row.on, row.sequences) = kept.filter(|(_, sequence)| free(sequence)).unzip();
    }
}

impl Keymap {
    /// These keys with the user's over them. A key of the user's takes its place from whatever had it, and so does a sequence
    /// from the keys that it begins with; two of the user's own in one place are a conflict.
    pub fn with(self, own: Vec<OwnRow>) -> Result<Self, Conflict> {
        for (at, row) in own.iter().enumerate() {
            let mut before = own.iter().take(at);
            let clash = before.find_map(|other| other.clash(row));
            if let Some((first, second)) = clash.or_else(|| row.clash_within()) {
                let (first, second) = (first.to_owned(), second.to_owned());
                return Err(Conflict {
                    row: at,
                    first,
                    second,
                });
            }
        }
        let bound = own.iter().filter_map(OwnRow::bound);
        let rows = bound.chain(self.rows.iter().flat_map(|row| displaced(row, &own)));
        Ok(Self {
            rows: rows.collect(),
            own,
            commands: self.commands,
        })
    }

    /// The user's bindings.
    pub fn own_rows(&self) -> impl Iterator<Item = &OwnRow> {
        self.own.iter()
    }
}

impl OwnRow {
    pub(super) fn bound(&self) -> Option<KeyRow> {
        Some(KeyRow {
            on: self.on.clone(),
            action: self.action?,
            contexts: self.contexts.clone(),
            sequences: self.sequences.clone(),
        })
    }
}

/// The rest of a row, context by context.
fn displaced(row: &KeyRow, own: &[OwnRow]) -> Vec<KeyRow> {
    let in_one = |context: &KeyContext| {
        let mut row = KeyRow {
            contexts: vec![*context],
            ..row.clone()
        };
        for own in own.iter().filter(|own| own.contexts.contains(context)) {
            own.displace(&mut row);
        }
        row
    };
    let rows = row.contexts.iter().map(in_one);
    rows.filter(|row| !row.on.is_empty()).collect()
}

/// True if one of two sequences begins the other, or they are the same. `1-9` gives way to a single digit and keeps the others.
pub(super) fn overlap(a: &[KeyPattern], b: &[KeyPattern]) -> bool {
    a.iter().zip(b).all(|(a, b)| a == b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::Motion;
    use crate::app::{key::Key, keymap::Resolved};

    fn own(on: &str, action: Option<Action>) -> OwnRow {
        OwnRow::new(vec![on.to_owned()], action, vec![KeyContext::Main]).unwrap()
    }

    fn resolve(map: &Keymap, context: KeyContext, keys: &str) -> Resolved {
        let keys: Vec<Key> = keys.split(' ').map(|key| key.parse().unwrap()).collect();
        map.resolve(context, &keys)
    }

    #[test]
    fn own_keys_displace_built_in_ones_in_their_place() {
        let rows = vec![
            own("j", Some(Action::Move(Motion::Up))),
            own("g g", Some(Action::Move(Motion::First))),
            own("3", Some(Action::Help)),
            own("o", None),
        ];
        let map = Keymap::builtin().with(rows).unwrap();
        let table = [
            (
                KeyContext::Main,
                "j",
                Resolved::Action(Action::Move(Motion::Up)),
            ),
            (
                KeyContext::List,
                "j",
                Resolved::Action(Action::Move(Motion::Down)),
            ),
            (
                KeyContext::Main,
                "down",
                Resolved::Action(Action::Move(Motion::Down)),
            ),
            (KeyContext::Main, "g", Resolved::Pending),
            (
                KeyContext::Main,
                "g g",
                Resolved::Action(Action::Move(Motion::First)),
            ),
            (
                KeyContext::Main,
                "home",
                Resolved::Action(Action::Move(Motion::First)),
            ),
            (KeyContext::Main, "3", Resolved::Action(Action::Help)),
            (KeyContext::Main, "4", Resolved::Action(Action::OpenLink(4))),
            (KeyContext::Main, "o", Resolved::Unbound),
        ];
        for (context, keys, want) in table {
            assert_eq!(resolve(&map, context, keys), want, "{keys} in {context:?}");
        }
    }

    #[test]
    fn own_keys_that_clash_are_a_conflict() {
        let twice = vec![
            own("x", Some(Action::Move(Motion::Up))),
            own("x", Some(Action::Move(Motion::Down))),
        ];
        let conflict = Keymap::builtin().with(twice).unwrap_err();
        assert_eq!(conflict.row, 1);
        assert_eq!(conflict.to_string(), "`x` is bound twice in one place");
        let begins = vec![
            own("g", Some(Action::Move(Motion::Up))),
            own("g g", Some(Action::Move(Motion::Down))),
        ];
        let conflict = Keymap::builtin().with(begins).unwrap_err();
        assert!(conflict.to_string().contains("one begins the other"));
        let on = vec!["g".to_owned(), "g g".to_owned()];
        let within =
            OwnRow::new(on, Some(Action::Move(Motion::Up)), vec![KeyContext::Main]).unwrap();
        let conflict = Keymap::builtin().with(vec![within]).unwrap_err();
        assert_eq!(conflict.row, 0);
        assert!(
            conflict
                .to_string()
                .contains("`g` and `g g` are bound in one place")
        );
    }
}
