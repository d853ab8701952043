//! The front door: claims in, report out.

use std::borrow::Cow;
use std::ops::ControlFlow;

use crate::check::{
    Asked, Findings, Inferred, Met, Superseded, Web, findings, found, inferred, may_infer, superseded,
    trusted,
};
use crate::ground::{Because, CellError, Ground, Order, Reading};
use crate::model::{Cell, Claim, ClaimSet, Day, Stance};
use crate::proof::{ClaimIx, Relaxed, Rungs};
use crate::report::{Dates, Finding, Fit, Implied, Report, finding, listed};
use crate::watch::{Progress, Stopped, UNWATCHED, Watch};

/// Checks sets of claims.
///
/// # Examples
/// ```
/// use gainsay::{Cell, Checker, Claim, ClaimSet, Measure, Source, Verdict};
/// let height = |id: &str, source: &str, value: &str| -> Result<Claim, Box<dyn std::error::Error>> {
///     Ok(Claim::amount(id, source, Cell::new("the tower", "height"), value.parse()?))
/// };
/// let set = ClaimSet::builder()
///     .source(Source::new("a", "Example Gazette"))
///     .source(Source::new("b", "Example Herald"))
///     .measure("height", Measure::constant("m"))
///     .claim(height("a1", "a", "324 m")?)
///     .claim(height("b1", "b", "more than 400 m")?)
///     .build()?;
/// let report = Checker::new().check(&set);
/// assert_eq!(report.findings[0].verdict, Verdict::Contradiction);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Checker {
    today: Option<Day>,
    said_by: Option<Day>,
}

impl Checker {
    /// A checker that knows no today: nothing lapses.
    #[must_use]
    pub fn new() -> Checker {
        Checker::default()
    }

    /// Tells it the day, so that plans whose time is over lapse.
    #[must_use]
    pub fn today(mut self, day: Day) -> Checker {
        self.today = Some(day);
        self
    }

    /// Restricts it to what had certainly been said by a day.
    #[must_use]
    pub fn said_by(mut self, day: Day) -> Checker {
        self.said_by = Some(day);
        self
    }

    /// Checks a set as a whole.
    #[must_use]
    pub fn check(&self, set: &ClaimSet) -> Report {
        self.check_noting(set).0
    }

    /// The same, told to a watcher all along: how far the work is, to show it or to stop it.
    ///
    /// The watcher is called often, for each claim or cell, while the work waits; so it should be quick, and start no parallel work
    /// of its own. What is told goes from 0 to all of each kind of work.
    ///
    /// # Errors
    /// [`Stopped`] when the watcher breaks the work off. No report is made then.
    ///
    /// # Examples
    /// ```
    /// use std::ops::ControlFlow;
    /// use std::time::{Duration, Instant};
    /// use gainsay::{Checker, ClaimSet, Stopped};
    /// let set = ClaimSet::builder().build()?;
    /// let begun = Instant::now();
    /// let report = Checker::new().check_watched(&set, |progress| {
    ///     eprintln!("{}: {} of {}", progress.work, progress.done, progress.of);
    ///     if begun.elapsed() < Duration::from_secs(60) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    /// });
    /// assert!(report.is_ok());
    /// assert_eq!(Checker::new().check_watched(&set, |_| ControlFlow::Break(())), Err(Stopped));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn check_watched(
        &self,
        set: &ClaimSet,
        watcher: impl Fn(Progress) -> ControlFlow<()> + Sync,
    ) -> Result<Report, Stopped> {
        let watch = Watch::new(&watcher);
        let (report, _) = self.report(&self.known(set), &watch);
        watch.finished(report)
    }

    /// A check, and which allowances and denials met something.
    pub(crate) fn check_noting(&self, set: &ClaimSet) -> (Report, Met) {
        self.report(&self.known(set), &UNWATCHED)
    }

    /// The set with what had certainly been said by then.
    fn known<'s>(&self, set: &'s ClaimSet) -> Cow<'s, ClaimSet> {
        let Some(day) = self.said_by else { return Cow::Borrowed(set) };
        // When it was said is a matter of all claims; what follows, of those that had been said.
        let (_, dated) = dated(set);
        let dated = dated.as_ref().unwrap_or(set);
        let said = |claim: &Claim| {
            let claim = dated.claim(&claim.id).unwrap_or(claim);
            let said = crate::ground::said_of(dated, claim).widest();
            said.last().is_some_and(|last| last <= day)
        };
        Cow::Owned(set.only(said))
    }

    /// What the claims of a set force on the number of a cell: the narrowest interval, with its derivation.
    ///
    /// Facets and a stage that the cell does not name mean the whole, and the last rung. The whole set is checked first, as
    /// what a contradiction touches is left out.
    ///
    /// # Errors
    /// [`CellError`] where the set does not declare what the cell names, or where the cell leaves open which number is meant:
    /// no time, a doubtful one, a word for two rungs. Also for what is planned: what follows is about facts.
    ///
    /// # Examples
    /// ```
    /// use gainsay::{Cell, Checker, Claim, ClaimSet, Measure, Source};
    /// let height = |of: &str| Cell::new(of, "height");
    /// let set = ClaimSet::builder()
    ///     .source(Source::new("a", "Example Gazette"))
    ///     .measure("height", Measure::constant("m"))
    ///     .claim(Claim::amount("a1", "a", height("the tower"), "between 320 m and 324 m".parse()?))
    ///     .build()?;
    /// let tower = Checker::new().implied(&set, &height("the tower"))?;
    /// assert_eq!(tower.plain, Some("[320, 324]".parse()?));
    /// assert_eq!(tower.claims, ["a1"]);
    /// let error = Checker::new().implied(&set, &Cell::new("the tower", "hight")).unwrap_err().to_string();
    /// assert_eq!(error, "measure `hight` is not declared; did you mean `height`?");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn implied(&self, set: &ClaimSet, cell: &Cell) -> Result<Implied, CellError> {
        let known = self.known(set);
        let (inferred, dated) = dated(&known);
        let dated = dated.as_ref().unwrap_or(&known);
        let asked = Asked::new(dated, cell.clone())?;
        let Looked { ground, active, findings, .. } = Looked::at(dated);
        let web = Web::new(&ground, &active, &findings);
        Ok(Implied::new(&asked.follows(&ground, &findings, &web), &Dates::new(&known, &inferred)))
    }

    /// One set of true values that fits every claim, read plainly: that the claims can all be true is then shown, and
    /// [`Fit::verify`] checks it. `None` if there is none, as a finding of [`check`](Checker::check) tells, or a limit was
    /// reached.
    ///
    /// # Examples
    /// ```
    /// use gainsay::{Cell, Checker, Claim, ClaimSet, Measure, Source};
    /// let trade = |year: &str| Ok::<_, gainsay::DateError>(Cell::new("the port", "trade").of(year.parse()?));
    /// let years = ("2022".parse()?, "2023".parse()?);
    /// let set = ClaimSet::builder()
    ///     .source(Source::new("a", "Example Gazette"))
    ///     .measure("trade", Measure::flow("USD").non_negative())
    ///     .claim(Claim::amount("a1", "a", trade("2023")?, "exactly $3 billion".parse()?))
    ///     .claim(Claim::change("a2", "a", Cell::new("the port", "trade"), "exactly +50%".parse()?, years))
    ///     .build()?;
    /// let fit = Checker::new().fit(&set).ok_or("they clash")?;
    /// fit.verify(&set)?;
    /// let told: Vec<String> =
    ///     fit.values.iter().map(|one| format!("{} = {} {}", one.of, one.value, one.unit)).collect();
    /// assert_eq!(told, [
    ///     "the port, trade, of 2023 = 3000000000 USD",
    ///     "the port, trade, of 2022 = 2000000000 USD",
    ///     "the port, trade, of 2023 = 3000000000 USD",
    /// ]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn fit(&self, set: &ClaimSet) -> Option<Fit> {
        let known = self.known(set);
        let (inferred, dated) = dated(&known);
        let ground = Ground::new(dated.as_ref().unwrap_or(&known));
        Fit::of(&ground, &Dates::new(&known, &inferred), &active(&ground, &superseded(&ground)))
    }

    fn report(&self, set: &ClaimSet, watch: &Watch<'_>) -> (Report, Met) {
        let looked = Looked::watched(set, watch);
        let inferred = looked.inferred();
        let dates = Dates::new(set, &inferred);
        if inferred.dates.is_empty() {
            return looked.report(&dates, self.today);
        }
        let dated = in_place(set, &inferred);
        Looked::watched(&dated, watch).report(&dates, self.today)
    }
}

/// What a look at a set finds.
struct Looked<'a> {
    ground: Ground<'a>,
    superseded: Superseded,
    active: Vec<ClaimIx>,
    findings: Findings,
}

impl<'a> Looked<'a> {
    fn at(set: &'a ClaimSet) -> Looked<'a> {
        Looked::watched(set, &UNWATCHED)
    }

    fn watched(set: &'a ClaimSet, watch: &'a Watch<'a>) -> Looked<'a> {
        let ground = Ground::watched(set, watch);
        let superseded = superseded(&ground);
        let active = active(&ground, &superseded);
        let findings = findings(&ground, &active);
        Looked { ground, superseded, active, findings }
    }

    /// The dates that claims fix which no contradiction touches.
    fn inferred(&self) -> Inferred {
        inferred(&self.ground, &trusted(&self.active, &self.findings))
    }

    fn listed(&self, dates: &Dates<'_>) -> Vec<Finding> {
        listed(&self.ground, dates, &self.findings)
    }

    fn report(&self, dates: &Dates<'_>, today: Option<Day>) -> (Report, Met) {
        Report::new((&self.ground, dates), today, &self.active, &self.superseded, &self.findings)
    }
}

/// The findings of a set, and nothing else of a report.
pub(crate) fn found_in(set: &ClaimSet) -> Vec<Finding> {
    let looked = Looked::at(set);
    let inferred = looked.inferred();
    let dates = Dates::new(set, &inferred);
    if inferred.dates.is_empty() {
        return looked.listed(&dates);
    }
    Looked::at(&in_place(set, &inferred)).listed(&dates)
}

/// The claims that nothing replaced.
fn active(ground: &Ground<'_>, superseded: &Superseded) -> Vec<ClaimIx> {
    let all = (0..ground.set().claims().len()).map(ClaimIx);
    all.filter(|ix| !superseded.by.contains_key(ix)).collect()
}

/// The dates of a set that other claims fix, and the set with them in their places, if there are any.
fn dated(set: &ClaimSet) -> (Inferred, Option<ClaimSet>) {
    if !may_infer(set) {
        return (Inferred::default(), None);
    }
    let inferred = Looked::at(set).inferred();
    let dated = (!inferred.dates.is_empty()).then(|| in_place(set, &inferred));
    (inferred, dated)
}

fn in_place(set: &ClaimSet, inferred: &Inferred) -> ClaimSet {
    set.with_dates(inferred.dates.iter().map(|one| (&one.of, &one.date)))
}

/// How two claims of a set stand to each other.
///
/// The five answers, as the [guide](crate::guide::readings#verdicts) defines them.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
#[must_use]
pub enum Relation {
    /// Every plain reading makes both true.
    Consistent(Agreement),
    /// Some plain reading does not, some lenient one does.
    Tension(Box<Finding>),
    /// No reading does.
    Contradiction(Box<Finding>),
    /// They share nothing that could clash.
    Incomparable(Because),
    /// A needed part is missing, or a limit was reached.
    Undecided(String),
}

/// What two consistent claims have to do with each other.
///
/// Who is independent of whom: [witnesses](crate::guide::witnesses).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Agreement {
    /// They bound each other without fixing one cell.
    Compatible,
    /// They fix one cell at one time.
    Agree,
    /// They agree, and neither their speakers nor their publishers nor their sources meet.
    Corroborate,
}

/// How the claims of two ids stand to each other, whatever else the set holds; but for
/// [dates that other claims fix](crate::guide::dates#dates-that-other-claims-fix), which are used here as well. A set with
/// incomplete dates is checked as a whole for that.
///
/// # Errors
/// [`UnknownClaim`] names the id that the set does not hold.
///
/// # Examples
/// ```
/// use gainsay::{Because, Cell, Claim, ClaimSet, Measure, Relation, Source, relate};
/// let height = |id: &str, source: &str, of: &str, value: &str| {
///     Ok::<_, gainsay::ValueError>(Claim::amount(id, source, Cell::new(of, "height"), value.parse()?))
/// };
/// let set = ClaimSet::builder()
///     .source(Source::new("a", "Example Gazette"))
///     .source(Source::new("b", "Example Herald"))
///     .measure("height", Measure::constant("m"))
///     .claim(height("a1", "a", "the tower", "324 m")?)
///     .claim(height("b1", "b", "the tower", "more than 400 m")?)
///     .claim(height("b2", "b", "the mast", "400 m")?)
///     .build()?;
/// assert!(matches!(relate(&set, "a1", "b1")?, Relation::Contradiction(_)));
/// assert_eq!(relate(&set, "a1", "b2")?, Relation::Incomparable(Because::OtherSubject));
/// assert_eq!(relate(&set, "a1", "b9").map_err(|error| error.to_string()), Err("the set has no claim `b9`".to_owned()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn relate(set: &ClaimSet, a: &str, b: &str) -> Result<Relation, UnknownClaim> {
    let position = |id: &str| {
        let at = set.claims().iter().position(|claim| claim.id == id);
        at.map(ClaimIx).ok_or_else(|| UnknownClaim::new(id))
    };
    let (a, b) = (position(a)?, position(b)?);
    let (inferred, dated) = dated(set);
    let dates = Dates::new(set, &inferred);
    let ground = Ground::new(dated.as_ref().unwrap_or(set));
    let claims = if a < b { [a, b] } else { [b, a] };
    if superseded(&ground).by.keys().any(|replaced| claims.contains(replaced)) {
        return Ok(Relation::Incomparable(Because::NotAsserted));
    }
    if let Some(found) = found(&ground, &claims) {
        let finding = Box::new(finding(&ground, &dates, &found));
        return Ok(if found.contradiction {
            Relation::Contradiction(finding)
        } else {
            Relation::Tension(finding)
        });
    }
    Ok(quiet(&ground, claims))
}

/// A claim that a set does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the set has no claim `{0}`")]
pub struct UnknownClaim(String);

impl UnknownClaim {
    pub(crate) fn new(id: &str) -> UnknownClaim {
        UnknownClaim(id.to_owned())
    }
}

/// What two claims have to do with each other when they do not clash.
fn quiet(ground: &Ground<'_>, [a, b]: [ClaimIx; 2]) -> Relation {
    let asserted = |ix| ground.claim(ix).is_some_and(|claim| claim.stance == Stance::Asserts);
    if !asserted(a) || !asserted(b) {
        return Relation::Incomparable(Because::NotAsserted);
    }
    let reading = Reading::new(Rungs::new(), Relaxed::Nothing);
    match ground.meet(a, b, &reading) {
        Ok(Order::Same) if crate::check::independent(ground, a, b) => {
            Relation::Consistent(Agreement::Corroborate)
        }
        Ok(Order::Same) => Relation::Consistent(Agreement::Agree),
        Ok(Order::Less | Order::More) => Relation::Consistent(Agreement::Compatible),
        Err(Because::NoPeriod) => Relation::Undecided("which period?".to_owned()),
        Err(because) => Relation::Incomparable(because),
    }
}
