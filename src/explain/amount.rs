//! Amounts in words: in a unit that the claims use, the large number as a word.

use crate::ground::{Ground, Reading};
use crate::model::{End, Exact, Interval, Statement};
use crate::proof::{ClaimIx, Relaxed, Rungs};

/// An amount in base units of the dimension in which some claims are compared, in the unit of one of them if it was said
/// in that dimension, else in the unit of the measure.
pub(crate) fn amount_of(ground: &Ground<'_>, claims: &[ClaimIx], whose: ClaimIx, amount: &Exact) -> String {
    let measure = ground.stand(whose).and_then(|stand| Some(&stand.cells().first()?.measure));
    let dimension = measure.and_then(|measure| ground.dimension_of(claims, measure));
    let said_in = |ix: &ClaimIx| {
        let own = ground.number(*ix).is_some_and(|number| Some(number.own.dimension.as_str()) == dimension);
        own.then(|| unit_said(ground, *ix)).flatten()
    };
    let measure = measure.and_then(|measure| ground.measure(measure));
    let unit = said_in(&whose).or_else(|| measure.map(|measure| measure.unit.clone())).unwrap_or_default();
    in_unit(ground, &unit, amount)
}

/// The unit in which an amount was said.
fn unit_said(ground: &Ground<'_>, ix: ClaimIx) -> Option<String> {
    let Statement::Amount { value, .. } = &ground.claim(ix)?.statement else { return None };
    let measure = ground.measure(&ground.stand(ix)?.cell()?.measure)?;
    Some(value.unit_name().unwrap_or(&measure.unit).to_owned())
}

fn in_unit(ground: &Ground<'_>, unit: &str, amount: &Exact) -> String {
    let factor = ground.set().units().resolve(unit).map_or_else(Exact::one, |unit| unit.factor().clone());
    let number = amount.checked_div(&factor).unwrap_or_else(|| amount.clone());
    number_in(unit, &number)
}

/// A number of units.
pub(super) fn number_in(unit: &str, number: &Exact) -> String {
    match unit {
        "%" => format!("{}%", human(number)),
        "1" | "" => human(number),
        unit => format!("{} {unit}", human(number)),
    }
}

/// By which rate an amount was converted, when the claims are compared in another unit than it was said in.
pub(super) fn conversion(ground: &Ground<'_>, claims: &[ClaimIx], ix: ClaimIx) -> String {
    let measure = ground.stand(ix).and_then(|stand| Some(&stand.cells().first()?.measure));
    let dimension = measure.and_then(|measure| ground.dimension_of(claims, measure));
    let number = ground.number(ix).filter(|number| Some(number.own.dimension.as_str()) != dimension);
    let rate = number.and_then(|number| ground.set().rates().get(number.converted.as_ref()?.rate));
    rate.map_or_else(String::new, |rate| {
        format!(", at {} {} for one {} in {}", rate.value.words(), rate.to, rate.from, rate.of.words())
    })
}

/// "4.5 billion", "19,950,351.06".
fn human(number: &Exact) -> String {
    let words = [(12, "trillion"), (9, "billion"), (6, "million")];
    let largest = words.into_iter().find(|(power, _)| number.abs() >= Exact::pow10(*power));
    let scaled = largest.and_then(|(power, word)| Some((number.checked_div(&Exact::pow10(power))?, word)));
    if let Some((scaled, word)) = scaled.filter(|(scaled, _)| scaled.nearest(6) == *scaled) {
        return format!("{scaled} {word}");
    }
    let near = number.nearest(6);
    if near == *number || !number.to_string().contains('/') {
        number.grouped()
    } else {
        format!("about {}", human(&near))
    }
}

/// An interval in words: "at least 4.5 billion USD and less than 5 billion USD".
fn interval_words(ground: &Ground<'_>, ix: ClaimIx, interval: &Interval) -> String {
    let unit = unit_said(ground, ix).unwrap_or_default();
    let amount = |at: &Exact| in_unit(ground, &unit, at);
    match (interval.low(), interval.high()) {
        (End::Closed(low), End::Closed(high)) if low == high => format!("exactly {}", amount(low)),
        (low, high) => {
            let low = match low {
                End::Absent => None,
                End::Open(at) => Some(format!("more than {}", amount(at))),
                End::Closed(at) => Some(format!("at least {}", amount(at))),
            };
            let high = match high {
                End::Absent => None,
                End::Open(at) => Some(format!("less than {}", amount(at))),
                End::Closed(at) => Some(format!("at most {}", amount(at))),
            };
            [low, high].into_iter().flatten().collect::<Vec<_>>().join(" and ")
        }
    }
}

/// What an amount comes to in numbers, read plainly.
pub(crate) fn range_of(ground: &Ground<'_>, ix: ClaimIx) -> Option<String> {
    let number = ground.number(ix)?;
    let reading = Reading::new(Rungs::new(), Relaxed::Nothing);
    Some(interval_words(ground, ix, number.own.under(&reading, ix)))
}
