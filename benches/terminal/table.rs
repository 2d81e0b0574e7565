//! Figures as they are printed: `what | ours | reference | ratio | limit`.

use std::time::Duration;

/// The figures of something that was done several times.
pub struct Times(Vec<Duration>);

impl Times {
    pub fn new(mut times: Vec<Duration>) -> Self {
        times.sort();
        Self(times)
    }

    pub fn median(&self) -> Duration {
        self.share(50)
    }

    /// What only five in a hundred are above.
    pub fn p95(&self) -> Duration {
        self.share(95)
    }

    fn share(&self, percent: usize) -> Duration {
        let last = self.0.len().saturating_sub(1);
        self.0
            .get((last * percent).div_ceil(100))
            .copied()
            .unwrap_or_default()
    }
}

/// Prints the head of the table.
pub fn head() {
    row("what", "ours", "reference", "ratio", "limit");
}

/// Prints a time beside another, and the ratio that is to be kept.
pub fn ratio(what: &str, ours: Duration, reference: Duration, limit: f64) {
    let ratio = ours.as_secs_f64() / reference.as_secs_f64();
    row(
        what,
        &format!("{ours:.2?}"),
        &format!("{reference:.2?}"),
        &format!("{ratio:.2}"),
        &limit.to_string(),
    );
}

/// Prints what has no reference.
pub fn plain(what: &str, ours: &str, limit: &str) {
    row(what, ours, "", "", limit);
}

/// Prints a line of the table.
pub fn row(what: &str, ours: &str, reference: &str, ratio: &str, limit: &str) {
    println!("{what:<46} | {ours:>12} | {reference:>12} | {ratio:>6} | {limit:>12}");
}
