//! Marks that last: read, starred, queued, in SQLite.
