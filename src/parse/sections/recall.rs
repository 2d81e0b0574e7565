//! What sections remember of what was asked before.

use std::{
    borrow::Cow,
    cell::{Cell, OnceCell},
    iter,
};

/// Texts that are put together, each when it is first asked for. Mostly there are none.
pub struct Texts<'a> {
    /// How many there may be.
    count: usize,
    made: OnceCell<Vec<OnceCell<Cow<'a, str>>>>,
}

impl<'a> Texts<'a> {
    pub fn new(count: usize) -> Self {
        Self {
            count,
            made: OnceCell::new(),
        }
    }

    /// The text at a position, `made` at first.
    pub fn get(&self, at: usize, made: impl FnOnce() -> Cow<'a, str>) -> &str {
        let none = || iter::repeat_with(OnceCell::new).take(self.count).collect();
        let text = self.made.get_or_init(none).get(at);
        text.map_or("", |text| text.get_or_init(made))
    }
}

/// Where something was looked for last: what is looked for next is mostly not far behind.
#[derive(Default)]
pub struct Near(Cell<usize>);

/// So many steps are made: mostly there are less in an article.
const NEAR: usize = 16;

impl Near {
    /// The position of the first of some items that does not stand before, and all after it do not. `next` tells where to look
    /// after an item that does.
    pub fn first<T>(
        &self,
        items: &[T],
        stands_before: impl Fn(&T) -> bool,
        next: impl Fn(usize, &T) -> usize,
    ) -> usize {
        let mut at = self.0.get();
        for _ in 0..NEAR {
            match items.get(at).filter(|item| stands_before(item)) {
                Some(item) => {
                    self.0.set(at);
                    at = next(at, item);
                }
                None if self.0.get() < at => return at,
                None => break,
            }
        }
        let first = items.partition_point(stands_before);
        self.0.set(first.saturating_sub(1));
        first
    }
}
