//! The JSON Schema of the report.

use super::{Fate, Named, NearRule, Rule};
use crate::check::Between;
use crate::model::AnyRule;
use crate::read::json::{Json, Record, count, defined, flag, items, keyed, one_of, text, texts, typed};

/// The JSON Schema (draft 2020-12) of a report as JSON: `schema/report.schema.json`.
///
/// It describes what this version prints, every field, and no other; a report of a later version may have more fields.
/// [The guide](crate::guide::files#the-report-as-json) lists them.
///
/// # Examples
/// ```
/// let schema: serde_json::Value = serde_json::from_str(&gainsay::report_schema())?;
/// assert_eq!(schema["properties"]["gainsay"]["const"], 1);
/// assert_eq!(schema["$defs"]["finding"]["properties"]["verdict"]["enum"][1], "tension");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn report_schema() -> String {
    let mut root = vec![
        ("$schema", Json::text("https://json-schema.org/draft/2020-12/schema")),
        ("title", Json::text("gainsay report, version 1")),
        (
            "description",
            Json::text(
                "What dated claims of many sources come to: where they contradict each other, and why",
            ),
        ),
    ];
    root.extend(report().entries());
    let definitions = [
        ("finding", finding()),
        ("way", way()),
        ("side", side()),
        ("proof", proof()),
        ("fixed_date", fixed_date()),
        ("case", case()),
        ("premise", premise()),
        ("reconciliation", reconciliation()),
        ("blame", blame()),
        ("allowed", allowed()),
        ("inferred", inferred()),
        ("implied", implied()),
        ("end", end()),
        ("forecast", forecast()),
        ("near_miss", near_miss()),
        ("group", group()),
        ("replaced", replaced()),
        ("undecided", undecided()),
        ("setting", setting()),
        ("counts", counts()),
        ("finding_group", finding_group()),
    ];
    let definitions = definitions.into_iter().map(|(name, record)| (name, record.schema()));
    root.push(("$defs", Json::object(definitions)));
    Json::object(root).pretty()
}

fn report() -> Record {
    let version = Json::object([("const", Json::plain(1))]).described("The version of this format");
    Record::default()
        .must("gainsay", version)
        .may("title", text("The title of the set"))
        .must("findings", listed("finding", "Contradictions first, then tensions"))
        .must(
            "groups",
            listed("finding_group", "The findings by grade, subject and rule, most serious first"),
        )
        .must("blame", listed("blame", "Whom to doubt first, for each grade with more than one finding"))
        .must("allowed", listed("allowed", "Findings and near misses that are allowed"))
        .must(
            "inferred",
            listed("inferred", "Dates that other claims fix, in the order in which one rests on another"),
        )
        .must("implied", listed("implied", "What follows of cells of which no claim gives a figure"))
        .must("forecasts", listed("forecast", "What became of plans"))
        .must("near_misses", listed("near_miss", "Pairs worth a look, though no findings"))
        .must("echoes", listed("group", "One witness told several times"))
        .must("corroborations", listed("group", "Independent witnesses that agree"))
        .must(
            "superseded",
            listed("replaced", "Claims that were corrected or retracted, and are not compared"),
        )
        .must("undecided", listed("undecided", "What could not be decided"))
        .must("stale", texts("Allowances and denials of the set that meet nothing any more"))
        .must("hints", texts("Remarks on the set itself"))
        .must("policy", keyed(defined("setting"), "Every setting of the policy"))
        .must("counts", defined("counts").described("How many there are, listed or not"))
}

fn finding() -> Record {
    let within = "Of a contradiction: the tensions within it, by their positions among the findings, from 0";
    Record::default()
        .must("code", code())
        .must("rule", rule())
        .must("verdict", verdict())
        .must("denied", denied())
        .must("claims", texts("The ids of the claims that clash, no fewer of which do, in order"))
        .must("between", between())
        .must("subject", text("What it is about"))
        .must("contains", items(count(0), within))
        .must("gap", maybe("string", "By how much the claims miss each other"))
        .must("reconciliations", listed("way", "What would reconcile a tension"))
        .must("slips", texts("Familiar slips that the gap looks like: hints, never verdicts"))
        .must("text", text("The argument in one line"))
        .must("rests_on", texts("The ids of claims that fix a date which the finding uses"))
        .must("sides", listed("side", "What each claim says"))
        .must("steps", texts("The argument, step by step"))
        .must("proof", defined("proof").described("The certificate"))
}

fn way() -> Record {
    Record::default()
        .must("text", text("A sentence that begins with \"if\""))
        .must("claims", texts("The ids of the claims whose words it hangs on"))
}

fn side() -> Record {
    Record::default()
        .must("claim", id())
        .must("source", text("Who said it, where and when"))
        .must("says", text("What it says"))
        .must("range", maybe("string", "What its number comes to, read plainly"))
        .must("quote", maybe("string", "The quoted words"))
        .may("document", text("The document in which they stand"))
        .may("start", count(0).described("Their first byte in the document"))
        .may("end", count(0).described("The byte after their last"))
}

fn proof() -> Record {
    Record::default()
        .must("claims", texts("The ids of its claims"))
        .must("cases", listed("case", "Every way to take what stays open, each refuted"))
        .must(
            "reconciliations",
            listed("reconciliation", "Of a tension: readings that fit, with their witnesses"),
        )
        .may("inferred", listed("fixed_date", "Dates that other claims fix and that it uses"))
}

fn fixed_date() -> Record {
    Record::default()
        .must("of", text("The source, claim or event, and which of its dates"))
        .must("date", text("The date that it must be"))
        .must("no_earlier", listed("premise", "Inequalities that add up to its lower end"))
        .must("no_later", listed("premise", "Inequalities that add up to its upper end"))
}

fn case() -> Record {
    Record::default()
        .must("suppose", texts("How what is open is taken"))
        .must("refuted_by", listed("premise", "Inequalities that add up to an absurdity, or a named law"))
}

fn premise() -> Record {
    Record::default()
        .must("times", text("How often it is added, an exact number"))
        .must("premise", text("The inequality, its variables claims with a slot, or the named law"))
        .must("because", text("The claim or the law that it comes from"))
}

fn reconciliation() -> Record {
    let witness = texts("Values of the variables that fit every claim");
    Record::default()
        .must("suppose", texts("How what is open is taken"))
        .must("witnesses", items(witness, "One for every plain way to take the other words"))
}

fn blame() -> Record {
    let echoes = || texts("Ids of claims that only echo it");
    let share = || text("A fraction of whole numbers: 1/2");
    let claim = Record::default().must("claim", id()).may("echoes", echoes()).must("share", share());
    let source = Record::default().must("source", text("The key of a source")).must("share", share());
    let doubt = Record::default()
        .must("claim", id())
        .may("echoes", echoes())
        .must("resolves", count(0).described("How many findings would go"))
        .schema();
    let doubt = crate::read::json::any_of([doubt, typed("null")]);
    Record::default()
        .must("verdict", verdict())
        .must("claims", items(claim.schema(), "Every witness of a finding and its share, the largest first"))
        .must("sources", items(source.schema(), "Every source and its share, the largest first"))
        .must("set_aside", items(texts("Ids"), "Sets of claims without which none of the findings is left"))
        .must("exact", flag("Whether the first of these is certainly a smallest one"))
        .must("first_doubt", doubt.described("The witness to doubt, if only one were doubted"))
}

fn allowed() -> Record {
    let rules: Vec<&str> = AnyRule::all().map(AnyRule::name).collect();
    let verdict = crate::read::json::any_of([verdict(), typed("null")]);
    Record::default()
        .must("code", code())
        .must("rule", one_of(&rules, "The rule that it is of"))
        .must("verdict", verdict.described("How sure a finding is; of a near miss, null"))
        .must("claims", ids())
        .must("because", text("The reason that was given"))
}

fn inferred() -> Record {
    let fields = ["published", "said", "when", "before", "after"];
    Record::default()
        .must("of", text("The key of a source, or the id of a claim, whose date it is"))
        .must("field", one_of(&fields, "Which of its dates"))
        .must("written", maybe("string", "The date as written"))
        .must("date", text("The date that it must be"))
        .must("claims", texts("The ids of the claims that fix it"))
        .must("text", text("What follows, in one line"))
        .must("steps", texts("How it follows, step by step"))
}

fn implied() -> Record {
    let interval = |reading: &str| maybe("string", &format!("Where it lies {reading}: \"(1300/459, 3]\""));
    let dates = listed("fixed_date", "Dates that other claims fix and that it uses");
    let proof = Record::default().must("ends", listed("end", "Why each end is one")).may("inferred", dates);
    Record::default()
        .must("cell", text("Which number"))
        .must("unit", text("The unit of the ends"))
        .must("plain", interval("if the claims are read plainly"))
        .must("lenient", interval("however generously they are read"))
        .must("text", text("Both in words, rounded outward"))
        .must("claims", texts("The ids of the claims that it rests on"))
        .must("rests_on", texts("The ids of claims that fix a date which it uses"))
        .must("left_out", texts("The ids of claims that are left out, as a contradiction touches them"))
        .must("because", maybe("string", "Why an interval is missing, or nothing follows"))
        .must("steps", texts("How it follows, step by step"))
        .must("proof", proof.schema().described("The certificate"))
}

fn end() -> Record {
    let case = Record::default()
        .must("suppose", texts("How what is open is taken"))
        .must("added_up", listed("premise", "Inequalities that add up to the end, or to an absurdity"));
    Record::default()
        .must("grade", one_of(&["plain", "lenient"], "Of which readings"))
        .must("end", text("An inequality of x, the number that is asked for, in base units"))
        .must("claims", texts("The ids of the claims that force it"))
        .must("cases", items(case.schema(), "Every way to take what stays open"))
}

fn forecast() -> Record {
    let fates = [Fate::Kept, Fate::Missed, Fate::Revised, Fate::Lapsed, Fate::Open].map(|fate| fate.word());
    Record::default()
        .must("claim", text("The id of the plan"))
        .must("says", text("What it says"))
        .must("fate", one_of(&fates, "What became of it"))
        .must("by", texts("The ids of the claims that decide it"))
}

fn near_miss() -> Record {
    let rules: Vec<&str> = NearRule::all().map(NearRule::name).collect();
    Record::default()
        .must("code", code())
        .must("rule", one_of(&rules, "What kind of near miss"))
        .must("denied", denied())
        .must("claims", ids())
        .must("because", text("Why"))
}

fn finding_group() -> Record {
    Record::default()
        .must("code", code())
        .must("rule", rule())
        .must("verdict", verdict())
        .must("subject", text("What they are about"))
        .must("findings", items(count(0), "Their positions among the findings, from 0"))
}

fn group() -> Record {
    Record::default().must("claims", ids()).must("says", text("What the first of them says"))
}

fn replaced() -> Record {
    Record::default()
        .must("claim", id())
        .must("by", text("The id of the claim that corrected or retracted it"))
}

fn undecided() -> Record {
    Record::default()
        .must("claims", ids())
        .must("because", text("What is missing, or which limit was reached"))
}

fn setting() -> Record {
    Record::default().must("plain", text("In plain readings")).must("lenient", text("In lenient readings"))
}

fn counts() -> Record {
    let number = |of: &str| count(0).described(of);
    Record::default()
        .must("claims", number("Claims in the set"))
        .must("sources", number("Sources that it declares"))
        .must("contradictions", number("Contradictions"))
        .must("tensions", number("Tensions"))
        .must("near_misses", number("Near misses"))
        .must("denied", number("Tensions and near misses that are denied"))
        .must("allowed", number("Findings and near misses that are allowed, in none of the other counts"))
        .must("rules", keyed(count(0), "Findings by the name of their rule"))
}

fn listed(name: &str, description: &str) -> Json {
    items(defined(name), description)
}

/// A value that may be null.
fn maybe(name: &str, description: &str) -> Json {
    Json::object([("type", Json::texts([name, "null"]))]).described(description)
}

fn id() -> Json {
    text("The id of a claim")
}

fn ids() -> Json {
    texts("The ids of the claims, in order")
}

fn rule() -> Json {
    let rules: Vec<&str> = Rule::all().map(Rule::name).collect();
    one_of(&rules, "The law that is broken")
}

fn code() -> Json {
    text("The code of the rule, which never changes")
}

fn denied() -> Json {
    maybe("string", "Where it counts as failing: the reason that was given, perhaps empty")
}

fn verdict() -> Json {
    let says = "contradiction: no reading makes all the claims true. tension: a plain reading does not, a lenient one does";
    one_of(&["contradiction", "tension"], says)
}

fn between() -> Json {
    let all = [Between::Document, Between::Speaker, Between::Publisher, Between::Sources];
    one_of(&all.map(|between| between.word()), "Between whom it lies")
}
