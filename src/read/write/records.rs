//! Declarations as records.

use super::{Fields, Rows, Section, list, quoted};
use crate::model::{
    AnyRule, Arity, Attribute, ClaimSet, ClaimSetBuilder, Date, Duration, Key, Ladder, Law, LawRelation,
    Measure, NameEntry, Policy, Rate, Recurrence, Ruling, Source, Strength, Temporal, UnitEntry,
};
use std::collections::BTreeMap;

/// Everything that a set declares and claims, in the order of the document.
pub(super) fn sections(set: &ClaimSet) -> Vec<Section> {
    let draft: &ClaimSetBuilder = set.declared();
    let claim = |claim| super::claims::claim(claim, set.periods());
    let periods = draft.periods.iter().map(|(name, date)| (name.clone(), date.words().to_owned())).collect();
    let section = |name, word, rows| Section { name, word, rows };
    vec![
        section("sources", "source", keyed(&draft.sources, source)),
        section("names", "name", keyed(&draft.names, name)),
        section("units", "unit", keyed(&draft.units, unit)),
        section("periods", "period", Rows::Texts(periods)),
        section("measures", "measure", keyed(&draft.measures, measure)),
        section("ladders", "ladder", keyed(&draft.ladders, ladder)),
        section("events", "event", keyed(&draft.events, |recurrence| event(*recurrence))),
        section("attributes", "attribute", keyed(&draft.attributes, attribute)),
        section("rates", "rate", Rows::Listed(draft.rates.iter().map(rate).collect())),
        section("laws", "law", Rows::Listed(draft.laws.iter().map(law).collect())),
        section("policy", "policy", Rows::Single(policy(&draft.policy))),
        section("allow", "allow", Rows::Listed(draft.allow.iter().map(ruling).collect())),
        section("deny", "deny", Rows::Listed(draft.deny.iter().map(ruling).collect())),
        section("claims", "claim", Rows::Listed(draft.claims.iter().map(claim).collect())),
    ]
}

fn keyed<T>(table: &BTreeMap<String, T>, fields: impl Fn(&T) -> Fields) -> Rows {
    Rows::Keyed(table.iter().map(|(key, value)| (key.clone(), fields(value))).collect())
}

fn source(source: &Source) -> Fields {
    let mut fields = Fields::default();
    fields.text("publisher", &source.publisher);
    fields.optional("title", source.title.as_deref());
    fields.optional("url", source.url.as_deref());
    fields.optional("published", source.published.as_ref().map(Date::words));
    fields.optional("document", source.document.as_deref());
    fields.texts("quoted_from", &source.quoted_from);
    fields.texts("derived_from", &source.derived_from);
    fields
}

fn name(entry: &NameEntry) -> Fields {
    let mut fields = Fields::default();
    fields.texts("aliases", &entry.aliases);
    fields.texts("includes", &entry.includes);
    fields
}

fn unit(entry: &UnitEntry) -> Fields {
    let mut fields = Fields::default();
    if let Some((factor, unit)) = &entry.is {
        fields.text("is", &format!("{factor} {unit}"));
    }
    fields.flag("counts", entry.counts);
    fields
}

fn measure(measure: &Measure) -> Fields {
    let mut fields = Fields::default();
    let kind = match measure.temporal {
        Temporal::Constant => "constant",
        Temporal::Level => "level",
        Temporal::RunningTotal => "running_total",
        Temporal::Flow => "flow",
        Temporal::Average => "average",
    };
    fields.text("kind", kind);
    fields.text("unit", &measure.unit);
    fields.optional("ladder", measure.ladder.as_deref());
    fields.flag("additive", measure.additive);
    fields.flag("non_negative", measure.non_negative);
    fields.flag("revisable", measure.revisable);
    fields.optional("holds_for", measure.holds_for.as_ref().map(Duration::words));
    fields
}

fn ladder(ladder: &Ladder) -> Fields {
    let mut fields = Fields::default();
    fields.texts("rungs", ladder.rungs());
    fields.optional("plan", ladder.plan_rung().map(|at| ladder.rung(at)));
    let hard: Vec<String> = ladder.hard_rungs().map(str::to_owned).collect();
    fields.texts("hard", &hard);
    let mut words = Fields::default();
    for (word, rungs) in ladder.words() {
        // Every rung is a word for itself.
        let itself = matches!(rungs, [at] if Key::fold(ladder.rung(*at)).as_str() == word);
        if !itself {
            words.put(word, list(rungs.iter().map(|at| quoted(ladder.rung(*at)))));
        }
    }
    if !words.0.is_empty() {
        fields.put("words", words);
    }
    fields
}

fn event(recurrence: Recurrence) -> Fields {
    let mut fields = Fields::default();
    match recurrence {
        Recurrence::Undeclared => {}
        Recurrence::Once => fields.flag("once", true),
        Recurrence::Recurs => fields.flag("recurs", true),
    }
    fields
}

fn attribute(attribute: &Attribute) -> Fields {
    let mut fields = Fields::default();
    let values = match attribute.arity {
        Arity::One => "one",
        Arity::Many => "many",
    };
    fields.text("values", values);
    if !attribute.near.is_empty() {
        let group = |names: &Vec<String>| list(names.iter().map(|name| quoted(name)));
        fields.put("near", list(attribute.near.iter().map(group)));
    }
    fields
}

pub(in crate::read) fn rate(rate: &Rate) -> Fields {
    let mut fields = Fields::default();
    fields.text("from", &rate.from);
    fields.text("to", &rate.to);
    fields.text("value", rate.value.words());
    fields.text("of", rate.of.words());
    fields.optional("source", rate.source.as_deref());
    fields
}

pub(in crate::read) fn law(law: &Law) -> Fields {
    let mut fields = Fields::default();
    match &law.relation {
        LawRelation::Order { lesser, greater } => {
            fields.put("lesser", super::claims::cell(lesser));
            fields.put("greater", super::claims::cell(greater));
        }
        LawRelation::Total { total, parts, exhaustive } => {
            super::claims::sum(&mut fields, total, parts, *exhaustive);
        }
    }
    fields.flag("soft", law.strength == Strength::Soft);
    fields
}

/// The settings that differ from their defaults, and the rulings.
fn policy(policy: &Policy) -> Fields {
    let mut fields = Fields::default();
    for (own, default) in policy.entries().into_iter().zip(Policy::default().entries()) {
        let (name, plain, lenient) = &own;
        if own == default {
            continue;
        }
        if plain == lenient {
            fields.text(name, plain);
        } else {
            let mut grades = Fields::default();
            grades.text("plain", plain);
            grades.text("lenient", lenient);
            fields.put(name, grades);
        }
    }
    for (name, rulings) in [("allow", &policy.allow), ("deny", &policy.deny)] {
        if !rulings.is_empty() {
            fields.put(name, list(rulings.iter().map(ruling)));
        }
    }
    fields
}

pub(in crate::read) fn ruling(ruling: &Ruling) -> Fields {
    let mut fields = Fields::default();
    fields.optional("rule", ruling.rule.map(AnyRule::name));
    fields.optional("subject", ruling.subject.as_deref());
    fields.texts("claims", &ruling.claims);
    fields.optional("because", ruling.because.as_deref());
    fields
}
