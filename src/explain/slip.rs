//! Likely slips, in words.

use super::phrase::id;
use super::quantity::cell_name;
use crate::check::{Slip, Wanting, said_on, scale_words};
use crate::ground::Ground;
use crate::model::{Claim, Date, Exact, Figure, Point, Statement};
use crate::proof::ClaimIx;

/// What may have gone wrong, as a hint.
pub(crate) fn slip(ground: &Ground<'_>, slip: &Slip) -> String {
    let both = |[a, b]: &[ClaimIx; 2]| format!("{}, {}", told(ground, *a), told(ground, *b));
    match slip {
        Slip::PowerOfTen { more, less, power } => {
            let times = Exact::pow10(*power).grouped();
            let told = format!("{} is exactly {times} times {}", told(ground, *more), told(ground, *less));
            match figure(ground, *more).zip(figure(ground, *less)).and_then(|(a, b)| scale_words(a, b)) {
                Some((more, less)) => format!("\"{more}\" and \"{less}\" were taken for each other: {told}"),
                None => format!("a decimal point slipped, or zeros were lost: {told}"),
            }
        }
        Slip::Sign(claims) => format!("a sign was lost: {}", both(claims)),
        Slip::Unit(claims) => format!("one figure was given in two units: {}", both(claims)),
        Slip::Points { change, ends } => {
            format!(
                "per cent and percentage points were taken for each other: {}, {}",
                told(ground, *change),
                both(ends)
            )
        }
        Slip::Transposed(claims) => format!("two digits changed places: {}", both(claims)),
        Slip::Day(claims) => format!("a date is a day off: {}", dates(ground, claims)),
        Slip::Year(claims) => format!("a date is a year off: {}", dates(ground, claims)),
        Slip::TwoPeriods(claims) => format!("one figure was given for two periods: {}", both(claims)),
        Slip::TwoScopes(claims) => format!("one figure was given for two scopes: {}", both(claims)),
        Slip::Scaled { claim, power, by } => format!(
            "a decimal point slipped, or zeros were lost: {} fits if {} is {} by {}",
            id(ground, *by),
            told(ground, *claim),
            if *power > 0 { "multiplied" } else { "divided" },
            Exact::pow10(power.abs()).grouped()
        ),
        Slip::OtherSign { claim, by } => format!(
            "a sign was lost: {} fits if {} has the other sign",
            id(ground, *by),
            told(ground, *claim)
        ),
        Slip::YearOff { dates: claims, by } => format!(
            "a date is a year off: {} fits if one of them is of the year before or after: {}",
            id(ground, *by),
            dates(ground, claims)
        ),
        Slip::Part { part, total, wanting } => wanting_part(ground, (*part, *total), *wanting),
        Slip::OtherWhole { share, whole } => format!(
            "it is a share of another whole: {} fits if taken of {}, which is {}",
            told(ground, *share),
            told(ground, *whole),
            cell(ground, *whole)
        ),
    }
}

/// A part of a sum that is as much as its gap.
fn wanting_part(ground: &Ground<'_>, (part, total): (ClaimIx, ClaimIx), wanting: Wanting) -> String {
    let (part, name) =
        (format!("{}, which is {}", told(ground, part), cell(ground, part)), id(ground, total));
    match wanting {
        Wanting::LeftOutOfSum => format!("the sum left a part out: the gap is as much as {part}"),
        Wanting::LeftOutOfTotal => {
            format!("the total in {name} left a part out: the gap is as much as {part}")
        }
        Wanting::CountedTwice => {
            format!("the total in {name} counts a part twice: the gap is as much as {part}")
        }
    }
}

/// What an amount is of, in words.
fn cell(ground: &Ground<'_>, ix: ClaimIx) -> String {
    let cell = ground.claim(ix).and_then(|claim| claim.statement.cells().next());
    cell.map(|cell| cell_name(cell, true)).unwrap_or_default()
}

/// "`$5 billion` in w2".
fn told(ground: &Ground<'_>, ix: ClaimIx) -> String {
    let name = id(ground, ix);
    let words = ground.claim(ix).map(|claim| match &claim.statement {
        Statement::Amount { value, .. } => value.words(),
        Statement::Change { change, .. } => change.words(),
        Statement::Share { share, .. } => share.words(),
        Statement::Total { .. }
        | Statement::Rank { .. }
        | Statement::Event { .. }
        | Statement::Order { .. }
        | Statement::State { .. }
        | Statement::Retraction => "",
    });
    format!("`{}` in {name}", words.unwrap_or_default())
}

/// "`2024-05-19` in b5".
fn dated(ground: &Ground<'_>, ix: ClaimIx) -> String {
    format!("`{}` in {}", date(ground.claim(ix)), id(ground, ix))
}

/// "`2024-05-19` in b5, `2024-05-18` in z1"; of one claim, its date and that of its saying.
fn dates(ground: &Ground<'_>, [a, b]: &[ClaimIx; 2]) -> String {
    let claim = |ix: ClaimIx| ground.claim(ix);
    if a == b {
        let said = claim(*a).and_then(|claim| said_on(ground.set(), claim)).map_or("", Date::words);
        return format!("`{}` in {}, said on `{said}`", date(claim(*a)), id(ground, *a));
    }
    format!("{}, {}", dated(ground, *a), dated(ground, *b))
}

fn date(claim: Option<&Claim>) -> String {
    match claim.map(|claim| &claim.statement) {
        Some(Statement::Event { when: Some(when), .. }) => when.words().to_owned(),
        Some(
            Statement::Order { before: Point::Date(date), .. }
            | Statement::Order { after: Point::Date(date), .. },
        ) => date.words().to_owned(),
        Some(
            Statement::Event { .. }
            | Statement::Order { .. }
            | Statement::Amount { .. }
            | Statement::Change { .. }
            | Statement::Share { .. }
            | Statement::Total { .. }
            | Statement::Rank { .. }
            | Statement::State { .. }
            | Statement::Retraction,
        )
        | None => String::new(),
    }
}

fn figure(ground: &Ground<'_>, ix: ClaimIx) -> Option<Figure> {
    let Statement::Amount { value, .. } = &ground.claim(ix)?.statement else { return None };
    value.one_figure()
}
