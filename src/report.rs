//! What a check comes to, as data; [`Report::text`] prints it for people.

mod blame;
#[cfg(feature = "render")]
mod diagnostic;
mod digest;
mod dot;
#[cfg(feature = "render")]
mod excerpt;
mod finding;
mod fit;
mod groups;
#[cfg(feature = "html")]
mod html;
mod implied;
mod inferred;
mod mark;
mod markdown;
#[cfg(feature = "json")]
mod quoted;
mod safe;
#[cfg(feature = "json")]
mod sarif;
#[cfg(feature = "schema")]
mod schema;
mod text;

pub use blame::{Blame, ClaimBlame, Doubt, SourceBlame};
#[cfg(feature = "render")]
pub use diagnostic::Terminal;
pub(crate) use finding::finding;
pub use fit::{Fit, FitValue};
pub use groups::FindingGroup;
pub use implied::Implied;
pub(crate) use inferred::Dates;
pub use inferred::Inferred;
#[cfg(feature = "schema")]
pub use schema::report_schema;

use std::collections::BTreeMap;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::check::{Between, Fate, Findings, Met, Near, NearMisses, Superseded, agreements, fates, look};
use crate::explain::says;
use crate::ground::{Ground, Unreasoned};
use crate::model::{AnyRule, Day, NearRule, Rule, Statement};
use crate::proof::{ClaimIx, Proof};
use crate::watch::Work;
use mark::Mark;

/// Everything that a check has to say.
///
/// The same claims in any order give the same report, to the byte. Lists are in the order of claim ids, findings by
/// grade first.
///
/// Every field is described under [files](crate::guide::files#the-report-as-json).
///
/// # Examples
/// ```
/// use gainsay::{Checker, ClaimSet};
/// let report = Checker::new().check(&ClaimSet::builder().build()?);
/// assert_eq!(report.findings.len(), 0);
/// assert_eq!(report.text(), "0 claims from 0 sources: 0 contradictions, 0 tensions, 0 near misses.\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// The version of this format.
    pub gainsay: u32,
    /// The title of the set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Contradictions first, then tensions.
    pub findings: Vec<Finding>,
    /// The findings by grade, subject and rule: contradictions first, then the largest groups, then by subject.
    pub groups: Vec<FindingGroup>,
    /// Whom to doubt first: for contradictions and for tensions, where there are more than one of them.
    pub blame: Vec<Blame>,
    /// What is allowed, and why.
    pub allowed: Vec<Allowed>,
    /// Dates that other claims fix, in the order in which one rests on another.
    pub inferred: Vec<Inferred>,
    /// What follows of cells that shares, totals and changes speak of and no claim gives a figure of.
    pub implied: Vec<Implied>,
    /// What became of plans.
    pub forecasts: Vec<Forecast>,
    /// Worth a look, though no finding.
    pub near_misses: Vec<NearMiss>,
    /// One witness told several times.
    pub echoes: Vec<Group>,
    /// Independent witnesses that agree.
    pub corroborations: Vec<Group>,
    /// Claims that were corrected or retracted, and are not compared.
    pub superseded: Vec<Replaced>,
    /// What could not be decided, and why.
    pub undecided: Vec<Undecided>,
    /// Allowances and denials of the set that meet nothing any more.
    pub stale: Vec<String>,
    /// Remarks on the set itself.
    pub hints: Vec<String>,
    /// Every setting of the policy: plain and lenient.
    pub policy: BTreeMap<String, Setting>,
    /// How many claims, sources and findings there are, listed or not.
    pub counts: Counts,
}

/// How sure a finding is.
///
/// See [verdicts](crate::guide::readings#verdicts).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// No reading makes all the claims true.
    Contradiction,
    /// A plain reading does not, a lenient one does.
    Tension,
}

/// A minimal set of claims that clash.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// Which law is broken.
    #[serde(flatten, serialize_with = "coded")]
    pub rule: Rule,
    /// How sure it is.
    pub verdict: Verdict,
    /// Of a tension that counts as failing: the reason that was given, perhaps none
    /// ([how](crate::guide::policy#allowing-and-denying)).
    pub denied: Option<String>,
    /// The claims, by id, in order: no smaller set clashes so.
    pub claims: Vec<String>,
    /// Between whom it lies.
    #[serde(serialize_with = "shown")]
    pub between: Between,
    /// What it is about.
    pub subject: String,
    /// The tensions that a contradiction holds within itself, by their positions among the findings.
    pub contains: Vec<usize>,
    /// By how much the claims miss each other.
    pub gap: Option<String>,
    /// What would reconcile them.
    pub reconciliations: Vec<Way>,
    /// Familiar slips that the gap looks like: hints, never verdicts ([how](crate::guide::findings)).
    pub slips: Vec<String>,
    /// The argument in one line.
    pub text: String,
    /// Claims that fix a date which the finding uses ([how](crate::guide::dates#dates-that-other-claims-fix)).
    pub rests_on: Vec<String>,
    /// What each claim says.
    pub sides: Vec<Side>,
    /// The argument, step by step.
    pub steps: Vec<String>,
    /// The certificate.
    pub proof: Proof,
}

/// One way to reconcile a tension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Way {
    /// A sentence that begins with "if".
    pub text: String,
    /// The claims whose words it hangs on.
    pub claims: Vec<String>,
}

/// One claim of a finding, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    /// Its id.
    pub claim: String,
    /// Who said it, where and when.
    pub source: String,
    /// What it says.
    pub says: String,
    /// What its number comes to, read plainly.
    pub range: Option<String>,
    /// The quoted words.
    pub quote: Option<String>,
    /// The document in which they stand: that of the quote, or that of the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Their first byte in the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<u64>,
    /// The byte after their last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<u64>,
    /// Where it lies in a picture.
    #[serde(skip)]
    mark: Mark,
}

/// A finding or near miss that is known and explained: not counted among the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Allowed {
    /// Which rule it is of.
    #[serde(flatten, serialize_with = "coded")]
    pub rule: AnyRule,
    /// How sure it is; of a near miss, nothing.
    pub verdict: Option<Verdict>,
    /// The claims, by id, in order.
    pub claims: Vec<String>,
    /// The reason.
    pub because: String,
}

/// What became of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Forecast {
    /// The plan.
    pub claim: String,
    /// What it says.
    pub says: String,
    /// What became of it.
    #[serde(serialize_with = "shown")]
    pub fate: Fate,
    /// The claims that decide it.
    pub by: Vec<String>,
}

/// Two claims worth a look.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct NearMiss {
    /// What kind of near miss.
    #[serde(flatten, serialize_with = "coded")]
    pub rule: NearRule,
    /// If it counts as failing: the reason that was given, perhaps none.
    pub denied: Option<String>,
    /// The claims, by id.
    pub claims: Vec<String>,
    /// Why.
    pub because: String,
}

/// Claims that say one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    /// The claims, by id.
    pub claims: Vec<String>,
    /// What the first of them says.
    pub says: String,
}

/// A claim that is no longer compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Replaced {
    /// The claim.
    pub claim: String,
    /// The claim that corrected or retracted it.
    pub by: String,
}

/// Something that could not be decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Undecided {
    /// The claims, by id.
    pub claims: Vec<String>,
    /// What is missing, or which limit was reached.
    pub because: String,
}

/// One setting of the policy.
///
/// As [`Policy::entries`](crate::Policy::entries) gives it, and [`Policy::set`](crate::Policy::set) reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Setting {
    /// In plain readings.
    pub plain: String,
    /// In lenient readings.
    pub lenient: String,
}

/// How many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Claims in the set.
    pub claims: usize,
    /// Sources that it declares.
    pub sources: usize,
    /// Contradictions, listed or not.
    pub contradictions: usize,
    /// Tensions, listed or not.
    pub tensions: usize,
    /// Near misses, listed or not.
    pub near_misses: usize,
    /// Tensions and near misses that are denied, listed or not.
    pub denied: usize,
    /// Findings and near misses that are allowed, listed or not; they are in none of the other counts.
    pub allowed: usize,
    /// Findings by rule, listed or not.
    pub rules: BTreeMap<String, usize>,
}

impl Counts {
    /// How many findings and near misses count as failing: contradictions, and whatever is denied.
    ///
    /// The exit status of the `check` example and the suites under `cargo test` go by it.
    #[must_use]
    pub fn failing(&self) -> usize {
        self.contradictions + self.denied
    }
}

/// Serialises a rule as two fields, `code` and `rule`.
fn coded<R: Copy + Into<AnyRule>, S: Serializer>(rule: &R, serializer: S) -> Result<S::Ok, S::Error> {
    let rule: AnyRule = (*rule).into();
    let mut fields = serializer.serialize_struct("Rule", 2)?;
    fields.serialize_field("code", rule.code())?;
    fields.serialize_field("rule", rule.name())?;
    fields.end()
}

/// Serialises a name as the word that it prints.
fn shown<T: Named, S: Serializer>(name: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(name.word())
}

/// Names that are one word in reports.
trait Named {
    fn word(&self) -> &'static str;
}

impl Named for Between {
    fn word(&self) -> &'static str {
        match self {
            Between::Document => "document",
            Between::Speaker => "speaker",
            Between::Publisher => "publisher",
            Between::Sources => "sources",
        }
    }
}

impl Named for Verdict {
    fn word(&self) -> &'static str {
        match self {
            Verdict::Contradiction => "contradiction",
            Verdict::Tension => "tension",
        }
    }
}

impl Named for Fate {
    fn word(&self) -> &'static str {
        match self {
            Fate::Kept => "kept",
            Fate::Missed => "missed",
            Fate::Revised => "revised",
            Fate::Lapsed => "lapsed",
            Fate::Open => "open",
        }
    }
}

impl Report {
    pub(crate) fn new(
        (ground, dates): (&Ground<'_>, &Dates<'_>),
        today: Option<Day>,
        active: &[ClaimIx],
        superseded: &Superseded,
        findings: &Findings,
    ) -> (Report, Met) {
        let set = ground.set();
        let id = |ix: ClaimIx| ground.claim(ix).map(|claim| claim.id.clone()).unwrap_or_default();
        let ids = |claims: &[ClaimIx]| claims.iter().map(|ix| id(*ix)).collect::<Vec<_>>();
        let said = |ix: ClaimIx| ground.claim(ix).map(says).unwrap_or_default();
        let agreements = agreements(ground, active, &findings.sets);
        let group = |claims: &Vec<ClaimIx>| {
            let first = claims.first().map(|ix| said(*ix)).unwrap_or_default();
            Group { claims: ids(claims), says: first }
        };
        let groups = |groups: &[Vec<ClaimIx>]| groups.iter().map(group).collect();
        let forecast = |fated: crate::check::Fated| Forecast {
            claim: id(fated.claim),
            says: said(fated.claim),
            fate: fated.fate,
            by: ids(&fated.by),
        };
        let near = crate::check::near_misses(ground, active, findings);
        let mut met = findings.met.clone();
        met.extend(&near.met);
        let mut follows = Vec::new();
        let unseen = look(ground, active, findings, &mut |one| follows.push(Implied::new(one, dates)));
        let listed = listed(ground, dates, findings);
        let report = Report {
            gainsay: 1,
            title: set.title().map(str::to_owned),
            groups: groups::groups(&listed),
            findings: listed,
            blame: blame::blame(ground, findings, &agreements.echoes),
            allowed: allowed(ground, findings, &near),
            inferred: dates.listed(),
            implied: follows,
            forecasts: fates(ground, active, today).into_iter().map(forecast).collect(),
            near_misses: near.listed.iter().map(|near| near_miss(ground, near)).collect(),
            echoes: groups(&agreements.echoes),
            corroborations: groups(&agreements.corroborations),
            superseded: superseded
                .by
                .iter()
                .map(|(claim, by)| Replaced { claim: id(*claim), by: id(*by) })
                .collect(),
            undecided: undecided(ground, active, findings),
            stale: crate::check::stale(ground, &met),
            hints: hints((ground, dates), superseded, &agreements, &near, implied::unseen(&unseen)),
            policy: policy(ground),
            counts: counts(ground, findings, &near),
        };
        (report, met)
    }

    /// The contradictions.
    pub fn contradictions(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.verdict == Verdict::Contradiction)
    }

    /// The tensions.
    pub fn tensions(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.verdict == Verdict::Tension)
    }

    /// The report for people: plain text that can be pasted into a mail, ending in a line break.
    #[must_use]
    pub fn text(&self) -> String {
        text::text(self)
    }
}

/// The findings that the policy lists, in words.
pub(crate) fn listed(ground: &Ground<'_>, dates: &Dates<'_>, findings: &Findings) -> Vec<Finding> {
    let explained = ground.watch().over(Work::Explaining, &findings.listed);
    linked(explained.map(|found| finding(ground, dates, found)).collect())
}

/// Links each contradiction to the tensions that lie within it.
fn linked(mut findings: Vec<Finding>) -> Vec<Finding> {
    let tensions: Vec<(usize, Vec<String>)> = findings
        .iter()
        .enumerate()
        .filter(|(_, finding)| finding.verdict == Verdict::Tension)
        .map(|(at, finding)| (at, finding.claims.clone()))
        .collect();
    for finding in findings.iter_mut().filter(|finding| finding.verdict == Verdict::Contradiction) {
        let within = |claims: &[String]| claims.iter().all(|id| finding.claims.contains(id));
        finding.contains = tensions.iter().filter(|(_, claims)| within(claims)).map(|(at, _)| *at).collect();
    }
    findings
}

fn allowed(ground: &Ground<'_>, findings: &Findings, near: &NearMisses) -> Vec<Allowed> {
    let ids = |claims: &[ClaimIx]| -> Vec<String> {
        claims.iter().filter_map(|ix| ground.claim(*ix)).map(|claim| claim.id.clone()).collect()
    };
    let verdict = |contradiction| if contradiction { Verdict::Contradiction } else { Verdict::Tension };
    let of_findings = findings.allowed.iter().map(|((rule, contradiction, claims), because)| Allowed {
        rule: (*rule).into(),
        verdict: Some(verdict(*contradiction)),
        claims: ids(claims),
        because: because.clone(),
    });
    let of_near_misses = near.allowed.iter().map(|(near, because)| Allowed {
        rule: near.rule.into(),
        verdict: None,
        claims: ids(&near.claims),
        because: because.clone(),
    });
    of_findings.chain(of_near_misses).collect()
}

fn policy(ground: &Ground<'_>) -> BTreeMap<String, Setting> {
    let entries = ground.set().policy().entries().into_iter();
    entries.map(|(name, plain, lenient)| (name, Setting { plain, lenient })).collect()
}

fn counts(ground: &Ground<'_>, findings: &Findings, near: &NearMisses) -> Counts {
    let graded = |grade: bool| {
        let of_grade = findings.counts.iter().filter(move |((_, contradiction), _)| *contradiction == grade);
        of_grade.map(|(_, count)| count).sum()
    };
    let mut rules = BTreeMap::new();
    for ((rule, _), count) in &findings.counts {
        *rules.entry(rule.name().to_owned()).or_default() += count;
    }
    Counts {
        claims: ground.set().claims().len(),
        sources: ground.set().sources().len(),
        contradictions: graded(true),
        tensions: graded(false),
        near_misses: near.count,
        denied: findings.denied_count + near.denied_count,
        allowed: findings.allowed_count + near.allowed_count,
        rules,
    }
}

/// What could not be decided: claims without a needed period, kinds whose arithmetic is not reasoned over, limits.
fn undecided(ground: &Ground<'_>, active: &[ClaimIx], findings: &Findings) -> Vec<Undecided> {
    let mut all = Vec::new();
    for ix in active {
        let Some(claim) = ground.claim(*ix) else { continue };
        let because = match &claim.statement {
            Statement::Amount { .. } | Statement::Rank { .. } if ground.lacks_period(*ix) => {
                Some("which period?")
            }
            Statement::Amount { .. } if ground.lacks_unit(*ix) => {
                Some("its unit does not convert to that of the measure")
            }
            Statement::Amount { .. }
            | Statement::Change { .. }
            | Statement::Share { .. }
            | Statement::Total { .. }
            | Statement::Rank { .. }
            | Statement::Order { .. }
            | Statement::Event { .. }
            | Statement::State { .. }
            | Statement::Retraction => ground.unreasoned(*ix).map(unreasoned),
        };
        all.extend(
            because.map(|because| Undecided { claims: vec![claim.id.clone()], because: because.to_owned() }),
        );
    }
    let id = |ix: &ClaimIx| ground.claim(*ix).map(|claim| claim.id.clone()).unwrap_or_default();
    for claims in &findings.undecided {
        let because = "they have more readings than the policy allows to be looked through".to_owned();
        all.push(Undecided { claims: claims.iter().map(id).collect(), because });
    }
    for claims in &findings.left_out {
        let because = "together they are more than the policy's limits allow to be looked through".to_owned();
        all.push(Undecided { claims: claims.iter().map(id).collect(), because });
    }
    if findings.cut {
        let because =
            "there were more pairs that might clash than are judged; the rest was not looked at".to_owned();
        all.push(Undecided { claims: Vec::new(), because });
    }
    all
}

fn near_miss(ground: &Ground<'_>, near: &Near) -> NearMiss {
    let id = |ix: &ClaimIx| ground.claim(*ix).map(|claim| claim.id.clone()).unwrap_or_default();
    NearMiss {
        rule: near.rule,
        denied: near.denied.clone(),
        claims: near.claims.iter().map(id).collect(),
        because: crate::explain::near(ground, near),
    }
}

fn unreasoned(because: Unreasoned) -> &'static str {
    match because {
        Unreasoned::Sign => "a percentage of what may be below zero",
        Unreasoned::Units => "its units do not go together",
        Unreasoned::Ends => "from when to when?",
        Unreasoned::OpenEnded => "what its parts leave of the whole may be below zero",
    }
}

fn hints(
    (ground, dates): (&Ground<'_>, &Dates<'_>),
    superseded: &Superseded,
    agreements: &crate::check::Agreements,
    near: &NearMisses,
    unseen: Vec<String>,
) -> Vec<String> {
    let id = |ix: &ClaimIx| ground.claim(*ix).map(|claim| claim.id.clone()).unwrap_or_default();
    let strangers = superseded.by_strangers.iter().map(|(claim, meant)| {
        let (claim, meant) = (id(claim), id(meant));
        format!("`{claim}` would replace `{meant}`, but shares neither a speaker nor a publisher with it: both are compared")
    });
    let crowded = agreements
        .crowded
        .iter()
        .map(|(topic, count)| format!("{count} claims on {topic}: too many to look for echoes among them"));
    let crowds = near.crowded.iter().map(|(what, count)| {
        format!("{count} claims on {what}: too many to look for near misses among them")
    });
    let alike = crate::explain::look_alikes(&crate::check::look_alikes(ground));
    let mut hints: Vec<String> = strangers.chain(crowded).chain(crowds).chain(unseen).chain(alike).collect();
    hints.extend(dates.hints());
    hints.sort();
    hints
}
