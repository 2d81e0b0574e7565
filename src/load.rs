//! Sources through the parser into an archive: in parallel, in batches, newest first.
