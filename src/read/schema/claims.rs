//! The schemas of claims, kind by kind, and of the cells in them.

use super::json::{
    Json, Record, any_of, count, defined, figure, flag, items, keyed, one_of, text, texts, typed, word,
};
use super::records::{bytes, date};

pub(super) const CLAIMS: &str = "One claim for each statement of a source. Choose the kind by what is said: a figure \
                                 (amount), a rise or fall (change), a part of a whole (share), a sum (total), a place \
                                 in an order (rank), something that is to happen or happened (event), which of two \
                                 came first (order), what something is (state), the withdrawal of a claim (retraction)";

const VALUE: &str = "The figure in the words of the source, with hedge, scale and unit: nearly $5 billion, USD 1.1bn, \
                     14.7%, more than 300,000, between 5 and 6 million, [4.5, 5.0) bn USD, two thirds, dozens";

/// Claims of each kind, cells, parts and quotes.
pub(super) fn definitions() -> Vec<(&'static str, Json)> {
    let mut definitions: Vec<(&str, Json)> =
        kinds().into_iter().map(|(name, record)| (name, record.schema())).collect();
    let claims = kinds().into_iter().map(|(name, _)| defined(name));
    definitions.push(("claim", any_of(claims).described("A claim; its `kind` says which fields it has")));
    let cell = "Whose figure of what, when. In a share or total it takes over what the claim itself states; it is \
                clearest to write subject and measure in each";
    definitions.push(("cell", cell_fields(Needs::Nothing).with(time()).schema().described(cell)));
    let times = figure("How often it is added: -1 to subtract it; 1 if left out");
    definitions.push(("part", cell_fields(Needs::Nothing).with(time()).may("times", times).schema()));
    definitions.push(("point", point()));
    definitions.push(("quote", quote()));
    definitions
}

/// The kinds of claim under the names of their definitions.
pub(super) fn kinds() -> Vec<(&'static str, Record)> {
    let own = || cell_fields(Needs::Both).with(time());
    let shared = || cell_fields(Needs::Nothing).with(time());
    vec![
        ("amount", claim("amount", own().with(amount()))),
        ("change", claim("change", cell_fields(Needs::Both).with(change()))),
        ("share", claim("share", shared().with(share()))),
        ("total_claim", claim("total", shared().with(total()))),
        ("rank", claim("rank", own().with(rank()))),
        ("event_claim", claim("event", event())),
        ("order", claim("order", order())),
        ("state", claim("state", state().with(time()))),
        ("retraction", retraction()),
    ]
}

/// What every claim has around the fields of its kind.
fn claim(kind: &'static str, own: Record) -> Record {
    let retracts = texts("Ids of claims of the same speaker or publisher that this one withdraws");
    head(kind).with(own).with(tail()).may("retracts", retracts)
}

fn retraction() -> Record {
    head("retraction")
        .with(tail())
        .must("retracts", texts("Ids of the claims that are withdrawn, nothing put in their place"))
}

fn head(kind: &'static str) -> Record {
    Record::default()
        .must("id", text("A short id of the claim, unique in the whole set"))
        .must("kind", word(kind))
        .must("source", text("The key of the source that says it"))
        .may("speaker", texts("Who is quoted, innermost first; left out if the source itself speaks"))
        .may("said", date("When it was said, if that is not when the source was published"))
        .may(
            "stance",
            one_of(
                &["asserts", "denies", "declines"],
                "asserts if left out; declines: neither confirms nor denies",
            ),
        )
        .may(
            "certainty",
            one_of(&["certain", "probable", "possible"], "How sure the speaker is; certain if left out"),
        )
}

fn tail() -> Record {
    Record::default()
        .may("quote", defined("quote"))
        .may("note", text("A remark of yours"))
        .may("corrects", texts("Ids of claims of the same speaker or publisher that this one replaces"))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    Both,
    Nothing,
}

fn cell_fields(needs: Needs) -> Record {
    let subject = text("Whose figure it is, spelt alike in all claims: Russia in Iran");
    let measure = text("The name of a declared measure");
    let record = match needs {
        Needs::Both => Record::default().must("subject", subject).must("measure", measure),
        Needs::Nothing => Record::default().may("subject", subject).may("measure", measure),
    };
    let scope = "What the figure covers, as facets: {\"sector\": \"gas\", \"place\": \"Ilam\"}. Leave out what is not \
                 said; * states the whole; a trailing ? marks doubt";
    let basis = "How the figure was made, as facets: {\"prices\": \"2015\", \"vintage\": \"first estimate\"}";
    record.may("scope", keyed(typed("string"), scope)).may("basis", keyed(typed("string"), basis)).may(
        "stage",
        text(
            "How far it has come, in the source's word: planned, pledged, signed, finalized, invested, paid",
        ),
    )
}

fn time() -> Record {
    Record::default()
        .may(
            "of",
            date("The period that it is true of, for flows, averages and levels; not the day of the saying"),
        )
        .may("as_of", date("Within which dates it is true at one instant, for levels and running totals"))
}

fn amount() -> Record {
    let decimals = any_of([typed("integer"), word("INF")])
        .described("The precision that a table declares for `value`: 2, or -3 for thousands, or INF");
    Record::default()
        .may("value", figure(&format!("{VALUE}. Needed, unless `lo` and `hi` are given")))
        .may(
            "lo",
            typed("number").described("The low end, in the unit of the measure; for tables, with `hi`"),
        )
        .may("hi", typed("number").described("The high end"))
        .may("decimals", decimals)
}

fn change() -> Record {
    let how = "By how much, in the words of the source: +14.7%, -$2bn, +1.1 pp, x1.5, rose, fell, doubled, rose nearly \
               15%, fell more than 75%";
    Record::default()
        .must("change", text(how))
        .may("from", date("What it is measured from"))
        .may("to", date("What it is measured to"))
        .may("reaching", figure("The figure that it came to"))
}

fn share() -> Record {
    Record::default()
        .must("share", figure("How large a share: 45%, two thirds, most"))
        .must("part", defined("cell"))
        .must("whole", defined("cell"))
}

fn total() -> Record {
    Record::default()
        .must("total", defined("cell"))
        .must("parts", items(defined("part"), "What is added up"))
        .must("exhaustive", flag("Whether the parts are all there is"))
}

fn rank() -> Record {
    let rank = any_of([typed("string"), count(1)]).described(
        "largest, smallest, record high, record low (of all earlier periods of that length), top 3, or the place as a number",
    );
    let among = any_of([typed("string"), typed("array").and("items", typed("string"))])
        .described("The class: a list of names, or a name that includes its members");
    Record::default().must("rank", rank).may("among", among)
}

fn event() -> Record {
    let when = "When: an EDTF date, soon, by 2025-01-19, in 3 years, 2 months ago, first days of 2025-01, mid 2025-01, \
                late 2026. Left out if not said. Resolve words such as `last year` to dates";
    Record::default()
        .must("event", text("The event's name, spelt alike in all claims: Putin visits Tehran"))
        .must("stage", one_of(&["planned", "underway", "happened", "cancelled"], "How far it has come"))
        .may("when", text(when))
}

fn order() -> Record {
    Record::default()
        .must("before", defined("point"))
        .must("after", defined("point"))
        .may("gap", text("How much later: 36 years, at least 2 months"))
        .may(
            "as",
            one_of(&["term", "anniversary", "age", "about"], "What sort of gap it is; term if left out"),
        )
}

fn point() -> Json {
    let said =
        Record::default().must("said", text("The id of a claim or the key of a source: its saying")).schema();
    let event = Record::default().must("event", text("An event whose name looks like a date")).schema();
    any_of([typed("string"), said, event])
        .described("An event's name, an EDTF date, or the saying of a source or claim")
}

fn state() -> Record {
    let is = any_of([typed("string"), typed("array").and("items", typed("string"))])
        .described("Its value; a list for an attribute of many values");
    Record::default()
        .must("subject", text("Whose attribute"))
        .must("attribute", text("The name of a declared attribute: president"))
        .must("is", is)
}

fn quote() -> Json {
    let whole = Record::default()
        .must("text", text("The words"))
        .may("document", text("The file they stand in, if not that of the source"))
        .may("start", bytes("The first byte; with `end`"))
        .may("end", bytes("The byte after the last"))
        .schema();
    any_of([typed("string"), whole]).described("A few words of the source that say it")
}
