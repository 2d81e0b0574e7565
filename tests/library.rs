//! From a newsletter's name to reading it: `add`, `update`, `remove`, with repositories of this machine.

mod adding;
mod dating;
mod hostile;
mod place;
mod server;
mod updating;
