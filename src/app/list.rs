//! A list with a selection and a window on it. It knows nothing of what it lists.

/// Items, the selected one, and the first that is on the screen.
#[derive(Clone, Debug)]
pub struct List<T> {
    items: Vec<T>,
    selected: usize,
    top: usize,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            selected: 0,
            top: 0,
        }
    }
}

impl<T: Copy + PartialEq> List<T> {
    /// All items.
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// The selected item; `None` in an empty list.
    pub fn selected(&self) -> Option<T> {
        self.items.get(self.selected).copied()
    }

    /// Where the selection is, from 0.
    pub fn position(&self) -> usize {
        self.selected
    }

    /// The first item on the screen.
    pub fn top(&self) -> usize {
        self.top
    }

    /// Puts other items in. The selection stays on its item and at its place on the screen; if the item is gone, at its
    /// position.
    pub fn set(&mut self, items: Vec<T>) {
        let kept = self
            .selected()
            .and_then(|item| items.iter().position(|other| *other == item));
        let place = self.selected.saturating_sub(self.top);
        self.items = items;
        self.selected = kept
            .unwrap_or(self.selected)
            .min(self.items.len().saturating_sub(1));
        self.top = self.selected.saturating_sub(place);
    }

    /// Selects an item. Whether it is there.
    pub fn select(&mut self, item: T) -> bool {
        let found = self.items.iter().position(|other| *other == item);
        self.selected = found.unwrap_or(self.selected);
        found.is_some()
    }

    /// Selects by position, clamped to the list.
    pub fn select_at(&mut self, position: usize) {
        self.selected = position.min(self.items.len().saturating_sub(1));
    }

    /// Moves the selection, stopping at both ends. Whether it moved.
    pub fn move_by(&mut self, by: isize) -> bool {
        let before = self.selected;
        self.select_at(before.saturating_add_signed(by));
        self.selected != before
    }

    /// Moves the window so that the selection is within its `height` rows, and the window is full where it can be.
    pub fn reveal(&mut self, height: usize) {
        let height = height.max(1);
        let lowest = (self.selected + 1).saturating_sub(height);
        let fullest = self.items.len().saturating_sub(height);
        self.top = self
            .top
            .clamp(lowest, self.selected)
            .min(fullest.max(lowest));
    }

    /// The items of a window of `height` rows, each with its position.
    pub fn window(&self, height: usize) -> impl Iterator<Item = (usize, T)> + '_ {
        self.items
            .iter()
            .copied()
            .enumerate()
            .skip(self.top)
            .take(height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(n: usize) -> List<usize> {
        let mut list = List::default();
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

    proptest::proptest! {
        #[test]
        fn the_selection_is_always_in_the_window(
            n in 0usize..50, moves in proptest::collection::vec(-60isize..60, 0..20), height in 0usize..60,
        ) {
            let mut list = list(n);
            for by in moves {
                list.move_by(by);
                list.reveal(height);
                let shown = list.window(height.max(1)).any(|(at, _)| at == list.position());
                assert!(shown || n == 0);
            }
        }
    }
}
