//! The name that was probably meant.

/// `; did you mean NAME?` for the valid name that is nearest to the one written; empty if none is near.
pub fn hint<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    let longest = written.chars().count().div_ceil(3).max(1);
    let near = names
        .into_iter()
        .map(|name| (distance(written, name), name))
        .filter(|(distance, _)| *distance <= longest)
        .min();
    near.map_or_else(String::new, |(_, name)| format!("; did you mean `{name}`?"))
}

/// The number of characters that must be put in, taken out, changed, or swapped with their neighbour (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX - 1);
            let changed = at(&row, j) + usize::from(x != y);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            let swapped = swapped.then(|| at(&before, j - 1) + 1);
            let moved = at(&row, j + 1).min(at(&next, j)) + 1;
            next.push(changed.min(moved).min(swapped.unwrap_or(usize::MAX)));
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_offered() {
        let names = ["theme", "measure", "mouse"];
        assert_eq!(hint("theem", names), "; did you mean `theme`?");
        assert_eq!(hint("them", names), "; did you mean `theme`?");
        assert_eq!(hint("colour", names), "");
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
    }
}
