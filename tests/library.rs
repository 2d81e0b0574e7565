//! From a newsletter's name to reading it: `add`, `update`, `remove`, with repositories of this machine.

mod adding;
mod archives;
mod catalogue;
mod dating;
mod hostile;
pub mod place;
mod screen;
mod server;
mod several;
mod updating;
