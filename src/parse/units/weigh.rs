//! Evidence, weighed: what speaks for and against, in tables.

/// Something that may speak for or against.
pub struct Evidence<L> {
    /// A name for people.
    #[cfg_attr(not(test), allow(dead_code, reason = "rows are named for people"))]
    pub name: &'static str,
    /// Its weight, for or against.
    pub weight: i32,
    /// True if it is so.
    pub holds: fn(&L) -> bool,
}

/// The weight of all evidence that holds.
pub fn weigh<L>(table: &[Evidence<L>], look: &L) -> i32 {
    let holding = table.iter().filter(|evidence| (evidence.holds)(look));
    holding.map(|evidence| evidence.weight).sum()
}

/// A row of such a table.
pub const fn row<L>(weight: i32, name: &'static str, holds: fn(&L) -> bool) -> Evidence<L> {
    Evidence {
        name,
        weight,
        holds,
    }
}

/// Fails if two rows have one name, or a row has no weight.
#[cfg(test)]
pub fn assert_sound<L>(table: &[Evidence<L>]) {
    let mut names: Vec<_> = table.iter().map(|row| row.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), table.len());
    assert!(table.iter().all(|row| row.weight != 0));
}
