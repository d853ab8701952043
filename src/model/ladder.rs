use std::collections::{BTreeMap, BTreeSet};

use super::Key;

/// The stages of a measure in their order, and the words for them.
///
/// # Source
/// `funding`: transaction types of the IATI standard 2.03 (commitment, disbursement), the coder instructions
/// of `AidData`'s TUFF methodology (appendix D), and the Open Contracting Data Standard. `works`: the contract
/// and implementation stages of the Open Contracting for Infrastructure Data Standard.
///
/// # Examples
/// ```
/// use gainsay::Ladder;
/// let funding = Ladder::funding();
/// assert_eq!(funding.rungs_of("finalized"), Some([1, 2].as_slice()));
/// assert_eq!(funding.rungs_of("memorandum"), Some([0].as_slice()));
/// assert_eq!(funding.rungs_of("frobnicated"), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ladder {
    rungs: Vec<String>,
    plan: Option<usize>,
    hard: BTreeSet<usize>,
    words: BTreeMap<Key, Vec<usize>>,
}

/// What is wrong with a ladder.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LadderError {
    /// Fewer than two rungs.
    #[error("a ladder has at least two rungs, the earliest first")]
    TooShort,
    /// A rung is named twice.
    #[error("the rung `{0}` stands twice on the ladder")]
    Twice(String),
    /// A word, the plan or a hard step names something that is no rung.
    #[error("`{0}` is not a rung of the ladder; its rungs are {1}")]
    NoRung(String, String),
    /// A word means no rung at all.
    #[error("the word `{0}` has no rungs; give it at least one")]
    NoMeaning(String),
}

/// Words for what has come to nothing: amounts at such a stage are compared with nothing.
const STATUSES: [&str; 6] = ["cancelled", "canceled", "suspended", "frozen", "terminated", "called off"];

impl Ladder {
    /// A ladder of rungs, earliest first; each rung is a word for itself.
    ///
    /// # Errors
    /// [`LadderError::TooShort`] for fewer than two rungs, [`LadderError::Twice`] for a repeated one.
    pub fn new<S: AsRef<str>>(rungs: impl IntoIterator<Item = S>) -> Result<Ladder, LadderError> {
        let rungs: Vec<String> = rungs.into_iter().map(|rung| rung.as_ref().to_owned()).collect();
        if rungs.len() < 2 {
            return Err(LadderError::TooShort);
        }
        let mut words = BTreeMap::new();
        for (at, rung) in rungs.iter().enumerate() {
            if words.insert(Key::fold(rung), vec![at]).is_some() {
                return Err(LadderError::Twice(rung.clone()));
            }
        }
        Ok(Ladder { rungs, plan: None, hard: BTreeSet::new(), words })
    }

    /// Names the plan rung: what is there is only intended.
    ///
    /// # Errors
    /// [`LadderError::NoRung`].
    pub fn plan(mut self, rung: &str) -> Result<Ladder, LadderError> {
        self.plan = Some(self.position(rung)?);
        Ok(self)
    }

    /// Makes the step onto a rung hard: what stands there never exceeds the rung before.
    ///
    /// # Errors
    /// [`LadderError::NoRung`].
    pub fn hard(mut self, onto: &str) -> Result<Ladder, LadderError> {
        let at = self.position(onto)?;
        self.hard.insert(at);
        Ok(self)
    }

    /// Gives a word its meaning: the rungs that it may stand for. An earlier meaning is replaced.
    ///
    /// # Errors
    /// [`LadderError::NoRung`], [`LadderError::NoMeaning`].
    pub fn word<S: AsRef<str>>(
        mut self,
        word: &str,
        rungs: impl IntoIterator<Item = S>,
    ) -> Result<Ladder, LadderError> {
        let mut meaning =
            rungs.into_iter().map(|rung| self.position(rung.as_ref())).collect::<Result<Vec<_>, _>>()?;
        meaning.sort_unstable();
        meaning.dedup();
        if meaning.is_empty() {
            return Err(LadderError::NoMeaning(word.to_owned()));
        }
        self.words.insert(Key::fold(word), meaning);
        Ok(self)
    }

    fn position(&self, rung: &str) -> Result<usize, LadderError> {
        let key = Key::fold(rung);
        self.rungs
            .iter()
            .position(|own| Key::fold(own) == key)
            .ok_or_else(|| LadderError::NoRung(rung.to_owned(), self.rungs.join(", ")))
    }

    /// The rungs, earliest first.
    #[must_use]
    pub fn rungs(&self) -> &[String] {
        &self.rungs
    }

    /// The name of a rung.
    #[must_use]
    pub fn rung(&self, at: usize) -> &str {
        self.rungs.get(at).map_or("", String::as_str)
    }

    /// The number of the last rung.
    #[must_use]
    pub fn last(&self) -> usize {
        self.rungs.len() - 1
    }

    /// The number of the plan rung.
    #[must_use]
    pub fn plan_rung(&self) -> Option<usize> {
        self.plan
    }

    /// Whether every step from one rung up to a later one is hard.
    #[must_use]
    pub fn is_hard(&self, earlier: usize, later: usize) -> bool {
        (earlier + 1..=later).all(|step| self.hard.contains(&step))
    }

    /// The rungs onto which the step is hard.
    pub fn hard_rungs(&self) -> impl Iterator<Item = &str> {
        self.hard.iter().map(|at| self.rung(*at))
    }

    /// The rungs that a word may stand for; `None`: the ladder does not know it.
    #[must_use]
    pub fn rungs_of(&self, word: &str) -> Option<&[usize]> {
        self.words.get(&Key::fold(word)).map(Vec::as_slice)
    }

    /// Whether a word says that the thing came to nothing.
    #[must_use]
    pub fn is_status(word: &str) -> bool {
        STATUSES.contains(&Key::fold(word).as_str())
    }

    /// Every word with the rungs that it may stand for, in order.
    pub fn words(&self) -> impl Iterator<Item = (&str, &[usize])> {
        self.words.iter().map(|(word, rungs)| (word.as_str(), rungs.as_slice()))
    }

    /// Replaces the words that another ladder of the same rungs lists, and keeps the rest.
    #[must_use]
    pub fn overlaid(mut self, with: &Ladder) -> Ladder {
        self.words.extend(with.words.clone());
        self.hard.extend(&with.hard);
        self.plan = with.plan.or(self.plan);
        self
    }

    /// The shipped ladder of that name.
    #[must_use]
    pub fn shipped(name: &str) -> Option<Ladder> {
        match Key::fold(name).as_str() {
            "funding" => Some(Ladder::funding()),
            "works" => Some(Ladder::works()),
            _ => None,
        }
    }

    /// Money: planned, committed, disbursed.
    #[must_use]
    pub fn funding() -> Ladder {
        Ladder::of(&["planned", "committed", "disbursed"], FUNDING)
    }

    /// Works: planned, contracted, under construction, completed.
    #[must_use]
    pub fn works() -> Ladder {
        Ladder::of(&["planned", "contracted", "under construction", "completed"], WORKS)
    }

    fn of(rungs: &[&str], lexicon: &[(&[usize], &[&str])]) -> Ladder {
        let own = rungs.iter().enumerate().map(|(at, rung)| (Key::fold(rung), vec![at]));
        let words = lexicon
            .iter()
            .flat_map(|(rungs, words)| words.iter().map(|word| (Key::fold(word), rungs.to_vec())));
        Ladder {
            rungs: rungs.iter().map(ToString::to_string).collect(),
            plan: Some(0),
            hard: BTreeSet::new(),
            words: own.chain(words).collect(),
        }
    }
}

/// The words of the `funding` ladder, by the rungs that they may stand for.
const FUNDING: &[(&[usize], &[&str])] = &[
    (
        &[0],
        &[
            "plan",
            "expected",
            "pledged",
            "promised",
            "announced",
            "intended",
            "proposed",
            "memorandum",
            "memorandum of understanding",
            "mou",
            "letter of intent",
            "framework agreement",
            "offered",
            "envisaged",
            "targeted",
            "estimated",
            "budgeted",
            "to be invested",
        ],
    ),
    (
        &[1],
        &["commitment", "signed", "contracted", "contract signed", "awarded", "obligated", "underwritten"],
    ),
    (
        &[2],
        &[
            "disbursement",
            "invested",
            "paid",
            "paid out",
            "delivered",
            "spent",
            "transferred",
            "received",
            "handed over",
            "implemented",
            "drawn",
            "already invested",
        ],
    ),
    (&[1, 2], &["finalized", "finalised", "closed", "concluded", "completed", "realized", "realised"]),
    (&[0, 1], &["agreed", "approved", "secured", "allocated", "earmarked", "mobilized", "mobilised"]),
];

/// The words of the `works` ladder, by the rungs that they may stand for.
const WORKS: &[(&[usize], &[&str])] = &[
    (&[0], &["plan", "expected", "announced", "proposed", "designed", "intended", "memorandum"]),
    (&[1], &["signed", "awarded", "contract signed", "tendered"]),
    (&[2], &["underway", "started", "begun", "being built", "in progress", "ongoing"]),
    (&[3], &["finished", "opened", "commissioned", "delivered", "handed over", "built", "in operation"]),
    (&[2, 3], &["implemented", "executed"]),
    (&[0, 1], &["agreed", "approved", "secured"]),
    (&[1, 3], &["finalized", "finalised"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hard_step_is_hard_alone_and_a_path_only_when_all_its_steps_are() -> Result<(), LadderError> {
        let ladder = Ladder::new(["a", "b", "c"])?.hard("b")?;
        assert!(ladder.is_hard(0, 1));
        assert!(!ladder.is_hard(1, 2));
        assert!(!ladder.is_hard(0, 2));
        Ok(())
    }

    #[test]
    fn a_ladder_of_a_shipped_name_keeps_the_words_it_does_not_list() -> Result<(), LadderError> {
        let own = Ladder::new(["planned", "committed", "disbursed"])?.word("finalized", ["disbursed"])?;
        let both = Ladder::funding().overlaid(&own);
        assert_eq!(both.rungs_of("finalized"), Some([2].as_slice()));
        assert_eq!(both.rungs_of("agreed"), Some([0, 1].as_slice()));
        assert_eq!(both.plan_rung(), Some(0));
        Ok(())
    }
}
