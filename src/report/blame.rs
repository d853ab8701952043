//! Whom to doubt first.

use serde::{Serialize, Serializer};

use super::{Counts, Verdict};
use crate::check::{self, Findings, Suspect};
use crate::ground::Ground;
use crate::model::Exact;
use crate::proof::ClaimIx;

/// Whom to doubt first, going by all findings of one grade, listed or not; those that are allowed do not count.
///
/// Claims that echo each other, and among the claims of these findings the same others, are one **witness**. A witness's
/// share of blame is the sum of 1/|M| over the minimal sets M of witnesses that clash and hold it: all shares add up to the
/// number of these sets.
///
/// # Source
/// The value of A. Hunter and S. Konieczny, "Measuring inconsistency through minimal inconsistent sets", KR 2008,
/// and the Shapley inconsistency values of their "On the measure of conflicts", Artificial Intelligence 174 (2010),
/// pages 1007 to 1026, with witnesses for players.
///
/// # Examples
/// ```
/// use gainsay::{Cell, Checker, Claim, ClaimSet, Exact, Measure, Source};
/// let length = |id: &str, value: &str| -> Result<Claim, gainsay::ValueError> {
///     Ok(Claim::amount(id, id, Cell::new("the pier", "length"), value.parse()?))
/// };
/// let mut set = ClaimSet::builder().measure("length", Measure::constant("m"));
/// for (id, value) in [("a", "300 m"), ("b", "about 300 m"), ("c", "450 m")] {
///     set = set.source(Source::new(id, format!("Example {id}"))).claim(length(id, value)?);
/// }
/// let report = Checker::new().check(&set.build()?);
/// let blame = &report.blame[0];
/// // Two witnesses against one.
/// assert_eq!((blame.claims[0].claim.as_str(), &blame.claims[0].share), ("c", &Exact::one()));
/// assert_eq!(blame.set_aside, [vec!["c"], vec!["a", "b"]]);
/// assert_eq!(blame.first_doubt.as_ref().map(|doubt| doubt.resolves), Some(2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Blame {
    /// Whether it goes by contradictions or by tensions.
    pub verdict: Verdict,
    /// Every witness of a finding and its share, the largest first.
    pub claims: Vec<ClaimBlame>,
    /// Every source and the sum of its claims' shares, the largest first. A witness told in several sources is shared out
    /// equally among them.
    pub sources: Vec<SourceBlame>,
    /// Sets of claims without which none of the findings is left: one of the fewest witnesses, and up to three more of as
    /// many or one more, of which every claim is needed. Among equals the most blamed come first, then those of the fewest
    /// claims.
    pub set_aside: Vec<Vec<String>>,
    /// Whether the first of them is certainly one of the fewest witnesses. Not so where more than 64 hang together, or the
    /// search would look at a finding more than a million times: there it was found step by step. Nor
    /// where a limit of the policy kept some findings from being found.
    pub exact: bool,
    /// If only one witness were doubted: the one that settles the most; none where nobody settles more than one finding.
    pub first_doubt: Option<Doubt>,
}

/// A witness and its share of blame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClaimBlame {
    /// The claim.
    pub claim: String,
    /// Claims that only echo it, and bear the same blame together with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub echoes: Vec<String>,
    /// The share: a fraction of whole numbers in JSON, such as "1/2".
    #[serde(serialize_with = "fraction")]
    pub share: Exact,
}

/// A source and its share of blame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceBlame {
    /// The source, by id.
    pub source: String,
    /// The share: a fraction of whole numbers in JSON, such as "1/2".
    #[serde(serialize_with = "fraction")]
    pub share: Exact,
}

/// The witness to doubt if only one were doubted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// The claim.
    pub claim: String,
    /// Claims that only echo it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub echoes: Vec<String>,
    /// How many findings would go.
    pub resolves: usize,
}

fn fraction<S: Serializer>(share: &Exact, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&share.fraction())
}

/// The blame for contradictions and for tensions.
pub(super) fn blame(ground: &Ground<'_>, findings: &Findings, echoes: &[Vec<ClaimIx>]) -> Vec<Blame> {
    let of_grade = |verdict: Verdict| {
        let own = findings.open.iter().filter(|(_, grade)| *grade == (verdict == Verdict::Contradiction));
        let sets: Vec<_> = own.map(|(claims, _)| claims).collect();
        let mut blame = check::blame(ground, &sets, echoes)?;
        // What a limit hid may need more to be set aside.
        blame.exact &= findings.left_out.is_empty() && findings.undecided.is_empty() && !findings.cut;
        Some(worded(ground, verdict, blame))
    };
    [Verdict::Contradiction, Verdict::Tension].into_iter().filter_map(of_grade).collect()
}

fn worded(ground: &Ground<'_>, verdict: Verdict, blame: check::Blame) -> Blame {
    let id = |ix: &ClaimIx| ground.claim(*ix).map(|claim| claim.id.clone()).unwrap_or_default();
    let witness = |suspect: &Suspect| {
        let mut ids = suspect.claims.iter().map(id);
        (ids.next().unwrap_or_default(), ids.collect::<Vec<_>>())
    };
    let claims = blame.suspects.iter().map(|suspect| {
        let (claim, echoes) = witness(suspect);
        ClaimBlame { claim, echoes, share: suspect.share.clone() }
    });
    let first_doubt = blame.first.as_ref().map(|suspect| {
        let (claim, echoes) = witness(suspect);
        Doubt { claim, echoes, resolves: suspect.findings }
    });
    Blame {
        verdict,
        claims: claims.collect(),
        sources: blame.sources.into_iter().map(|(source, share)| SourceBlame { source, share }).collect(),
        set_aside: blame.set_aside.iter().map(|claims| claims.iter().map(id).collect()).collect(),
        exact: blame.exact,
        first_doubt,
    }
}

/// How many shares a line names, and how many claims of a set.
const NAMED: usize = 6;

impl Blame {
    /// A heading and a few lines for people; no lines where every finding stands for itself.
    pub(super) fn text(&self, counts: &Counts) -> (String, Vec<String>) {
        let (count, grade) = match self.verdict {
            Verdict::Contradiction => (counts.contradictions, "contradictions"),
            Verdict::Tension => (counts.tensions, "tensions"),
        };
        let heading = format!("Whom to doubt first, going by the {count} {grade}");
        let Some(first) = &self.first_doubt else { return (heading, Vec::new()) };
        let claims = self.claims.iter().map(|one| share(&echoed(&one.claim, &one.echoes), &one.share));
        let sources = self.sources.iter().map(|one| share(&one.source, &one.share));
        let alone = echoed(&first.claim, &first.echoes);
        let mut lines = vec![
            format!("{alone}: without it {} of them are settled", first.resolves),
            format!("shares of blame: {}", listed(claims.collect(), ", ")),
            format!("by source: {}", listed(sources.collect(), ", ")),
        ];
        let sets = self.set_aside.iter().map(|set| listed(set.clone(), ", ")).collect();
        let least = if self.exact { "the fewest" } else { "few, perhaps not the fewest," };
        lines.push(format!("{least} to set aside so that none is left: {}", listed(sets, "; or ")));
        (heading, lines)
    }
}

/// "z1 (echoed by z2)".
fn echoed(claim: &str, echoes: &[String]) -> String {
    match echoes {
        [] => claim.to_owned(),
        echoes => format!("{claim} (echoed by {})", listed(echoes.to_vec(), ", ")),
    }
}

fn share(name: &str, share: &Exact) -> String {
    format!("{name} {}", share.fraction())
}

/// The first few of a list, and how many more.
fn listed(mut all: Vec<String>, between: &str) -> String {
    let more = all.len().saturating_sub(NAMED);
    all.truncate(NAMED);
    let named = all.join(between);
    if more == 0 { named } else { format!("{named} and {more} more") }
}
