//! Checks a set in the making: every reference, every cycle, every time that a measure cannot have.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::ClaimSetBuilder;
use super::near::nearest;
use super::{
    Claim, ClaimSet, Key, Ladder, ModelError, Names, Periods, Policy, Rank, RecordKind, Ruling, Source,
    Statement, Unit, Units,
};

mod cells;
mod claims;
mod laws;

/// Collects faults while the set is looked through.
struct Check<'s> {
    set: &'s ClaimSet,
    faults: Vec<ModelError>,
}

pub(super) fn build(draft: ClaimSetBuilder) -> Result<ClaimSet, Vec<ModelError>> {
    let mut faults = Vec::new();
    let (names, wrong) = Names::new(draft.names.clone());
    faults.extend(wrong.into_iter().map(|(id, fault)| fault_of(RecordKind::Name, &id, "", fault)));
    let claims = in_order(draft.claims.clone());
    let set = ClaimSet {
        title: draft.title.clone(),
        sources: draft.sources.clone(),
        units: units(&draft, &mut faults),
        periods: periods(&draft, &mut faults),
        ladders: ladders(&draft, &mut faults),
        measures: keyed(RecordKind::Measure, &draft.measures, |name| names.key(name), &mut faults),
        events: keyed(RecordKind::Event, &draft.events, |name| names.key(name), &mut faults),
        attributes: keyed(RecordKind::Attribute, &draft.attributes, |name| names.key(name), &mut faults),
        names,
        rates: draft.rates.clone(),
        laws: draft.laws.clone(),
        policy: draft.policy.clone(),
        allow: draft.allow.clone(),
        deny: draft.deny.clone(),
        claims,
        declared: draft,
    };
    let mut check = Check { set: &set, faults };
    check.sources();
    check.measures();
    check.rates();
    check.laws();
    check.claims();
    check.rulings();
    let faults = check.faults;
    if faults.is_empty() { Ok(set) } else { Err(faults) }
}

/// Puts other claims under the declarations of a set, and tells what is wrong with them.
pub(super) fn put(set: &mut ClaimSet, claims: Vec<Claim>) -> Vec<ModelError> {
    set.claims = in_order(claims);
    let mut check = Check { set, faults: Vec::new() };
    check.claims();
    check.faults
}

/// Declares one more source, unless something is wrong with it.
pub(super) fn add_source(set: &mut ClaimSet, source: Source) -> Vec<ModelError> {
    let mut check = Check { set, faults: Vec::new() };
    if check.set.sources.contains_key(&source.id) {
        check.fault(
            RecordKind::Source,
            &source.id,
            "",
            format!("the source `{}` is declared already", source.id),
        );
    }
    // It is not there yet, so that it cannot be its own source either.
    check.source_alone(&source);
    let faults = check.faults;
    if faults.is_empty() {
        set.declared.sources.insert(source.id.clone(), source.clone());
        set.sources.insert(source.id.clone(), source);
    }
    faults
}

/// Claims in the order of their ids, as all that is found goes by it.
fn in_order(mut claims: Vec<Claim>) -> Vec<Claim> {
    claims.sort_by(|a, b| a.id.cmp(&b.id));
    claims.iter_mut().for_each(first_by_name);
    claims
}

/// The first place has one name: number 1 and the top 1 are the largest.
fn first_by_name(claim: &mut Claim) {
    if let Statement::Rank { rank, .. } = &mut claim.statement
        && matches!(rank, Rank::Nth(1) | Rank::Top(1))
    {
        *rank = Rank::Largest;
    }
}

fn fault_of(record: RecordKind, id: &str, field: &str, message: impl std::fmt::Display) -> ModelError {
    ModelError { record, id: id.to_owned(), field: field.to_owned(), message: message.to_string() }
}

/// `Name` was not declared, with the declared name that it is nearest to.
fn undeclared<'a>(what: &str, name: &str, declared: impl IntoIterator<Item = &'a str>) -> String {
    match nearest(name, declared) {
        Some(near) => format!("{what} `{name}` is not declared; did you mean `{near}`?"),
        None => format!("{what} `{name}` is not declared; declare it, or correct the name"),
    }
}

fn keyed<T: Clone>(
    record: RecordKind,
    declared: &BTreeMap<String, T>,
    key: impl Fn(&str) -> Key,
    faults: &mut Vec<ModelError>,
) -> BTreeMap<Key, (String, T)> {
    let mut table: BTreeMap<Key, (String, T)> = BTreeMap::new();
    for (name, item) in declared {
        if let Some((other, _)) = table.insert(key(name), (name.clone(), item.clone())) {
            let message = format!("`{other}` and `{name}` are one name; declare it once");
            faults.push(fault_of(record, name, "", message));
        }
    }
    table
}

fn ladders(draft: &ClaimSetBuilder, faults: &mut Vec<ModelError>) -> BTreeMap<Key, (String, Ladder)> {
    let mut table = keyed(RecordKind::Ladder, &draft.ladders, Key::fold, faults);
    for name in ["funding", "works"] {
        let Some(shipped) = Ladder::shipped(name) else { continue };
        let key = Key::fold(name);
        match table.remove(&key) {
            Some((own, ladder)) if ladder.rungs() == shipped.rungs() => {
                table.insert(key, (own, shipped.overlaid(&ladder)));
            }
            Some((own, _)) => {
                let rungs = shipped.rungs().join(", ");
                let message =
                    format!("the shipped ladder `{name}` has the rungs {rungs}; use another name for others");
                faults.push(fault_of(RecordKind::Ladder, &own, "/rungs", message));
            }
            None => {
                table.insert(key, (name.to_owned(), shipped));
            }
        }
    }
    table
}

/// Declares units in whatever order their definitions allow.
fn units(draft: &ClaimSetBuilder, faults: &mut Vec<ModelError>) -> Units {
    let mut units = Units::default();
    let mut waiting: Vec<_> = draft.units.iter().collect();
    loop {
        let before = waiting.len();
        waiting.retain(|(name, entry)| {
            let known = entry.is.as_ref().is_none_or(|(_, unit)| units.resolve(unit).is_some());
            if known {
                let is = entry.is.as_ref().map(|(factor, unit)| (factor, unit.as_str()));
                if let Err(error) = units.declare(name, is, entry.counts) {
                    faults.push(fault_of(RecordKind::Unit, name, "/is", error));
                }
            }
            !known
        });
        if waiting.len() == before {
            break;
        }
    }
    for (name, entry) in waiting {
        let of = entry.is.as_ref().map_or("", |(_, unit)| unit.as_str());
        let message = format!("`{of}` is no known unit, or is defined by `{name}` itself; use a known one");
        faults.push(fault_of(RecordKind::Unit, name, "/is", message));
    }
    units
}

fn periods(draft: &ClaimSetBuilder, faults: &mut Vec<ModelError>) -> Periods {
    let mut periods = Periods::default();
    for (name, date) in &draft.periods {
        if let Err(error) = periods.declare(name, date.clone()) {
            faults.push(fault_of(RecordKind::Period, name, "", error));
        }
    }
    periods
}

impl Check<'_> {
    fn fault(&mut self, record: RecordKind, id: &str, field: &str, message: impl std::fmt::Display) {
        self.faults.push(fault_of(record, id, field, message));
    }

    fn sources(&mut self) {
        let sources = self.set.sources.clone();
        for source in sources.values() {
            self.source_alone(source);
        }
        let parents =
            |id: &str| sources.get(id).into_iter().flat_map(Source::parents).map(str::to_owned).collect();
        for id in cycles(sources.keys().map(String::as_str), parents) {
            let message = format!(
                "`{id}` is its own source through `quoted_from` or `derived_from`; remove one of them"
            );
            self.fault(RecordKind::Source, &id, "", message);
        }
    }

    fn source_alone(&mut self, source: &Source) {
        let fields = [("/quoted_from", &source.quoted_from), ("/derived_from", &source.derived_from)];
        for (field, parents) in fields {
            for (at, parent) in parents.iter().enumerate() {
                self.source(RecordKind::Source, &source.id, &format!("{field}/{at}"), parent);
            }
        }
        if source.publisher.trim().is_empty() {
            let message = "the publisher is empty; name who published it";
            self.fault(RecordKind::Source, &source.id, "/publisher", message);
        }
    }

    fn measures(&mut self) {
        for (_, (name, measure)) in self.set.measures.clone() {
            self.unit(RecordKind::Measure, &name, "/unit", &measure.unit);
            if let Some(ladder) = &measure.ladder
                && self.set.ladder(ladder).is_none()
            {
                let known: Vec<String> = self.set.ladders.values().map(|(name, _)| name.clone()).collect();
                let message = undeclared("ladder", ladder, known.iter().map(String::as_str));
                self.fault(RecordKind::Measure, &name, "/ladder", message);
            }
        }
    }

    fn unit(&mut self, record: RecordKind, id: &str, field: &str, unit: &str) -> Option<Unit> {
        let known = self.set.units.resolve(unit);
        if known.is_none() {
            let message = format!("unit `{unit}` is not known; declare it under `units`, or use a known one");
            self.fault(record, id, field, message);
        }
        known
    }

    fn rates(&mut self) {
        for (at, rate) in self.set.rates.clone().iter().enumerate() {
            let id = at.to_string();
            self.unit(RecordKind::Rate, &id, "/from", &rate.from);
            self.unit(RecordKind::Rate, &id, "/to", &rate.to);
            if rate.of.stated_period().is_none() {
                self.fault(
                    RecordKind::Rate,
                    &id,
                    "/of",
                    format!("`{}` is not a definite period", rate.of.words()),
                );
            }
            if let Some(source) = &rate.source {
                self.source(RecordKind::Rate, &id, "/source", source);
            }
        }
    }

    fn source(&mut self, record: RecordKind, id: &str, field: &str, source: &str) {
        if !self.set.sources.contains_key(source) {
            let message = undeclared("source", source, self.set.sources.keys().map(String::as_str));
            self.fault(record, id, field, message);
        }
    }

    /// Those of the set have to name its claims; those of its policy, which is made for many sets, need not.
    fn rulings(&mut self) {
        let (allow, deny) = (self.set.allow.clone(), self.set.deny.clone());
        for (record, rulings) in [(RecordKind::Allow, &allow), (RecordKind::Deny, &deny)] {
            for (at, ruling) in rulings.iter().enumerate() {
                for (n, claim) in ruling.claims.iter().enumerate() {
                    self.claim_id(record, &at.to_string(), &format!("/claims/{n}"), claim);
                }
            }
            self.ruled(record, "", rulings);
        }
        let Policy { allow, deny, .. } = self.set.policy.clone();
        self.ruled(RecordKind::Allow, "policy ", &allow);
        self.ruled(RecordKind::Deny, "policy ", &deny);
    }

    fn ruled(&mut self, record: RecordKind, of: &str, rulings: &[Ruling]) {
        for (at, ruling) in rulings.iter().enumerate() {
            let id = format!("{of}{at}");
            if ruling.is_empty() {
                let message = "it speaks of nothing; name a `rule`, a `subject` or `claims`";
                self.fault(record, &id, "", message);
            }
            let reason = ruling.because.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
            if record == RecordKind::Allow && reason.is_none() {
                self.fault(record, &id, "/because", "an allowance needs a reason; write why it is all right");
            }
        }
    }

    fn claim_id(&mut self, record: RecordKind, id: &str, field: &str, claim: &str) {
        if self.set.claim(claim).is_none() {
            let known: Vec<String> = self.set.claims.iter().map(|claim| claim.id.clone()).collect();
            let message = undeclared("claim", claim, known.iter().map(String::as_str));
            self.fault(record, id, field, message);
        }
    }
}

/// The nodes that reach themselves.
fn cycles<'a>(nodes: impl Iterator<Item = &'a str>, next: impl Fn(&str) -> Vec<String>) -> Vec<String> {
    let on_cycle = |start: &str| {
        let mut seen = BTreeSet::new();
        let mut open = next(start);
        while let Some(node) = open.pop() {
            if node == start {
                return true;
            }
            if seen.insert(node.clone()) {
                open.extend(next(&node));
            }
        }
        false
    };
    nodes.filter(|node| on_cycle(node)).map(str::to_owned).collect()
}
