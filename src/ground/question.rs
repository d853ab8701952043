//! A question as one more claim: a number that is asked for, of a definite cell, about which it says nothing.

use crate::model::{
    Cell, Claim, ClaimSet, Date, Grade, Interval, Ladder, Measure, SaidOn, Temporal, Time, Value,
};

/// A cell that cannot be asked for.
///
/// The message says what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct CellError(String);

/// The number of a cell as a claim of nobody's, said when all was over, that gives it no value.
///
/// # Errors
/// [`CellError`] where the set does not declare what the cell names, or the cell is no definite number, or is a plan.
pub(crate) fn question(set: &ClaimSet, cell: &Cell) -> Result<Claim, CellError> {
    if let Some(fault) = set.faults_of(cell).into_iter().next() {
        return Err(CellError(fault.message().to_owned()));
    }
    let said: Option<Date> = "9999-12-31".parse().ok();
    let faults = [doubtful(cell), stage(set, cell), time(set, cell, said.as_ref())];
    if let Some(fault) = faults.into_iter().flatten().next() {
        return Err(CellError(fault));
    }
    let mut nobody = String::new();
    while set.sources().contains_key(&nobody) {
        nobody.push('?');
    }
    let nothing = Value::range(Interval::everything());
    let question = Claim::amount("the cell asked for", nobody, cell.clone(), nothing);
    Ok(Claim { said: said.map(SaidOn), ..question })
}

fn doubtful(cell: &Cell) -> Option<String> {
    let (facet, value) = cell.scope.iter().find(|(_, value)| value.trim().ends_with('?'))?;
    let sure = value.trim().trim_end_matches('?');
    Some(format!("`{facet}: {value}` is in doubt; ask of `{sure}`, or leave `{facet}` out for the whole"))
}

fn stage(set: &ClaimSet, cell: &Cell) -> Option<String> {
    if let Some(word) = cell.stage.as_ref().filter(|word| Ladder::is_status(word)) {
        return Some(format!(
            "what is `{word}` is compared with nothing; leave the stage out, or name a rung"
        ));
    }
    let ladder = set.ladder(set.measure(&cell.measure)?.ladder.as_ref()?)?;
    let last = [ladder.last()];
    let rungs = cell.stage.as_ref().map_or(Some(last.as_slice()), |word| ladder.rungs_of(word))?;
    let names = |rungs: &[usize]| {
        rungs.iter().map(|rung| format!("`{}`", ladder.rung(*rung))).collect::<Vec<_>>().join(" or ")
    };
    match (rungs, ladder.plan_rung()) {
        ([one], Some(plan)) if *one == plan => {
            Some(format!("{} is a plan, and what follows is about facts; ask of a later rung", names(rungs)))
        }
        ([_], _) => None,
        (rungs, _) => {
            let word = cell.stage.as_deref().unwrap_or_default();
            Some(format!("`{word}` may mean {}; ask of one of them", names(rungs)))
        }
    }
}

fn time(set: &ClaimSet, cell: &Cell, said: Option<&Date>) -> Option<String> {
    let measure: &Measure = set.measure(&cell.measure)?;
    let Some(time) = &cell.time else {
        return match measure.temporal {
            Temporal::Constant => None,
            Temporal::Flow | Temporal::Average => Some("which period? say what it is `of`".to_owned()),
            Temporal::RunningTotal => Some("at which time? say what it is `as_of`".to_owned()),
            Temporal::Level => Some("at which time? say what it is `as_of`, or `of`".to_owned()),
        };
    };
    let (date, calendar) = (time.date(), &set.policy().calendar);
    let days = date.span(Grade::Plain, calendar);
    let words = date.words();
    if date.doubtful() || date.span(Grade::Lenient, calendar) != days {
        return Some(format!("`{words}` leaves open which days are meant; ask of definite days"));
    }
    if matches!(time, Time::Of(_)) && date.period_as_written() != Some(days) {
        return Some(format!("`{words}` is not a definite period"));
    }
    let over = said.is_some_and(|said| days.precedes(&said.span(Grade::Plain, calendar)));
    (!over).then(|| format!("`{words}` has no end; ask of a time that ends"))
}
