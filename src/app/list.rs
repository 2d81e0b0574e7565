//! A list with a selection and a window on it, whatever its items are.

use super::rows::Rows;

/// Items, the selected one, and the first that is on the screen.
#[derive(Clone, Debug)]
pub struct ListState<T> {
    items: Vec<T>,
    rows: Rows,
}

impl<T> Default for ListState<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            rows: Rows::default(),
        }
    }
}

impl<T: Copy + PartialEq> ListState<T> {
    /// All items.
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// The selected item; `None` in an empty list.
    pub fn selected(&self) -> Option<T> {
        self.items.get(self.position()).copied()
    }

    /// The position of the selection, from 0.
    pub fn position(&self) -> usize {
        self.rows.position()
    }

    /// The first item on the screen.
    pub fn top(&self) -> usize {
        self.rows.top()
    }

    /// The list without its items.
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// The same, to be moved in.
    pub fn rows_mut(&mut self) -> &mut Rows {
        &mut self.rows
    }

    /// Puts other items in. The selection stays on its item and at its place on the screen; if the item is gone, at its
    /// position. A window that was moved alone stays on its first item.
    pub fn set(&mut self, items: Vec<T>) {
        self.replace(items, Some);
    }

    /// Gives items other names, and takes out those that have none. The selection stays on its item.
    pub fn rename(&mut self, to: impl Fn(T) -> Option<T>) {
        let items = self.items.iter().copied().filter_map(&to).collect();
        self.replace(items, to);
    }

    fn replace(&mut self, items: Vec<T>, to: impl Fn(T) -> Option<T>) {
        let place = |old: usize| {
            let item = to(*self.items.get(old)?)?;
            items.iter().position(|other| *other == item)
        };
        let rows = self.rows.replaced(items.len(), place);
        (self.items, self.rows) = (items, rows);
    }

    /// Selects an item. Returns true if it exists.
    pub fn select(&mut self, item: T) -> bool {
        let found = self.items.iter().position(|other| *other == item);
        if let Some(position) = found.filter(|position| *position != self.position()) {
            self.select_at(position);
        }
        found.is_some()
    }

    /// Selects by position, clamped to the list.
    pub fn select_at(&mut self, position: usize) {
        self.rows.select_at(position);
    }

    /// Moves the selection, stopping at both ends. Returns true if it moved.
    pub fn move_by(&mut self, by: isize) -> bool {
        self.rows.move_by(by)
    }

    /// Moves the window so that the selection is in it; see [`Rows::reveal`].
    pub fn reveal(&mut self, height: usize) {
        self.rows.reveal(height);
    }

    /// The items of a window of `height` rows, each with its position.
    pub fn window(&self, height: usize) -> impl Iterator<Item = (usize, T)> + '_ {
        self.items
            .iter()
            .copied()
            .enumerate()
            .skip(self.top())
            .take(height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(n: usize) -> ListState<usize> {
        let mut list = ListState::default();
        list.set((0..n).collect());
        list
    }

    #[test]
    fn selection_keeps_its_item_and_its_row_when_items_arrive_above() {
        let mut list = list(10);
        list.move_by(5);
        list.reveal(4);
        let row = list.position() - list.top();
        list.set((100..103).chain(0..10).collect());
        assert_eq!(list.selected(), Some(5));
        assert_eq!(list.position() - list.top(), row);
    }

    #[test]
    fn selection_of_a_vanished_item_stays_near() {
        let mut list = list(3);
        list.move_by(2);
        list.set(vec![0, 1]);
        assert_eq!(list.selected(), Some(1));
        list.set(vec![]);
        assert_eq!(list.selected(), None);
    }

    #[test]
    fn a_window_that_was_scrolled_stays_until_the_selection_moves() {
        let mut list = list(20);
        list.rows_mut().scroll(9, 5);
        list.reveal(5);
        assert_eq!((list.position(), list.top()), (0, 9));
        list.set((100..103).chain(0..20).collect());
        list.reveal(5);
        assert_eq!((list.position(), list.top()), (3, 12), "on its first item");
        list.rows_mut().scroll(99, 5);
        assert_eq!(list.top(), 18, "no further than to the end");
        list.move_by(1);
        list.reveal(5);
        assert_eq!((list.position(), list.top()), (4, 4));
    }
}
