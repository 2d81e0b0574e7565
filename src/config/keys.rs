//! The user's keys: a table each, with what stands in a row of `assets/keymap.txt`.

use std::ops::Range;

use toml::de::DeTable;

use super::{Problem, item::texts, nearest};
use crate::app::{
    action::{ACTIONS, Action},
    key::{Key, NAMED},
    keymap::{KeyContext, OwnRow},
};

/// A row of `text`.
pub(super) fn row(
    text: &str,
    table: &DeTable<'_>,
    place: &Range<usize>,
) -> Result<OwnRow, Problem> {
    let wrong = |why: &str| Problem::at(text, place, why);
    let keys = table.get("on").and_then(texts);
    let keys = keys
        .filter(|keys| !keys.is_empty())
        .ok_or_else(|| wrong("a key needs `on`: a key as text, or several in brackets"))?;
    let action = action(text, table, place)?;
    let contexts = contexts(text, table)?;
    OwnRow::new(keys.clone(), action, contexts)
        .map_err(|why| wrong(&format!("{why}{}", near_key(&keys))))
}

/// A hint to the key that was probably meant by the first unknown name.
fn near_key(keys: &[String]) -> String {
    let mut words = keys.iter().flat_map(|keys| keys.split(' '));
    let Some(wrong) = words.find(|word| word.parse::<Key>().is_err()) else {
        return String::new();
    };
    let (modifiers, key) = wrong.rsplit_once('-').unwrap_or(("", wrong));
    let held = ["ctrl-", "alt-", "shift-"].map(|modifier| format!("{modifier}{key}"));
    let named: Vec<String> = NAMED
        .iter()
        .map(|(name, _)| match modifiers {
            "" => (*name).to_owned(),
            modifiers => format!("{modifiers}-{name}"),
        })
        .chain(held.into_iter().filter(|_| !modifiers.is_empty()))
        .filter(|name| name.parse::<Key>().is_ok())
        .collect();
    nearest::hint(wrong, named.iter().map(String::as_str))
}

/// The action that `do` names; `none` takes the keys away.
fn action(
    text: &str,
    table: &DeTable<'_>,
    place: &Range<usize>,
) -> Result<Option<Action>, Problem> {
    let missing = "a key needs `do`: the name of an action, or \"none\"";
    let item = table
        .get("do")
        .ok_or_else(|| Problem::at(text, place, missing))?;
    let written = item.get_ref().as_str().unwrap_or_default();
    let action = Action::from_name(written);
    if action.is_none() && written != "none" {
        let names = ACTIONS.iter().map(|row| row.0).chain(["none"]);
        let hint = nearest::hint(written, names);
        let unknown = format!("no action is called `{written}`{hint}");
        return Err(Problem::at(text, &item.span(), unknown));
    }
    Ok(action)
}

/// The places that `in` names; the panes by default.
fn contexts(text: &str, table: &DeTable<'_>) -> Result<Vec<KeyContext>, Problem> {
    let Some(item) = table.get("in") else {
        return Ok(vec![KeyContext::Main]);
    };
    let written = texts(item).unwrap_or_default();
    let known = written.iter().map(|name| KeyContext::from_name(name));
    let known: Option<Vec<_>> = known.collect();
    known.filter(|known| !known.is_empty()).ok_or_else(|| {
        let names: Vec<_> = KeyContext::ALL.iter().map(|place| place.name()).collect();
        let what = format!("`in` takes any of {}", names.join(", "));
        Problem::at(text, &item.span(), what)
    })
}
