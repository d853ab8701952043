//! What follows from claims that no contradiction touches.

use serde::Serialize;

use super::Dates;
use crate::check::{Barred, Follows, Forced, ForcedEnd, Unseen};
use crate::explain::{cell_words, implied};
use crate::model::{ClaimSet, End, Exact, Grade, Interval};
use crate::proof::{ClaimIx, Entailment, ProofError, ProvedEnd, Renamed, Side};

/// What claims force on a number: the narrowest interval in which it lies if they are true, and how that follows.
///
/// It rests on facts that no contradiction touches: not on what foretells, was withdrawn, is denied or is only possible.
/// The [guide](crate::guide::implied) says how it is worked out.
///
/// # Unit
/// The ends of the intervals are exact, in the unit of the measure; texts are rounded outward, and say so.
///
/// # Examples
/// ```
/// use gainsay::{Cell, Checker, Claim, ClaimSet, Measure, Source};
/// let trade = Cell::new("Exampleland", "trade");
/// let years = ("2023".parse()?, "2024".parse()?);
/// let set = ClaimSet::builder()
///     .source(Source::new("a", "Example Gazette").published("2025-02-01".parse()?))
///     .source(Source::new("b", "Example Herald").published("2025-03-01".parse()?))
///     .measure("trade", Measure::flow("USD").non_negative())
///     .claim(Claim::amount("a1", "a", trade.clone().of("2024".parse()?), "$3.3 billion".parse()?))
///     .claim(Claim::change("b1", "b", trade.clone(), "+10.0%".parse()?, years))
///     .build()?;
/// let before = Checker::new().implied(&set, &trade.clone().of("2023".parse()?))?;
/// assert_eq!(before.claims, ["a1", "b1"]);
/// assert_eq!(before.plain, Some("(6500000000000/2201, 6700000000000/2199)".parse()?));
/// assert_eq!(before.verify(&set), Ok(()));
/// // Nothing is said of the year before.
/// let earlier = Checker::new().implied(&set, &trade.of("2022".parse()?))?;
/// assert_eq!(earlier.plain, Some("[0, ∞)".parse()?));
/// assert_eq!(earlier.because.as_deref(), Some("no claim bounds it"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Implied {
    /// The cell, in words.
    pub cell: String,
    /// The unit of its measure.
    pub unit: String,
    /// Where it lies if the claims are read plainly; none where no plain reading fits them, or a limit was reached.
    pub plain: Option<Interval>,
    /// Where it lies however generously they are read; none where a limit was reached.
    pub lenient: Option<Interval>,
    /// Both intervals in words, rounded outward.
    pub text: String,
    /// The claims that it rests on, by id, in order.
    pub claims: Vec<String>,
    /// Claims that fix a date which it uses, as [`Report::inferred`](crate::Report::inferred) tells.
    pub rests_on: Vec<String>,
    /// Claims that would bear on it and are left out, for a contradiction touches them.
    pub left_out: Vec<String>,
    /// Why an interval is not given, or nothing is forced.
    pub because: Option<String>,
    /// How it follows, step by step: read plainly, if any plain reading fits.
    pub steps: Vec<String>,
    /// Why each end is one.
    pub proof: Entailment,
}

impl Implied {
    pub(crate) fn new(follows: &Follows<'_>, dates: &Dates<'_>) -> Implied {
        let ground = &follows.ground;
        let set = ground.set();
        let measure = set.measure(&follows.cell.measure);
        let unit = measure.map(|measure| measure.unit.clone()).unwrap_or_default();
        let bounds = [(Grade::Plain, &follows.plain), (Grade::Lenient, &follows.lenient)];
        let bounds = bounds.into_iter().flat_map(|(grade, forced)| proved(follows, grade, forced)).collect();
        let proof = Entailment { cell: follows.cell.clone(), bounds, inferred: Vec::new() };
        let proof = dates.used_by(proof);
        let given = |forced: &Forced, grade| {
            matches!(forced, Forced::Between(..)).then(|| interval(set, &proof, grade))
        };
        let plain = given(&follows.plain, Grade::Plain).flatten();
        let lenient = given(&follows.lenient, Grade::Lenient).flatten();
        let (told, grade) = match plain {
            Some(_) => (&follows.plain, Grade::Plain),
            None => (&follows.lenient, Grade::Lenient),
        };
        let mut steps = dates.steps(&proof.inferred);
        steps.extend(implied::derived(follows, told, grade));
        let mut claims: Vec<String> = proof.bounds.iter().flat_map(|bound| bound.claims.clone()).collect();
        claims.sort();
        claims.dedup();
        Implied {
            cell: cell_words(follows.cell),
            text: text(plain.as_ref(), lenient.as_ref(), &unit),
            claims,
            rests_on: proof.rests_on(),
            left_out: ids(follows, &follows.left_out),
            because: implied::because(follows),
            steps,
            unit,
            plain,
            lenient,
            proof,
        }
    }

    /// Checks both intervals against the claims of a set, by the small kernel that also checks proofs.
    ///
    /// It proves that the number lies in them if the claims they rest on are true, not that no narrower ones do.
    ///
    /// # Errors
    /// [`ProofError`] names the first step that does not hold.
    pub fn verify(&self, set: &ClaimSet) -> Result<(), ProofError> {
        self.proof.verify(set)?;
        let measure = set.measure(&self.proof.cell.measure);
        let stated = |stated: &Option<Interval>, grade| {
            stated.is_none() || *stated == interval(set, &self.proof, grade)
        };
        let cited = |bound: &ProvedEnd| bound.claims.iter().all(|id| self.claims.contains(id));
        let all = self.cell == cell_words(&self.proof.cell)
            && measure.is_some_and(|measure| measure.unit == self.unit)
            && stated(&self.plain, Grade::Plain)
            && stated(&self.lenient, Grade::Lenient)
            && self.proof.bounds.iter().all(cited);
        if all { Ok(()) } else { Err(ProofError::Unproved) }
    }
}

fn ids(follows: &Follows<'_>, claims: &[ClaimIx]) -> Vec<String> {
    claims.iter().filter_map(|ix| follows.ground.claim(*ix)).map(|claim| claim.id.clone()).collect()
}

/// The ends of an interval with their proofs: claims by id, everything else by position among them.
fn proved(follows: &Follows<'_>, grade: Grade, forced: &Forced) -> Vec<ProvedEnd> {
    let Forced::Between(low, high) = forced else { return Vec::new() };
    let bound = |(side, end): (Side, &ForcedEnd)| {
        let name =
            |ix: ClaimIx| ClaimIx(end.claims.iter().position(|own| *own == ix).unwrap_or(end.claims.len()));
        ProvedEnd {
            grade,
            side,
            at: end.far.at.clone(),
            strict: end.far.strict,
            claims: ids(follows, &end.claims),
            cases: end.cases.iter().map(|case| case.renamed(&name)).collect(),
        }
    };
    let ends = [(Side::Low, low), (Side::High, high)];
    ends.into_iter().filter_map(|(side, end)| Some(bound((side, end.as_ref()?)))).collect()
}

/// The interval between the ends of a grade, in the unit of the measure.
fn interval(set: &ClaimSet, proof: &Entailment, grade: Grade) -> Option<Interval> {
    let unit = set.units().resolve(&set.measure(&proof.cell.measure)?.unit)?;
    let scale = Exact::one().checked_div(unit.factor())?;
    let end = |side: Side| {
        let bound = proof.bounds.iter().find(|bound| (bound.grade, bound.side) == (grade, side));
        bound.map_or(End::Absent, |bound| {
            if bound.strict { End::Open(bound.at.clone()) } else { End::Closed(bound.at.clone()) }
        })
    };
    let all = Interval::new(end(Side::Low), end(Side::High)).ok()?;
    Some(all.scaled(&scale))
}

fn text(plain: Option<&Interval>, lenient: Option<&Interval>, unit: &str) -> String {
    let words = |interval: &Interval| implied::interval(interval, unit);
    match (plain, lenient) {
        (Some(plain), Some(lenient)) if plain == lenient => words(plain),
        (Some(plain), Some(lenient)) => {
            format!("{}; read as loosely as the words allow, {}", words(plain), words(lenient))
        }
        (Some(plain), None) => words(plain),
        (None, Some(lenient)) => format!("read as loosely as the words allow, {}", words(lenient)),
        (None, None) => "not worked out".to_owned(),
    }
}

/// What was not looked for, in words.
pub(super) fn unseen(unseen: &Unseen) -> Vec<String> {
    let barred = |(barred, cell, count): &(Barred, crate::model::Cell, usize)| {
        let others = match count - 1 {
            0 => String::new(),
            1 => " and 1 more cell".to_owned(),
            more => format!(" and {more} more cells"),
        };
        format!(
            "what follows of {}{others} was not worked out: {}",
            cell_words(cell),
            implied::barred(*barred)
        )
    };
    let more = (unseen.more > 0).then(|| {
        format!(
            "what follows was looked for of {} cells only, and not of {} more",
            crate::check::CELLS,
            unseen.more
        )
    });
    unseen.barred.iter().map(barred).chain(more).collect()
}
