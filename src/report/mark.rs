use crate::ground::{Body, CellStand, Ground, PointStand, Stand, TimeStand, Window};
use crate::model::{Interval, Span, Statement};
use crate::proof::ClaimIx;

/// Where a claim lies in a picture: in time and in value, read plainly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// The days that it speaks of.
    pub(super) time: Option<Span>,
    /// The days on which it was said.
    pub(super) said: Option<Span>,
    /// What its value is compared with: a measure, and the dimension in which it is counted.
    pub(super) axis: Option<(String, String)>,
    pub(super) value: Option<Interval>,
    /// The stage that it names.
    pub(super) stage: Option<String>,
    /// The rung on which the stage stands, or that is meant where none is named.
    pub(super) rung: Option<usize>,
}

impl Mark {
    pub(super) fn of(ground: &Ground<'_>, ix: ClaimIx) -> Mark {
        let (Some(stand), Some(claim)) = (ground.stand(ix), ground.claim(ix)) else {
            return Mark::default();
        };
        let number = ground.number(ix);
        let (measure, stage) = match &claim.statement {
            Statement::Amount { cell, .. }
            | Statement::Change { cell, .. }
            | Statement::Rank { cell, .. } => (Some(cell.measure.clone()), cell.stage.clone()),
            Statement::Share { whole: cell, .. } | Statement::Total { total: cell, .. } => {
                (Some(cell.measure.clone()), None)
            }
            Statement::Event { .. }
            | Statement::Order { .. }
            | Statement::State { .. }
            | Statement::Retraction => (None, None),
        };
        let dimension = number.map(|number| number.own.dimension.clone()).unwrap_or_default();
        Mark {
            time: time(stand),
            said: Some(stand.said.plain).filter(|said| *said != Span::always()),
            axis: measure.map(|measure| (measure, dimension)),
            value: number.map(|number| number.own.plain.clone()),
            stage,
            rung: stand.cell().and_then(CellStand::plain_rung),
        }
    }
}

fn time(stand: &Stand) -> Option<Span> {
    let hull = |spans: &mut dyn Iterator<Item = Option<Span>>| {
        spans.flatten().reduce(|whole, span| whole.hull(&span))
    };
    let plain = |window: &Window| window.plain;
    let point = |point: &PointStand| match point {
        PointStand::Date(window) => Some(plain(window)),
        PointStand::Event(_) => None,
    };
    match &stand.body {
        Body::Change { from, to, .. } => hull(&mut [from, to].into_iter().map(TimeStand::written)),
        Body::Event { when, .. } => when.as_ref().map(plain),
        Body::Order { before, after } => hull(&mut [before, after].into_iter().map(point)),
        Body::State { time, .. } => time.written(),
        Body::Amount(_) | Body::Rank { .. } | Body::Share(_) | Body::Total { .. } | Body::Other => {
            hull(&mut stand.cells().into_iter().map(|cell| cell.time.written()))
        }
    }
}
