use super::calendar::Calendar;
use super::date::Date;
use super::date_point::Point;
use super::date_shape::{Element, End, Shape};
use super::grade::Grade;
use super::span::Span;
use super::statement::Point as OrderPoint;
use super::{Claim, ClaimSet, SaidOn, Statement, When};

/// One of the dates of a set, by the id of its source or claim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum DateOf {
    /// When a source was published.
    Published(String),
    /// When a claim was said, where it has a date of its own.
    Said(String),
    /// When the event of a claim was.
    When(String),
    /// The date that an order puts first.
    Before(String),
    /// The date that an order puts last.
    After(String),
}

/// What is left of a date between two days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// None of its alternatives lies there.
    Nothing,
    /// One does.
    One(Date),
    /// Several do.
    Several,
}

impl Date {
    /// Whether the date is one of several: it has unknown digits, or is one of a set, and nothing in it is doubtful.
    pub(crate) fn is_open(&self) -> bool {
        !self.doubtful() && self.shape().is_open()
    }

    /// What is left of the date between two days.
    ///
    /// Its unknown parts are settled one after another, the year first, each only if a single alternative has a day
    /// there when read leniently: a year may be settled while its month is not.
    pub(crate) fn fit(&self, within: &Span, calendar: &Calendar) -> Fit {
        let meets = |date: &Self| date.spans(Grade::Lenient, calendar).iter().any(|span| span.meets(within));
        let mut left = None;
        loop {
            let open = left.as_ref().unwrap_or(self);
            if !open.is_open() {
                break;
            }
            let mut fitting = open.shape().alternatives(within).filter(meets);
            match (fitting.next(), fitting.next()) {
                (None, _) => return Fit::Nothing,
                (Some(one), None) => {
                    drop(fitting);
                    left = Some(one);
                }
                (Some(_), Some(_)) => break,
            }
        }
        left.map_or(Fit::Several, Fit::One)
    }

    /// The date of exactly these days.
    pub(crate) fn across(span: &Span) -> Self {
        let end = |day: Option<super::Day>| day.map_or(End::Open, |day| End::At(Point::of_day(day)));
        match span.single_day() {
            Some(day) => Self::from(day),
            None => Self::of(span.to_string(), Shape::Between(end(span.first()), end(span.last()))),
        }
    }

    /// This date in the place of one that others fix: its words tell what was written there.
    fn in_place_of(&self, written: Option<&Self>) -> Self {
        let words = match written {
            Some(written) => format!("{}, written {}", self.words(), written.words()),
            None => format!("{}, inferred", self.words()),
        };
        Self::named(words, self)
    }
}

impl Shape {
    fn is_open(&self) -> bool {
        match self {
            Self::Point(point) => point.is_open(),
            Self::OneOf(elements) => elements.len() > 1,
            Self::Named(shape) => shape.is_open(),
            Self::Between(..) | Self::FirstDays(_) | Self::Part(..) => false,
        }
    }

    /// The ways to settle the coarsest part that is open.
    fn alternatives(&self, within: &Span) -> Box<dyn Iterator<Item = Date> + '_> {
        match self {
            Self::Point(point) => Box::new(point.alternatives(within).map(written)),
            Self::OneOf(elements) => Box::new(elements.iter().map(Element::alone)),
            Self::Named(shape) => shape.alternatives(within),
            Self::Between(..) | Self::FirstDays(_) | Self::Part(..) => Box::new(std::iter::empty()),
        }
    }
}

fn written(point: Point) -> Date {
    Date::of(point.to_string(), Shape::Point(point))
}

impl Element {
    /// The member by itself.
    fn alone(&self) -> Date {
        let between = |words, start, end| Date::of(words, Shape::Between(start, end));
        match self {
            Self::One(point) => written(*point),
            Self::Until(last) => between(format!("../{last}"), End::Open, End::At(*last)),
            Self::Since(first) => between(format!("{first}/.."), End::At(*first), End::Open),
            Self::Range(first, last) => between(format!("{first}/{last}"), End::At(*first), End::At(*last)),
        }
    }
}

impl ClaimSet {
    /// A date of the set, if it is given.
    pub(crate) fn date(&self, of: &DateOf) -> Option<&Date> {
        match of {
            DateOf::Published(source) => self.sources().get(source)?.published.as_ref(),
            DateOf::Said(id) | DateOf::When(id) | DateOf::Before(id) | DateOf::After(id) => {
                self.claim(id)?.date(of)
            }
        }
    }

    /// Every date on which a claim rests: its own, and those of the sayings that it has or names.
    pub(crate) fn dates_of(&self, claim: &Claim) -> Vec<DateOf> {
        let mut dates = vec![Self::saying(claim)];
        dates.extend(claim.dates());
        if let Statement::Order { before, after, .. } = &claim.statement {
            for point in [before, after] {
                if let OrderPoint::Said(id) = point {
                    dates.push(self.saying_of(id));
                }
            }
        }
        dates
    }

    /// Whose date the saying of a source or claim is.
    pub(crate) fn saying_of(&self, id: &str) -> DateOf {
        let source = DateOf::Published(id.to_owned());
        match (self.date(&source), self.claim(id)) {
            (None, Some(claim)) => Self::saying(claim),
            (Some(_), _) | (None, None) => source,
        }
    }

    /// Whose date the saying of a claim is: its own, else that of its source.
    pub(crate) fn saying(claim: &Claim) -> DateOf {
        match claim.said {
            Some(_) => DateOf::Said(claim.id.clone()),
            None => DateOf::Published(claim.source.clone()),
        }
    }

    /// The same set with dates in the place of others. What was declared stays as it was given.
    pub(crate) fn with_dates<'d>(&self, dates: impl IntoIterator<Item = (&'d DateOf, &'d Date)>) -> ClaimSet {
        let mut set = self.clone();
        for (of, date) in dates {
            let date = date.in_place_of(self.date(of));
            match of {
                DateOf::Published(source) => {
                    if let Some(source) = set.sources.get_mut(source) {
                        source.published = Some(date);
                    }
                }
                DateOf::Said(id) | DateOf::When(id) | DateOf::Before(id) | DateOf::After(id) => {
                    let at = set.claims.binary_search_by(|claim| claim.id.cmp(id));
                    if let Some(claim) = at.ok().and_then(|at| set.claims.get_mut(at)) {
                        claim.put(of, date);
                    }
                }
            }
        }
        set
    }
}

impl Claim {
    /// The dates that it might give of itself.
    pub(crate) fn dates(&self) -> impl Iterator<Item = DateOf> {
        let (said, when, order) = match &self.statement {
            Statement::Event { .. } => (self.said.is_some(), true, false),
            Statement::Order { .. } => (self.said.is_some(), false, true),
            Statement::Amount { .. }
            | Statement::Change { .. }
            | Statement::Share { .. }
            | Statement::Total { .. }
            | Statement::Rank { .. }
            | Statement::State { .. }
            | Statement::Retraction => (self.said.is_some(), false, false),
        };
        let id = || self.id.clone();
        let said = said.then(|| DateOf::Said(id()));
        let when = when.then(|| DateOf::When(id()));
        let ends = order.then(|| [DateOf::Before(id()), DateOf::After(id())]);
        said.into_iter().chain(when).chain(ends.into_iter().flatten())
    }

    /// Whether one of the dates that it gives of itself is open.
    pub(crate) fn has_open_date(&self) -> bool {
        let said = self.said.as_ref().map(|said| &said.0);
        let point = |point: &'_ OrderPoint| matches!(point, OrderPoint::Date(date) if date.is_open());
        let stated = match &self.statement {
            Statement::Event { when, .. } => when.as_ref().and_then(When::date).is_some_and(Date::is_open),
            Statement::Order { before, after, .. } => point(before) || point(after),
            Statement::Amount { .. }
            | Statement::Change { .. }
            | Statement::Share { .. }
            | Statement::Total { .. }
            | Statement::Rank { .. }
            | Statement::State { .. }
            | Statement::Retraction => false,
        };
        stated || said.is_some_and(Date::is_open)
    }

    fn date(&self, of: &DateOf) -> Option<&Date> {
        match (of, &self.statement) {
            (DateOf::Said(_), _) => self.said.as_ref().map(|said| &said.0),
            (DateOf::When(_), Statement::Event { when, .. }) => when.as_ref()?.date(),
            (DateOf::Before(_), Statement::Order { before: OrderPoint::Date(date), .. })
            | (DateOf::After(_), Statement::Order { after: OrderPoint::Date(date), .. }) => Some(date),
            (DateOf::Published(_) | DateOf::When(_) | DateOf::Before(_) | DateOf::After(_), _) => None,
        }
    }

    fn put(&mut self, of: &DateOf, date: Date) {
        match (of, &mut self.statement) {
            (DateOf::Said(_), _) => self.said = Some(SaidOn(date)),
            (DateOf::When(_), Statement::Event { when, .. }) => *when = Some(When::on(date)),
            (DateOf::Before(_), Statement::Order { before: point, .. })
            | (DateOf::After(_), Statement::Order { after: point, .. }) => *point = OrderPoint::Date(date),
            (DateOf::Published(_) | DateOf::When(_) | DateOf::Before(_) | DateOf::After(_), _) => {}
        }
    }
}
