use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::proof::{Choice, Relaxed, Rungs};

/// One way to read a set of claims: every choice fixed.
///
/// It remembers which choices were asked for, so that a search need only vary those.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    rungs: Rungs,
    relaxed: Relaxed,
    asked: RefCell<BTreeSet<Choice>>,
}

impl Reading {
    pub(crate) fn new(rungs: Rungs, relaxed: Relaxed) -> Reading {
        Reading { rungs, relaxed, asked: RefCell::default() }
    }

    /// Whether a choice takes its lenient side.
    pub(crate) fn is_lenient(&self, choice: Choice) -> bool {
        match &self.relaxed {
            Relaxed::Everything => true,
            Relaxed::AllBut(question) => choice.owner() != Some(*question),
            Relaxed::Nothing => {
                self.asked.borrow_mut().insert(choice);
                false
            }
            Relaxed::These(choices) => {
                let lenient = choices.contains(&choice);
                self.asked.borrow_mut().insert(choice);
                lenient
            }
        }
    }

    /// The rung taken for a stage choice; `None` where the reading does not fix it.
    pub(crate) fn rung(&self, choice: &Choice) -> Option<usize> {
        self.rungs.get(choice).copied()
    }

    /// The choices asked for so far.
    pub(crate) fn asked(&self) -> BTreeSet<Choice> {
        self.asked.borrow().clone()
    }
}
