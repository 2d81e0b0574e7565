//! Link reference definitions of an issue, looked up by label.

use std::{cell::OnceCell, collections::HashMap};

use crate::{model::Definition, text::fold_label};

/// Link reference definitions of a whole issue, for pieces of it that use them. Looked up in constant time; read at first use.
#[derive(Debug)]
pub(super) struct Definitions<'a> {
    all: &'a [Definition],
    by_label: OnceCell<HashMap<String, &'a str>>,
}

impl<'a> Definitions<'a> {
    pub fn new(all: &'a [Definition]) -> Self {
        let by_label = OnceCell::new();
        Self { all, by_label }
    }

    /// The target of `label`. Where a label is defined twice, the first counts (CommonMark 0.31, 4.7).
    pub fn find(&self, label: &str) -> Option<&'a str> {
        if self.all.is_empty() {
            return None;
        }
        let by_label = self.by_label.get_or_init(|| {
            let rows = self.all.iter().rev();
            rows.map(|row| (fold_label(&row.label), &*row.url))
                .collect()
        });
        by_label.get(&fold_label(label)).copied()
    }
}
