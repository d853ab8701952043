//! A proof as data for other programs: readable, and complete enough to be checked by hand.

use std::fmt;

use crate::model::{DateOf, Exact, Grade};
use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::{
    Bound, Case, Choice, Entailment, Fact, Inequality, Inference, Instant, Premise, Proof, ProvedEnd,
    Reconciliation, Refutation, Rungs, Side, Var, Why,
};

impl Serialize for Proof {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Proof", 4)?;
        out.serialize_field("claims", &self.claims)?;
        let cases: Vec<PrintedCase> = self.cases.iter().map(|case| self.case(case)).collect();
        out.serialize_field("cases", &cases)?;
        let ways: Vec<PrintedWay> = self.reconciliations.iter().map(|way| self.way(way)).collect();
        out.serialize_field("reconciliations", &ways)?;
        let inferred: Vec<PrintedDate> = self.inferred.iter().map(PrintedDate::of).collect();
        if inferred.is_empty() {
            out.skip_field("inferred")?;
        } else {
            out.serialize_field("inferred", &inferred)?;
        }
        out.end()
    }
}

impl Serialize for Entailment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Entailment", 2)?;
        out.serialize_field("ends", &self.bounds.iter().map(PrintedEnd::new).collect::<Vec<_>>())?;
        if self.inferred.is_empty() {
            out.skip_field("inferred")?;
        } else {
            let inferred: Vec<PrintedDate> = self.inferred.iter().map(PrintedDate::of).collect();
            out.serialize_field("inferred", &inferred)?;
        }
        out.end()
    }
}

/// One end of an interval: "x < 3" in base units of the measure's dimension, where x is the number asked for.
#[derive(serde::Serialize)]
struct PrintedEnd {
    grade: &'static str,
    end: String,
    claims: Vec<String>,
    cases: Vec<PrintedSum>,
}

#[derive(serde::Serialize)]
struct PrintedSum {
    suppose: Vec<String>,
    added_up: Vec<PrintedPremise>,
}

impl PrintedEnd {
    fn new(bound: &ProvedEnd) -> PrintedEnd {
        let claims = bound.claims.clone();
        let names = Proof {
            claims,
            contradiction: false,
            cases: Vec::new(),
            reconciliations: Vec::new(),
            inferred: Vec::new(),
        };
        let case = |case: &Case| {
            let added_up = match &case.refutation {
                Refutation::Sum(premises) => names.sum(premises),
                Refutation::Named(_) => Vec::new(),
            };
            PrintedSum { suppose: names.rungs(&case.rungs), added_up }
        };
        let sign = match (bound.side, bound.strict) {
            (Side::Low, false) => ">=",
            (Side::Low, true) => ">",
            (Side::High, false) => "<=",
            (Side::High, true) => "<",
        };
        let grade = if bound.grade == Grade::Plain { "plain" } else { "lenient" };
        let end = format!("x {sign} {}", bound.at.fraction());
        let cases = bound.cases.iter().map(case).collect();
        PrintedEnd { grade, end, cases, claims: names.claims }
    }
}

#[derive(serde::Serialize)]
struct PrintedCase {
    suppose: Vec<String>,
    refuted_by: Vec<PrintedPremise>,
}

#[derive(serde::Serialize)]
struct PrintedPremise {
    times: String,
    premise: String,
    because: String,
}

#[derive(serde::Serialize)]
struct PrintedDate {
    of: String,
    date: String,
    no_earlier: Vec<PrintedPremise>,
    no_later: Vec<PrintedPremise>,
}

impl PrintedDate {
    fn of(one: &Inference) -> PrintedDate {
        let premises = |bounds: &[Bound]| bounds.iter().map(bound).collect();
        PrintedDate {
            of: date_of(&one.of),
            date: one.date.words().to_owned(),
            no_earlier: premises(&one.lower),
            no_later: premises(&one.upper),
        }
    }
}

fn bound(bound: &Bound) -> PrintedPremise {
    let instant = |instant: &Instant| match instant {
        Instant::Event(event) => format!("`{event}`"),
        Instant::Dated(of) => date_of(of),
    };
    let plus = bound.plus.as_ref().map(instant);
    let minus = bound.minus.as_ref().map(instant);
    let left = match (plus, minus) {
        (Some(plus), Some(minus)) => format!("{plus} - {minus}"),
        (Some(plus), None) => plus,
        (None, Some(minus)) => format!("-{minus}"),
        (None, None) => "0".to_owned(),
    };
    let sign = if bound.strict { "<" } else { "<=" };
    let because = match &bound.fact {
        Fact::Date(of) => format!("{} is written", date_of(of)),
        Fact::Order(claim) => format!("{claim} says so"),
        Fact::Told(claim) => format!("{claim} tells of it as done"),
        Fact::Repeats { source, parent } => format!("{source} repeats {parent}"),
    };
    PrintedPremise { times: "1".to_owned(), premise: format!("{left} {sign} {}", bound.days), because }
}

fn date_of(of: &DateOf) -> String {
    match of {
        DateOf::Published(id) => format!("{id}[published]"),
        DateOf::Said(id) => format!("{id}[said]"),
        DateOf::When(id) => format!("{id}[when]"),
        DateOf::Before(id) => format!("{id}[before]"),
        DateOf::After(id) => format!("{id}[after]"),
    }
}

#[derive(serde::Serialize)]
struct PrintedWay {
    suppose: Vec<String>,
    witnesses: Vec<Vec<String>>,
}

impl Proof {
    fn case(&self, case: &Case) -> PrintedCase {
        let refuted_by = match &case.refutation {
            Refutation::Named(named) => vec![PrintedPremise {
                times: "1".to_owned(),
                premise: format!("{named:?}"),
                because: self.claims.join(", "),
            }],
            Refutation::Sum(premises) => self.sum(premises),
        };
        PrintedCase { suppose: self.rungs(&case.rungs), refuted_by }
    }

    fn sum(&self, premises: &[(Exact, Premise)]) -> Vec<PrintedPremise> {
        let printed = |(times, premise): &(Exact, Premise)| PrintedPremise {
            times: times.to_string(),
            premise: self.inequality(&premise.inequality),
            because: self.why(&premise.why),
        };
        premises.iter().map(printed).collect()
    }

    fn way(&self, way: &Reconciliation) -> PrintedWay {
        let mut suppose = self.rungs(&way.rungs);
        suppose.extend(way.relaxed.iter().map(|choice| self.choice(choice)));
        let value = |(var, value): &(Var, crate::model::Exact)| format!("{} = {value}", self.var(*var));
        let witnesses =
            way.witnesses.iter().map(|witness| witness.values.iter().map(value).collect()).collect();
        PrintedWay { suppose, witnesses }
    }

    pub(super) fn rungs(&self, rungs: &Rungs) -> Vec<String> {
        rungs.iter().map(|(choice, rung)| format!("{} = rung {rung}", self.choice(choice))).collect()
    }

    /// The id of a claim, by its position in the proof; what is asked for comes after the last.
    fn id(&self, claim: super::ClaimIx) -> &str {
        self.claims.get(claim.0).map_or("the cell asked for", String::as_str)
    }

    pub(super) fn var(&self, var: Var) -> String {
        if var.claim.0 >= self.claims.len() {
            return "x".to_owned();
        }
        format!("{}[{}]", self.id(var.claim), var.slot)
    }

    pub(super) fn inequality(&self, inequality: &Inequality) -> String {
        let sign = if inequality.strict { "<" } else { "<=" };
        let mut sum = String::new();
        // What is added comes before what is taken away.
        let (minus, plus): (Vec<_>, Vec<_>) =
            inequality.terms.iter().partition(|(_, times)| times.is_negative());
        for (var, times) in plus.into_iter().chain(minus) {
            let join = match (sum.is_empty(), times.is_negative()) {
                (true, false) => "",
                (true, true) => "-",
                (false, false) => " + ",
                (false, true) => " - ",
            };
            sum.push_str(join);
            let times = times.abs();
            if times != Exact::one() {
                sum.push_str(&times.to_string());
                sum.push(' ');
            }
            sum.push_str(&self.var(*var));
        }
        let sum = if sum.is_empty() { "0" } else { &sum };
        format!("{sum} {sign} {}", inequality.limit)
    }

    fn why(&self, why: &Why) -> String {
        match why {
            Why::NonNegative(var) => format!("the measure of {} is never below zero", self.var(*var)),
            Why::Says(claim) => format!("{} says so", self.id(*claim)),
            Why::Total(law) => format!("standing law {law}"),
            Why::Tiling => "what flows in disjoint periods adds up".to_owned(),
            Why::Law { first, second, steps, .. } => {
                let steps: Vec<String> = steps.iter().map(|step| Words(step).to_string()).collect();
                format!("law between {} and {}: {}", self.var(*first), self.var(*second), steps.join(", "))
            }
        }
    }

    fn choice(&self, choice: &Choice) -> String {
        let id = |claim: &super::ClaimIx| self.id(*claim);
        match choice {
            Choice::Value(a) => format!("width of the value of {}", id(a)),
            Choice::Width(a, role) => format!("width of a date of {} ({role:?})", id(a)),
            Choice::Doubt(a, role) => format!("doubtful date of {} ({role:?})", id(a)),
            Choice::Word(word) => format!("the word `{}` in `{}`", word.word, word.source),
            Choice::Stage(a) => format!("unstated stage of {}", id(a)),
            Choice::Facet(a, facet) => format!("facet `{facet}` of {}", id(a)),
            Choice::Class(a) => format!("unstated class of {}", id(a)),
            Choice::AsOf(a) => format!("unstated date of {}", id(a)),
            Choice::Instant(a, b) => format!("instants of {} and {}", id(a), id(b)),
            Choice::Basis(a, b, facet) => format!("basis `{facet}` of {} and {}", id(a), id(b)),
            Choice::Unfinished(a, role) => format!("unfinished period of {} ({role:?})", id(a)),
            Choice::Soft(law, a, b) => format!("soft law {law:?} between {} and {}", id(a), id(b)),
            Choice::Revised(a, b) => format!("revision between {} and {}", id(a), id(b)),
            Choice::Occurrence(a, b) => format!("occurrences of {} and {}", id(a), id(b)),
            Choice::Certainty(a) => format!("certainty of {}", id(a)),
            Choice::Record(a) => format!("reach of the record of {}", id(a)),
            Choice::TimeZone(a) => format!("time zone of {}", id(a)),
        }
    }
}

/// An elementary law by a short name.
pub(super) struct Words<'a>(pub(super) &'a super::Step);

impl fmt::Display for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use super::Step;
        match self.0 {
            Step::SameTime => f.write_str("one time"),
            Step::Holds => f.write_str("keeps its value"),
            Step::Running => f.write_str("running total"),
            Step::SubPeriod => f.write_str("sub-period"),
            Step::Part(facet) => write!(f, "part by {facet}"),
            Step::Basis(facet) => write!(f, "basis by {facet}"),
            Step::Ladder => f.write_str("ladder"),
            Step::Standing(at) => write!(f, "standing law {at}"),
            Step::SameEvent => f.write_str("one event"),
            Step::CalledOff => f.write_str("called off"),
            Step::NotYet => f.write_str("not yet done"),
        }
    }
}
