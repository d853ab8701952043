//! The schemas of the document and of its declarations.

use super::claims::CLAIMS;
use super::json::{
    Json, Record, any_of, count, defined, figure, flag, items, keyed, one_of, text, texts, typed,
};
use crate::model::Policy;

const DATE: &str = "An EDTF date or interval: 2025-06-05, 2025-06, 2025, 2024-21 (spring), 2025-06~ (about), 2025? \
                    (doubtful), XXXX-06-05 (year unknown), 2025-01/2025-09, ../2025-06; or the name of a declared \
                    period. Resolve words such as `last year` to dates";

/// A date or period, for a purpose.
pub(super) fn date(what: &str) -> Json {
    defined("date").described(what)
}

/// The fields of a document.
pub(super) fn document() -> Record {
    Record::default()
        .must("gainsay", Json::object([("const", Json::plain(1))]).described("The version of the format"))
        .may("title", text("What the claims are about"))
        .must("sources", keyed(defined("source"), "The sources by a short key, which claims name"))
        .may("names", keyed(defined("name"), "Names that have other spellings, or include other names"))
        .may("units", keyed(defined("unit"), "Units beside the common ones and currencies"))
        .may("periods", keyed(typed("string"), "Named periods, such as fiscal years: each an EDTF interval"))
        .may("measures", keyed(defined("measure"), "Every measure that claims give figures of, by name"))
        .may(
            "ladders",
            keyed(
                defined("ladder"),
                "Ladders of stages beside `funding` and `works`, or words added to these",
            ),
        )
        .may("events", keyed(defined("event"), "How often events can happen; other events need no entry"))
        .may("attributes", keyed(defined("attribute"), "Every attribute that claims of kind state speak of"))
        .may("rates", items(defined("rate"), "Dated rates of exchange, to compare figures in two currencies"))
        .may("laws", items(defined("law"), "What always holds between figures, without a source"))
        .may("policy", defined("policy"))
        .may("allow", items(defined("allowance"), "Findings and near misses that are known and explained"))
        .may("deny", items(defined("denial"), "Tensions and near misses that are to count as failing"))
        .must("claims", items(defined("claim"), CLAIMS))
}

/// The schemas of what a document declares.
pub(super) fn definitions() -> Vec<(&'static str, Json)> {
    let records = [
        ("source", source()),
        ("name", name()),
        ("unit", unit()),
        ("measure", measure()),
        ("ladder", ladder()),
        ("event", event()),
        ("attribute", attribute()),
        ("rate", rate()),
        ("law", law()),
        ("policy", policy()),
        ("allowance", allowance()),
        ("denial", denial()),
    ];
    let mut definitions: Vec<(&str, Json)> =
        records.into_iter().map(|(name, record)| (name, record.schema())).collect();
    definitions.push(("setting", setting()));
    definitions.push(("date", text(DATE)));
    definitions
}

fn source() -> Record {
    Record::default()
        .must("publisher", text("Who published it"))
        .may("title", text("Its title"))
        .may("published", date("When it was published, leaving it out if unknown"))
        .may("url", text("Where it can be read"))
        .may("document", text("The file that holds its text"))
        .may("quoted_from", texts("Keys of sources whose words it repeats"))
        .may("derived_from", texts("Keys of sources that it was made from"))
}

fn name() -> Record {
    Record::default()
        .may("aliases", texts("Other spellings of the same name; only these make two spellings one"))
        .may("includes", texts("Names of its parts: `oil and gas` includes `oil` and `gas`"))
}

fn unit() -> Record {
    Record::default()
        .may("is", text("How many of a known unit it is: 158.987294928 L. Left out: a dimension of its own"))
        .may("counts", flag("Whether it counts things, so that figures under 100 are exact"))
}

fn measure() -> Record {
    let kind = "How it behaves in time. constant: has no time, as a length. level: a stock at an instant, as debt or \
                population. running_total: cumulative, never falls. flow: an amount over a period, as trade of a year. \
                average: a rate, growth or price of a period";
    Record::default()
        .must("kind", one_of(&["constant", "level", "running_total", "flow", "average"], kind))
        .must("unit", text("Its unit: USD, %, km, hectare, person, or a declared one"))
        .may("ladder", text("The ladder of its stages: funding, works, or a declared one"))
        .may("additive", flag("Whether figures of parts of a scope add up to that of the whole"))
        .may("non_negative", flag("Whether it is never below zero"))
        .may(
            "revisable",
            flag("For a constant: whether a later figure may replace an earlier one, as a cost estimate"),
        )
        .may("holds_for", text("For a level: how long a figure keeps, as 30 days"))
}

fn ladder() -> Record {
    Record::default()
        .may("rungs", texts("The stages, earliest first; left out for a shipped ladder"))
        .may("plan", text("The rung of what is only intended"))
        .may("hard", texts("Rungs that can never hold more than the rung before"))
        .may(
            "words",
            keyed(
                typed("array").and("items", typed("string")),
                "Words of sources, each with the rungs that it may mean",
            ),
        )
}

fn event() -> Record {
    Record::default()
        .may("once", flag("It can happen only once, as a death or a signing"))
        .may("recurs", flag("It happens again and again"))
}

fn attribute() -> Record {
    Record::default()
        .may("values", one_of(&["one", "many"], "How many values it has at one time; one if left out"))
        .may("near", items(texts("Values that are easily taken for each other"), "Groups of near values"))
}

fn rate() -> Record {
    Record::default()
        .must("from", text("The currency converted from: EUR"))
        .must("to", text("The currency converted to: USD"))
        .must("value", figure("How many of `to` one of `from` is worth, as a range: [1.07, 1.09]"))
        .must("of", date("The period in which it holds"))
        .may("source", text("The key of the source that gives it"))
}

fn law() -> Record {
    Record::default()
        .may("lesser", defined("cell").described("Never more than `greater`"))
        .may("greater", defined("cell").described("Never less than `lesser`"))
        .may("total", defined("cell").described("The sum of `parts`; instead of `lesser` and `greater`"))
        .may("parts", items(defined("part"), "What adds up to `total`"))
        .may("exhaustive", flag("Whether the parts are all there is"))
        .may("soft", flag("Whether it may fail"))
}

/// Every setting that there is, with its default.
fn policy() -> Record {
    let settings = Policy::default().entries().into_iter();
    let settings = settings.fold(Record::default(), |record, (name, plain, lenient)| {
        let default = if plain == lenient { plain } else { format!("plain {plain}, lenient {lenient}") };
        record.may(name, defined("setting").described(&format!("Default: {default}")))
    });
    settings
        .may("allow", items(defined("allowance"), "What it allows in whatever set"))
        .may("deny", items(defined("denial"), "What it lets count as failing in whatever set"))
}

fn setting() -> Json {
    let graded = Record::default()
        .may("plain", figure("In the ordinary reading"))
        .may("lenient", figure("In the most generous one"))
        .schema();
    any_of([typed("string"), typed("number"), graded]).described("For both readings, or for each")
}

fn allowance() -> Record {
    ruling().must("because", text("Why it is all right"))
}

fn denial() -> Record {
    ruling().may("because", text("Why it must not be"))
}

/// What allowances and denials speak of; at least one of these is needed.
fn ruling() -> Record {
    Record::default()
        .may("rule", text("The rule, by its code or its name: G107 or one-value"))
        .may("subject", text("What they are about"))
        .may("claims", texts("The ids of exactly their claims"))
}

/// A number of bytes.
pub(super) fn bytes(description: &str) -> Json {
    count(0).described(description)
}
