//! What would reconcile a tension, in words.

use std::collections::BTreeSet;

use super::phrase::{id, rung_of};
use crate::ground::{Ground, StageStand};
use crate::model::LawRelation;
use crate::proof::{Choice, ClaimIx, Reconciliation, Role, SoftLaw};

/// A reconciliation as a sentence that begins with "if", and the claims whose words it hangs on.
pub(crate) fn way(ground: &Ground<'_>, claims: &[ClaimIx], way: &Reconciliation) -> (String, Vec<ClaimIx>) {
    let rungs = way.rungs.iter().map(|(choice, rung)| {
        let users: Vec<String> = owners(ground, claims, choice).iter().map(|ix| id(ground, *ix)).collect();
        let text = rung_of(ground, choice, *rung);
        (choice, text.replacen(" means ", &format!(" in {} means ", users.join(" and ")), 1))
    });
    let relaxed = way.relaxed.iter().map(|choice| (choice, lenient(ground, choice)));
    let mut parts: Vec<(&Choice, String)> = rungs.chain(relaxed).collect();
    parts.sort();
    let owners: BTreeSet<ClaimIx> =
        parts.iter().flat_map(|(choice, _)| owners(ground, claims, choice)).collect();
    let text = parts.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" and ");
    (format!("if {text}"), owners.into_iter().collect())
}

/// The claims that leave a choice open.
fn owners(ground: &Ground<'_>, claims: &[ClaimIx], choice: &Choice) -> Vec<ClaimIx> {
    match choice {
        Choice::Value(a)
        | Choice::Width(a, _)
        | Choice::Doubt(a, _)
        | Choice::Stage(a)
        | Choice::Facet(a, _)
        | Choice::Class(a)
        | Choice::AsOf(a)
        | Choice::Unfinished(a, _)
        | Choice::Certainty(a)
        | Choice::Record(a)
        | Choice::TimeZone(a) => vec![*a],
        Choice::Instant(a, b)
        | Choice::Basis(a, b, _)
        | Choice::Soft(_, a, b)
        | Choice::Revised(a, b)
        | Choice::Occurrence(a, b) => vec![*a, *b],
        Choice::Word(word) => {
            let uses = |ix: &&ClaimIx| {
                let cell = ground.stand(**ix).and_then(|stand| stand.cell());
                matches!(cell.map(|cell| &cell.stage), Some(StageStand::Word(own, _)) if own == word)
            };
            claims.iter().filter(uses).copied().collect()
        }
    }
}

/// The lenient side of a choice, as the rest of a sentence that begins with "if".
fn lenient(ground: &Ground<'_>, choice: &Choice) -> String {
    let id = |ix: &ClaimIx| id(ground, *ix);
    match choice {
        Choice::Value(a) => format!("the figure of {} is read as loosely as its words allow", id(a)),
        Choice::Width(a, role) => {
            format!("the {} of {} is read as loosely as its words allow", date(*role), id(a))
        }
        Choice::Doubt(a, Role::Said) => {
            format!("{} was said at another time than its doubtful date tells", id(a))
        }
        Choice::Doubt(a, role) => format!("the doubtful {} of {} is another", date(*role), id(a)),
        Choice::Word(_) | Choice::Stage(_) => String::new(),
        Choice::Facet(a, facet) => {
            format!("{} covers only a part, by `{facet}`, that it does not name", id(a))
        }
        Choice::Class(a) => format!("{} is of a narrower class that it does not name", id(a)),
        Choice::AsOf(a) => format!("{} gives a figure of some time before it was said", id(a)),
        Choice::Instant(a, b) => format!("{} and {} are of two different instants", id(a), id(b)),
        Choice::Basis(a, b, facet) => {
            format!("{} and {} differ in `{facet}`, which only one of them states", id(a), id(b))
        }
        Choice::Unfinished(a, _) => {
            format!("{} is only of some part of its period, which was not over", id(a))
        }
        Choice::Soft(SoftLaw::Standing(at), ..) if is_total(ground, *at) => {
            format!("standing law {} of the set, a soft one, did not hold", at + 1)
        }
        Choice::Soft(law, a, b) => format!("{} between {} and {}", soft(*law), id(a), id(b)),
        Choice::Revised(a, b) => format!("the matter was revised between {} and {}", id(a), id(b)),
        Choice::Occurrence(a, b) => format!("{} and {} speak of two occurrences", id(a), id(b)),
        Choice::Certainty(a) => format!("what {} calls likely or possible is not so", id(a)),
        Choice::Record(a) => format!("the record of {} is only over the period before", id(a)),
        Choice::TimeZone(a) => format!("the one day in {} is a matter of time zones", id(a)),
    }
}

/// Whether a standing law is of more than two cells, between which it need not hold.
fn is_total(ground: &Ground<'_>, law: usize) -> bool {
    let relation = ground.set().laws().get(law).map(|law| &law.relation);
    matches!(relation, Some(LawRelation::Total { .. }))
}

fn date(role: Role) -> &'static str {
    match role {
        Role::Said => "date of the saying",
        Role::Time => "date or period",
        Role::From => "starting date",
        Role::To => "closing date",
        Role::When => "date of the event",
        Role::Before => "earlier date",
        Role::After => "later date",
    }
}

fn soft(law: SoftLaw) -> &'static str {
    match law {
        SoftLaw::Running => "something was undone",
        SoftLaw::Ladder => "more came of it than was agreed",
        SoftLaw::Holds => "the value changed",
        SoftLaw::Standing(_) => "the soft standing law of the set did not hold",
    }
}
