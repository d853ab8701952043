//! A system decided: values that fit, a sum that is absurd, or all minimal sets of claims that clash.

use std::collections::{BTreeMap, BTreeSet};

use super::{System, system};
use crate::ground::joint::{Joint, JointRow};
use crate::ground::{Far, Ground, Reached, Reading};
use crate::model::Exact;
use crate::proof::{ClaimIx, Inequality, Premise, Var};
use crate::solve::{self, Limits, Range, Reach, Row};

/// Whether the inequalities of a system can all hold.
#[derive(Debug)]
pub(crate) enum Decision {
    /// These values fit them all.
    Fits(Vec<(Var, Exact)>),
    /// These premises, each times its number, add up to an absurdity.
    Refuted(Vec<(Exact, Premise)>),
    /// A limit of the policy was reached.
    GaveUp,
}

impl System<'_> {
    /// Decides the system exactly, within limits of work.
    pub(crate) fn decide(&self, limits: &Limits) -> Decision {
        let (vars, rows) = self.rows();
        match solve::decide(&rows, limits) {
            // What was left out might have refuted it.
            solve::Decision::Witness(_) if self.cut => Decision::GaveUp,
            // The amounts of joint laws come after the variables.
            solve::Decision::Witness(values) => Decision::Fits(vars.into_iter().zip(values).collect()),
            solve::Decision::Refuted(sum) => Decision::Refuted(self.cited(sum)),
            solve::Decision::GaveUp => Decision::GaveUp,
        }
    }

    /// How far a number can go.
    pub(crate) fn reach(&self, asked: Var, limits: &Limits) -> Reached {
        // What was left out might force a nearer end.
        if self.cut {
            return Reached::GaveUp;
        }
        let (vars, rows) = self.rows();
        let at = vars.binary_search(&asked).unwrap_or(rows_end(&vars, &rows));
        let near = tied(&rows, at);
        let kept =
            rows.iter().enumerate().filter(|(_, row)| row.terms.iter().any(|(var, _)| near.contains(var)));
        let (kept, rows): (Vec<usize>, Vec<Row>) = kept.map(|(at, row)| (at, row.clone())).unzip();
        let sum = |cited: Vec<(usize, Exact)>| {
            let row = |(at, times): (usize, Exact)| Some((*kept.get(at)?, times));
            self.cited(cited.into_iter().filter_map(row).collect())
        };
        let far = |reach: Reach| match reach {
            Reach::Unbounded => None,
            Reach::To { value, attained, certificate } => {
                Some(Far { at: value, strict: !attained, sum: sum(certificate) })
            }
        };
        match solve::bounds_of(&rows, &[(at, Exact::one())], limits) {
            Range::Between { low, high } => Reached::Between(far(low), far(high)),
            Range::Refuted(cited) => Reached::Nowhere(sum(cited)),
            Range::GaveUp => Reached::GaveUp,
        }
    }

    /// The numbers that hang together with one, directly or through others, and that one.
    pub(crate) fn near(&self, asked: Var) -> BTreeSet<Var> {
        let (vars, rows) = self.rows();
        let Ok(at) = vars.binary_search(&asked) else { return BTreeSet::from([asked]) };
        tied(&rows, at).into_iter().filter_map(|at| vars.get(at)).copied().collect()
    }

    /// The premises of a sum: what is cited of one joint law is one premise.
    fn cited(&self, sum: Vec<(usize, Exact)>) -> Vec<(Exact, Premise)> {
        let mut premises = Vec::new();
        let mut of_joints: BTreeMap<usize, Vec<(&JointRow, Exact)>> = BTreeMap::new();
        let rows: Vec<(usize, &JointRow)> = self.joint_rows().collect();
        for (at, times) in sum {
            if let Some(premise) = self.premises.get(at) {
                premises.push((times, premise.clone()));
            } else if let Some((joint, row)) = at.checked_sub(self.premises.len()).and_then(|at| rows.get(at))
            {
                of_joints.entry(*joint).or_default().push((*row, times));
            }
        }
        let joined = of_joints.iter().filter_map(|(at, rows)| {
            self.joints.get(*at)?.sum(rows.iter().map(|(row, times)| (*row, times)))
        });
        premises.extend(joined);
        premises
    }

    /// Every row of every joint law, with the position of the law.
    fn joint_rows(&self) -> impl Iterator<Item = (usize, &JointRow)> {
        let joints = self.joints.iter().enumerate();
        joints.flat_map(|(at, joint)| joint.rows().iter().map(move |row| (at, row)))
    }

    /// The variables, and the inequalities with variables by position among them; the amounts of joint laws come after
    /// the variables, and their rows after those of the premises.
    pub(crate) fn rows(&self) -> (Vec<Var>, Vec<Row>) {
        let mut vars: BTreeSet<Var> =
            self.premises.iter().flat_map(|premise| premise.inequality.terms.keys().copied()).collect();
        vars.extend(self.joints.iter().flat_map(Joint::numbers));
        let vars: Vec<Var> = vars.into_iter().collect();
        let position: BTreeMap<Var, usize> = vars.iter().enumerate().map(|(at, var)| (*var, at)).collect();
        let row = |premise: &Premise| {
            let Inequality { terms, limit, strict } = &premise.inequality;
            let terms = terms.iter().filter_map(|(var, times)| Some((*position.get(var)?, times.clone())));
            Row { terms: terms.collect(), limit: limit.clone(), strict: *strict }
        };
        let mut rows: Vec<Row> = self.premises.iter().map(row).collect();
        let mut amounts = vars.len();
        for joint in &self.joints {
            rows.extend(joint.rows().iter().map(|JointRow { number, amounts: sum }| {
                let number =
                    number.iter().filter_map(|(var, times)| Some((*position.get(var)?, times.clone())));
                let sum = sum.iter().map(|(at, times)| (amounts + at, times.clone()));
                Row { terms: number.chain(sum).collect(), limit: Exact::zero(), strict: false }
            }));
            amounts += joint.amounts();
        }
        (vars, rows)
    }
}

/// The columns that rows tie to one, directly or through others.
fn tied(rows: &[Row], start: usize) -> BTreeSet<usize> {
    let mut touching: BTreeMap<usize, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        for (column, _) in &row.terms {
            touching.entry(*column).or_default().push(row);
        }
    }
    let mut near = BTreeSet::from([start]);
    let mut open = vec![start];
    while let Some(column) = open.pop() {
        let rows = touching.remove(&column).unwrap_or_default();
        let columns = rows.into_iter().flat_map(|row| &row.terms).map(|(column, _)| *column);
        open.extend(columns.filter(|column| near.insert(*column)));
    }
    near
}

/// The first column that neither a variable nor an amount has.
fn rows_end(vars: &[Var], rows: &[Row]) -> usize {
    let named = rows.iter().flat_map(|row| &row.terms).map(|(column, _)| column + 1);
    named.max().unwrap_or(0).max(vars.len())
}

impl Ground<'_> {
    /// Minimal sets of claims that cannot all be true in a reading by their inequalities, in a fixed order, and whether
    /// there may be more.
    pub(crate) fn clashing_sets(&self, claims: &[ClaimIx], reading: &Reading) -> (Vec<Vec<ClaimIx>>, bool) {
        let system = system(self, claims, reading);
        let (_, rows) = system.rows();
        // What a law says of two claims holds only while both are there.
        let of_premises = system.premises.iter().map(owners);
        let of_joints =
            system.joint_rows().map(|(_, row)| row.number.iter().map(|(var, _)| var.claim.0).collect());
        let owners: Vec<BTreeSet<usize>> = of_premises.chain(of_joints).collect();
        let (sets, cut) = solve::clashes(&rows, &owners, &self.limits(), self.watch());
        let sets = sets.into_iter().map(|set| set.into_iter().map(ClaimIx).collect()).collect();
        (sets, cut || system.cut)
    }
}

/// The claims without which a premise would not be there.
fn owners(premise: &Premise) -> BTreeSet<usize> {
    premise.inequality.terms.keys().map(|var| var.claim.0).collect()
}
