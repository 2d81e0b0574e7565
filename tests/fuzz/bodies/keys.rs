//! Bytes as what happens to the reader: keys, the mouse, pastes, other sizes, files that change, answers that come late. What
//! must hold is looked at after each, and what is dear to look at now and then.

pub mod check;
mod steps;
mod world;

use std::collections::BTreeMap;

use super::choices::Choices;
use check::{assert_holds, assert_holds_all};
use world::World;

/// So many things happen before everything is looked at.
const DEAR: usize = 8;

/// What happened.
#[derive(Debug, Default)]
pub struct Played {
    pub steps: usize,
    /// After how many of them each of the things that can lie over the panes was on the screen, and the line of tags.
    pub seen: BTreeMap<&'static str, usize>,
}

/// Plays all that the bytes say.
pub fn run(bytes: &[u8]) -> Played {
    let mut choices = Choices::new(bytes);
    let mut world = World::new(&mut choices);
    let mut played = Played::default();
    while !choices.is_over() {
        let step = steps::next(&mut choices, &world);
        world.log(&step);
        world.take(step, &mut choices);
        assert_holds(&world);
        played.steps += 1;
        if played.steps.is_multiple_of(DEAR) {
            assert_holds_all(&world);
        }
        for name in world.on_the_screen() {
            *played.seen.entry(name).or_default() += 1;
        }
    }
    assert_holds_all(&world);
    played
}
