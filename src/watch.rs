//! Long work tells how far it is, and is stopped from outside.

use std::fmt;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::each::each;

/// What long work is busy with.
///
/// A check goes through them in this order, and through the first ones twice where a set has incomplete dates that other claims
/// may fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Work {
    /// Claims are put in their cells, as numbers and days.
    Grounding,
    /// Cells are searched for claims that may clash; a [`ClaimTable`](crate::ClaimTable) also counts them.
    Pairing,
    /// Parts that hang together by shares, sums and changes are solved.
    Solving,
    /// What may clash is judged over its readings.
    Judging,
    /// What would reconcile the findings is looked for.
    Reconciling,
    /// Claims are searched for witnesses that agree.
    Agreeing,
    /// Cells are searched for near misses.
    Comparing,
    /// What follows is worked out for cells that nobody gave a figure of.
    Implying,
    /// Findings are explained, with their proofs.
    Explaining,
}

impl fmt::Display for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Work::Grounding => "reading what claims say",
            Work::Pairing => "looking for claims that may clash",
            Work::Solving => "solving sums",
            Work::Judging => "judging them",
            Work::Reconciling => "looking for ways out",
            Work::Agreeing => "looking for witnesses that agree",
            Work::Comparing => "looking for near misses",
            Work::Implying => "working out what follows",
            Work::Explaining => "explaining",
        })
    }
}

/// How far long work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// What it is busy with.
    pub work: Work,
    /// How many claims, cells, parts or findings are done.
    pub done: usize,
    /// Of how many.
    pub of: usize,
}

/// Long work was stopped by its watcher, so that there is no result: half a result would call fine what was not looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("stopped before it was done")]
pub struct Stopped;

/// What a watcher is: told how far the work is, it says whether to go on. Called from whatever thread does the work, one at a
/// time.
type Tell<'w> = dyn Fn(Progress) -> ControlFlow<()> + Sync + 'w;

/// A watcher and whether it has stopped the work. What is worked out after that is thrown away, so that all may end as it
/// likes, if only it ends soon.
pub(crate) struct Watch<'w> {
    tell: Option<&'w Tell<'w>>,
    stopped: AtomicBool,
    /// How much is done, of how much.
    far: Mutex<(usize, usize)>,
}

/// Of work that nobody watches.
pub(crate) static UNWATCHED: Watch<'static> = Watch::by(None);

impl<'w> Watch<'w> {
    pub(crate) fn new(tell: &'w Tell<'w>) -> Watch<'w> {
        Watch::by(Some(tell))
    }

    const fn by(tell: Option<&'w Tell<'w>>) -> Watch<'w> {
        Watch { tell, stopped: AtomicBool::new(false), far: Mutex::new((0, 0)) }
    }

    /// Tells how far the work is, and whether it goes on.
    pub(crate) fn goes_on(&self, work: Work, done: usize, of: usize) -> bool {
        self.tells(work, |far| *far = (done, of), 0)
    }

    /// Asks within long work on one item whether to go on.
    pub(crate) fn still_goes_on(&self, work: Work) -> bool {
        self.tells(work, |_| {}, 0)
    }

    /// Tells how far the work is, after which so many more are begun.
    fn tells(&self, work: Work, get: impl FnOnce(&mut (usize, usize)), more: usize) -> bool {
        let Some(tell) = self.tell else { return true };
        let mut far = self.far.lock().unwrap_or_else(PoisonError::into_inner);
        get(&mut far);
        let (done, of) = *far;
        if !self.is_stopped() && tell(Progress { work, done, of }).is_break() {
            self.stopped.store(true, Ordering::Relaxed);
        }
        far.0 += more;
        !self.is_stopped()
    }

    /// What each item gives, in their order; with the feature `parallel` on all threads of the caller's pool. Nothing is begun
    /// once the work is stopped.
    pub(crate) fn each<'i, I: Sync, T: Send>(
        &self,
        work: Work,
        items: &'i [I],
        give: &(impl Fn(&'i I) -> T + Sync),
    ) -> Vec<T> {
        let all = items.len();
        if self.tell.is_some() {
            *self.far.lock().unwrap_or_else(PoisonError::into_inner) = (0, all);
        }
        let given = each(items, &|item| self.tells(work, |_| {}, 1).then(|| give(item)));
        self.goes_on(work, all, all);
        given.into_iter().flatten().collect()
    }

    /// The items one by one, as long as the work goes on.
    pub(crate) fn over<T>(
        &self,
        work: Work,
        items: impl IntoIterator<Item = T, IntoIter: ExactSizeIterator>,
    ) -> impl Iterator<Item = T> {
        let mut items = items.into_iter();
        let of = items.len();
        // Once more at the end, when all are done.
        let mut done = 0..=of;
        std::iter::from_fn(move || {
            let goes_on = done.next().is_none_or(|done| self.goes_on(work, done, of));
            goes_on.then(|| items.next()).flatten()
        })
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// A result, unless the work was stopped.
    pub(crate) fn finished<T>(&self, result: T) -> Result<T, Stopped> {
        if self.is_stopped() { Err(Stopped) } else { Ok(result) }
    }
}

impl fmt::Debug for Watch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch").field("stopped", &self.is_stopped()).finish_non_exhaustive()
    }
}
