//! Near misses and look-alike names, in words.

use super::amount::amount_of;
use crate::check::{LookAlikes, Near};
use crate::ground::Ground;
use crate::model::{Cell, Claim, NearRule, Statement};
use crate::proof::ClaimIx;

/// Why two claims are worth a look.
pub(crate) fn near(ground: &Ground<'_>, near: &Near) -> String {
    let [a, b] = near.claims;
    let Some((x, y)) = ground.claim(a).zip(ground.claim(b)) else { return String::new() };
    let would = apart(ground, near);
    match near.rule {
        NearRule::NearScope => {
            format!("their scopes differ ({}); in one scope {would}", facets(ground, near, x, y))
        }
        NearRule::NearBasis => {
            format!("their bases differ ({}); on one basis {would}", facets(ground, near, x, y))
        }
        NearRule::NearUnit => {
            format!(
                "their units differ and no rate is given for the time ({}); in one unit {would}",
                both(x, y, value)
            )
        }
        NearRule::NearPeriod => {
            format!("their times differ but mostly overlap ({}); for one time {would}", both(x, y, time))
        }
        NearRule::NearStage => {
            format!("more at a later stage than another source plans ({}); {would}", both(x, y, stage))
        }
        NearRule::NearMeasure => {
            format!("their measures differ ({}); in one measure {would}", both(x, y, measure))
        }
        NearRule::NearName => {
            format!("their names look like one name ({}); if so, {would}", both(x, y, name))
        }
        NearRule::SameFigure => format!("one figure for two things: {}", both(x, y, thing)),
        NearRule::NearRank => {
            format!("ranks that differ, of times that mostly overlap ({})", both(x, y, time))
        }
        NearRule::NearState => {
            format!("values that are easily taken for each other ({})", both(x, y, state))
        }
        NearRule::Touching => format!("their ranges only touch ({})", both(x, y, value)),
    }
}

/// "they would miss each other by 3.6 billion USD".
fn apart(ground: &Ground<'_>, near: &Near) -> String {
    let words = near.gap.as_ref().and_then(|gap| {
        let said_so = |ix: &ClaimIx| ground.number(*ix).is_some_and(|n| n.own.dimension == gap.dimension);
        let whose = near.claims.into_iter().find(said_so)?;
        Some(amount_of(ground, &near.claims, whose, &gap.size))
    });
    match words {
        Some(words) => format!("they would miss each other by {words}"),
        None => "they would clash".to_owned(),
    }
}

fn both(x: &Claim, y: &Claim, part: fn(&Claim) -> String) -> String {
    format!("{} / {}", part(x), part(y))
}

fn cell(claim: &Claim) -> Option<&Cell> {
    claim.statement.cells().next()
}

/// "sector: gas / oil".
fn facets(ground: &Ground<'_>, near: &Near, x: &Claim, y: &Claim) -> String {
    let given = |claim| {
        let all = cell(claim).into_iter().flat_map(|cell| cell.scope.iter().chain(&cell.basis));
        let mut own = all.filter(|(name, _)| near.facet.as_ref() == Some(&ground.set().names().key(name)));
        own.next()
    };
    let (x, y) = (given(x), given(y));
    let name = x.or(y).map_or("", |(name, _)| name.as_str());
    let [x, y] = [x, y].map(|given| given.map_or("not stated", |(_, value)| value.as_str()));
    format!("{name}: {x} / {y}")
}

fn value(claim: &Claim) -> String {
    let Statement::Amount { value, .. } = &claim.statement else { return String::new() };
    value.words().to_owned()
}

fn time(claim: &Claim) -> String {
    let time = cell(claim).and_then(|cell| cell.time.as_ref());
    time.map_or_else(|| "not stated".to_owned(), |time| time.date().words().to_owned())
}

fn stage(claim: &Claim) -> String {
    cell(claim).and_then(|cell| cell.stage.clone()).unwrap_or_else(|| "no stage stated".to_owned())
}

fn measure(claim: &Claim) -> String {
    cell(claim).map(|cell| cell.measure.clone()).unwrap_or_default()
}

fn name(claim: &Claim) -> String {
    crate::check::subject(claim)
}

fn state(claim: &Claim) -> String {
    let Statement::State { is, .. } = &claim.statement else { return String::new() };
    is.join(", ")
}

fn thing(claim: &Claim) -> String {
    super::says(claim)
}

/// Hints about names that look like one.
pub(crate) fn look_alikes(alike: &LookAlikes) -> Vec<String> {
    let pair = |[a, b]: &[String; 2]| format!("`{a}` and `{b}` look like one name; if so, add an alias");
    let more = (alike.more > 0)
        .then(|| format!("pairs of names that look like one name and are not listed here: {}", alike.more));
    let skipped =
        alike.skipped.then(|| "the set is too large to look for names that look like one name".to_owned());
    alike.pairs.iter().map(pair).chain(more).chain(skipped).collect()
}
