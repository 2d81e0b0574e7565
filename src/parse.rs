//! Bytes to an [`Issue`](crate::model::Issue) and warnings. It never fails and does no I/O.
