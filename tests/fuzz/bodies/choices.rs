/// A number below `n` that the bytes alone decide: for what is too dear to be done each time.
pub fn below(n: usize, bytes: &[u8]) -> usize {
    // FNV (Fowler, Noll and Vo), which mixes low bits into high ones.
    let sum = bytes.iter().fold(0x811c_9dc5_u32, |sum, byte| {
        (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    });
    (sum >> 8) as usize % n
}

/// Bytes as a row of choices; when they are at an end, each is the first.
pub struct Choices<'a>(&'a [u8]);

impl<'a> Choices<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub fn is_over(&self) -> bool {
        self.0.is_empty()
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        let mut choice = usize::from(self.byte());
        if n > 256 {
            choice = choice << 8 | usize::from(self.byte());
        }
        choice % n.max(1)
    }

    /// Once in `n` times.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == n - 1
    }

    pub fn pick<T: Clone>(&mut self, among: &[T]) -> T {
        among[self.below(among.len())].clone()
    }

    /// What is left.
    pub fn rest(self) -> &'a [u8] {
        self.0
    }

    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        *first
    }
}
