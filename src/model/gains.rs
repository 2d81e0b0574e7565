use super::Tag;

/// Tags that the articles of an issue have by what other issues are about: they are found when all is loaded, and the issue
/// itself stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gains {
    tags: Vec<Tag>,
    /// Where those of each article end, up to the last that has any.
    ends: Vec<u32>,
}

impl Gains {
    /// Gives the article at `index` more tags. Articles come in their order.
    pub fn give(&mut self, index: u32, tags: impl IntoIterator<Item = Tag>) {
        let before = self.tags.len() as u32;
        self.ends.resize(index as usize, before);
        self.tags.extend(tags);
        self.ends.push(self.tags.len() as u32);
    }

    /// Whether no article gains anything.
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty()
    }

    /// What the article at `index` gains.
    pub fn of(&self, index: u32) -> &[Tag] {
        let end = |index: usize| self.ends.get(index).map_or(0, |&end| end as usize);
        let index = index as usize;
        let start = index.checked_sub(1).map_or(0, end);
        self.tags.get(start..end(index)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_between_gain_nothing() {
        let mut gains = Gains::default();
        let [a, b] = ["fog", "sea"].map(|name| Tag::new(name).unwrap());
        gains.give(1, [a.clone(), b.clone()]);
        gains.give(4, [b.clone()]);
        let given: Vec<_> = (0..6).map(|n| gains.of(n).to_vec()).collect();
        let none = Vec::new;
        let want = [none(), vec![a, b.clone()], none(), none(), vec![b], none()];
        assert_eq!(given, want);
    }
}
