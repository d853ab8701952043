use super::calendar::{Calendar, Key};
use super::date::Doubt;
use super::date_point::Point;
use super::day::Day;
use super::grade::Grade;
use super::span::Span;

/// What the words of a date say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Shape {
    Point(Point),
    Between(End, End),
    OneOf(Vec<Element>),
    FirstDays(Whole),
    Part(Third, Whole),
    Named(Box<Shape>),
}

/// An end of an interval.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum End {
    At(Point),
    /// `..`: it goes on without end.
    Open,
    /// Nothing written: it ends, nobody says when.
    Unknown,
}

/// A member of one-of-a-set.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Element {
    One(Point),
    Until(Point),
    Since(Point),
    Range(Point, Point),
}

/// The month or year that a part is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Whole {
    pub(crate) first: Day,
    pub(crate) kind: WholeKind,
    pub(crate) doubtful: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum WholeKind {
    Month,
    Year,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Third {
    Early,
    Mid,
    Late,
}

impl End {
    pub(crate) fn point(&self) -> Option<&Point> {
        match self {
            Self::At(point) => Some(point),
            Self::Open | Self::Unknown => None,
        }
    }
}

impl Element {
    pub(crate) fn points(&self) -> Vec<&Point> {
        match self {
            Self::One(point) | Self::Until(point) | Self::Since(point) => vec![point],
            Self::Range(from, to) => vec![from, to],
        }
    }

    fn span(&self, grade: Grade, calendar: &Calendar, doubt: Doubt) -> Span {
        let of = |point: &Point| point.span(grade, calendar, doubt);
        match self {
            Self::One(point) => of(point),
            Self::Until(point) => of(point).last().map_or(Span::always(), Span::until),
            Self::Since(point) => of(point).first().map_or(Span::always(), Span::since),
            Self::Range(from, to) => of(from).hull(&of(to)),
        }
    }
}

impl Shape {
    pub(crate) fn spans(&self, grade: Grade, calendar: &Calendar, doubt: Doubt) -> Vec<Span> {
        let sure = |whole: &Whole| !whole.doubtful || doubt == Doubt::Ignored || grade == Grade::Plain;
        match self {
            Self::Point(point) => vec![point.span(grade, calendar, doubt)],
            Self::Between(start, end) => vec![between(start, end, grade, calendar, doubt)],
            Self::OneOf(elements) => {
                elements.iter().map(|element| element.span(grade, calendar, doubt)).collect()
            }
            Self::FirstDays(whole) if sure(whole) => vec![first_days(*whole, grade, calendar)],
            Self::Part(third, whole) if sure(whole) => vec![third.span(*whole, grade, calendar)],
            Self::FirstDays(_) | Self::Part(..) => vec![Span::always()],
            Self::Named(shape) => shape.spans(grade, calendar, doubt),
        }
    }

    pub(crate) fn part_is_doubtful(&self) -> bool {
        match self {
            Self::FirstDays(whole) | Self::Part(_, whole) => whole.doubtful,
            Self::Named(shape) => shape.part_is_doubtful(),
            Self::Point(_) | Self::Between(..) | Self::OneOf(_) => false,
        }
    }

    pub(crate) fn stated_period(&self, doubt: Doubt) -> Option<Span> {
        match self {
            Self::Point(point) => point.stated_period(doubt),
            Self::Between(start, end) => {
                let first = match start {
                    End::At(point) => point.stated_period(doubt)?.first(),
                    End::Open => None,
                    End::Unknown => return None,
                };
                let last = match end {
                    End::At(point) => point.stated_period(doubt)?.last(),
                    End::Open => None,
                    End::Unknown => return None,
                };
                Span::new(first, last).ok()
            }
            Self::Named(shape) => shape.stated_period(doubt),
            Self::OneOf(_) | Self::FirstDays(_) | Self::Part(..) => None,
        }
    }
}

/// From the first day of the one to the last of the other; unbounded where an end is open or unknown.
fn between(start: &End, end: &End, grade: Grade, calendar: &Calendar, doubt: Doubt) -> Span {
    let of =
        |end: &End, grade| end.point().map_or(Span::always(), |point| point.span(grade, calendar, doubt));
    let (from, to) = (of(start, grade), of(end, grade));
    // Only southern seasons get here the wrong way round, since EDTF orders them as northern ones. Decided by the
    // plain grade, so that the lenient span contains the plain one.
    match Span::new(of(start, Grade::Plain).first(), of(end, Grade::Plain).last()) {
        Ok(_) => Span::new(from.first(), to.last()).unwrap_or(from.hull(&to)),
        Err(_) => from.hull(&to),
    }
}

fn first_days(whole: Whole, grade: Grade, calendar: &Calendar) -> Span {
    Span::across(whole.first, calendar.size(Key::FirstDays, grade).after(whole.first).plus(-1))
}

impl Third {
    fn span(self, whole: Whole, grade: Grade, calendar: &Calendar) -> Span {
        let (early, mid, part, months) = match whole.kind {
            WholeKind::Month => (Key::EarlyMonth, Key::MidMonth, Key::PartOfMonth, 1),
            WholeKind::Year => (Key::EarlyYear, Key::MidYear, Key::PartOfYear, 12),
        };
        let cut = |key| calendar.size(key, Grade::Plain).after(whole.first);
        let next = whole.first.plus_months(months);
        let (first, after) = match self {
            Self::Early => (whole.first, cut(early)),
            Self::Mid => (cut(early), cut(mid)),
            Self::Late => (cut(mid), next),
        };
        // The end is moved as the first day after the part, so that months stay whole months.
        let size = calendar.size(part, grade);
        Span::across(size.before(first), size.after(after).plus(-1))
    }
}
