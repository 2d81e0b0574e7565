//! Bytes as what happens to the reader: keys, the mouse, pastes, other sizes, files that change, answers that come late. What
//! must hold is looked at after each.

pub mod check;
mod steps;
mod world;

use super::choices::Choices;
use check::assert_holds;
use world::World;

/// Plays all that the bytes say, and answers with how many things happened.
pub fn run(bytes: &[u8]) -> usize {
    let mut choices = Choices::new(bytes);
    let mut world = World::new(&mut choices);
    let mut count = 0;
    while !choices.is_over() {
        let step = steps::next(&mut choices, &world);
        world.log(&step);
        world.take(step, &mut choices);
        assert_holds(&world);
        count += 1;
    }
    count
}
