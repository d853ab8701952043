use std::ops::{Index, IndexMut};

/// A list whose positions are handed out by its owner, and which never shrinks.
#[derive(Clone, Debug)]
pub(super) struct Slots<T>(Vec<T>);

impl<T> Slots<T> {
    pub(super) fn new() -> Slots<T> {
        Slots(Vec::new())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Adds one and gives its position.
    pub(super) fn push(&mut self, item: T) -> usize {
        self.0.push(item);
        self.0.len() - 1
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }
}

impl<T: Clone> Slots<T> {
    pub(super) fn of(item: T, times: usize) -> Slots<T> {
        Slots(vec![item; times])
    }
}

impl<T> FromIterator<T> for Slots<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Slots<T> {
        Slots(items.into_iter().collect())
    }
}

impl<T> Index<usize> for Slots<T> {
    type Output = T;

    #[expect(clippy::indexing_slicing, reason = "positions are handed out by the owner of the list")]
    fn index(&self, at: usize) -> &T {
        &self.0[at]
    }
}

impl<T> IndexMut<usize> for Slots<T> {
    #[expect(clippy::indexing_slicing, reason = "positions are handed out by the owner of the list")]
    fn index_mut(&mut self, at: usize) -> &mut T {
        &mut self.0[at]
    }
}
