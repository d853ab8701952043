//! The claims of a dispute as a drawing: when each is true and how much it says, with what ties them.

use maud::{Markup, html};

use super::super::safe::shortened;
use super::super::text::counted;
use super::super::{Finding, Named as _, Side};
use crate::model::{Day, End, Exact, Interval, Span};

/// As many claims are drawn, and as many ties between them.
const CLAIMS: usize = 40;
const TIES: usize = 12;

/// The drawing, in its own units: names, days, values, ties, from left to right.
const WIDTH: i64 = 1000;
const DAYS_FROM: i64 = 190;
const VALUES: (i64, i64) = (560, 850);
const TIES_FROM: i64 = 862;
const ROW: i64 = 38;

/// A claim in its row.
struct Row<'r> {
    side: &'r Side,
    top: i64,
    /// The bounds of all values on its axis.
    scale: Option<(Exact, Exact)>,
}

/// Claims whose values are on one axis.
struct Axis<'r> {
    title: String,
    top: i64,
    rows: Vec<Row<'r>>,
}

impl Axis<'_> {
    /// Where every other stage lies and how high it is: the lanes that are shaded, if there are several stages.
    fn lanes(&self) -> Vec<(i64, i64)> {
        let stage = |row: &Row<'_>| (row.side.mark.rung, row.side.mark.stage.clone());
        let lanes = self.rows.chunk_by(|a, b| stage(a) == stage(b));
        let lane = |rows: &[Row<'_>]| Some((rows.first()?.top, ROW * whole(rows.len())));
        lanes.skip(1).step_by(2).filter_map(lane).collect()
    }
}

pub(super) fn chart(number: usize, subject: &str, findings: &[(usize, &Finding)]) -> Markup {
    let mut sides: Vec<&Side> = Vec::new();
    for side in findings.iter().flat_map(|(_, finding)| &finding.sides) {
        if !sides.iter().any(|known| known.claim == side.claim) {
            sides.push(side);
        }
    }
    let more = sides.len().saturating_sub(CLAIMS);
    sides.truncate(CLAIMS);
    let axes = axes(&sides);
    let height = axes.iter().map(|axis| axis.rows.len()).sum::<usize>();
    let height = 40 + ROW * whole(height) + 26 * whole(axes.len());
    let valued = sides.iter().any(|side| side.mark.value.is_some());
    let right = if valued { VALUES.0 - 40 } else { VALUES.1 };
    let days = Days::of(sides.iter().flat_map(|side| [side.mark.time, side.mark.said]).flatten(), right);
    let title = format!("Claims about {}", shortened(subject, 60));
    html! {
        div.scroll tabindex="0" role="region" aria-label={ (title) ", as a drawing" } {
            svg viewBox={ "-6 0 " (WIDTH + 6) " " (height) } role="img" aria-labelledby={ "chart-" (number) " chart-" (number) "-text" } {
                title id={ "chart-" (number) } { (title) }
                desc id={ "chart-" (number) "-text" } {
                    "Each claim in a row: on the left when it is true, on the right how much it says; brackets join the claims of a \
                     finding. The same is told in the table below."
                }
                @for (top, height) in axes.iter().flat_map(Axis::lanes) {
                    rect.lane x="-6" y=(top) width=(VALUES.1 + 12) height=(height) {}
                }
                @if let Some(days) = &days { (calendar(days, height)) }
                @for axis in &axes {
                    text.head x="0" y=(axis.top) { (axis.title) }
                    @for row in &axis.rows { (drawn(row, days.as_ref())) }
                }
                @for (at, tie) in ties(&axes, findings).into_iter().enumerate() { (bracket(whole(at), &tie)) }
            }
        }
        p.who {
            "Bars: when and how much. Circles: when it was said. Solid brackets: contradictions; dashed: tensions."
            @if axes.iter().any(|axis| !axis.lanes().is_empty()) { " Bands: stages, in their order." }
            @if more > 0 { " " (counted(more, "more claim")) " not drawn." }
        }
        details { summary { "The same as a table" } (table(&sides)) }
    }
}

fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The claims by what their values are compared with, by stage and by time.
fn axes<'r>(sides: &[&'r Side]) -> Vec<Axis<'r>> {
    let first = |side: &Side| side.mark.time.or(side.mark.said).and_then(|days| days.first());
    let mut sorted: Vec<(Option<(&str, &str)>, &Side)> =
        sides.iter().map(|side| (axis(side, sides), *side)).collect();
    sorted.sort_by_key(|(axis, side)| {
        (axis.is_none(), *axis, side.mark.rung, &side.mark.stage, first(side), &side.claim)
    });
    let mut top = 20;
    let mut axes = Vec::new();
    for rows in sorted.chunk_by(|(a, _), (b, _)| a == b) {
        let axis = rows.first().and_then(|(axis, _)| *axis);
        let scale = scale(rows.iter().filter_map(|(_, side)| side.mark.value.as_ref()));
        top += 26;
        let start = top;
        let row = |(_, side): &(_, &'r Side)| {
            top += ROW;
            Row { side, top: top - ROW, scale: scale.clone() }
        };
        let rows = rows.iter().map(row).collect();
        axes.push(Axis { title: title(axis, &sorted), top: start, rows });
    }
    axes
}

/// The measure; with its dimension where others of the measure are counted in another.
fn title(axis: Option<(&str, &str)>, all: &[(Option<(&str, &str)>, &Side)]) -> String {
    let Some((measure, dimension)) = axis else { return "other claims".to_owned() };
    let other = |axis: &(&str, &str)| axis.0 == measure && axis.1 != dimension;
    let name = shortened(measure, 60);
    if all.iter().filter_map(|(axis, _)| axis.as_ref()).any(other) {
        format!("{name}, in {}", shortened(dimension, 20))
    } else {
        name
    }
}

/// The measure and the dimension of a claim's value; without a value, those of the others of its measure.
fn axis<'r>(side: &'r Side, sides: &[&'r Side]) -> Option<(&'r str, &'r str)> {
    let (measure, own) = side.mark.axis.as_ref()?;
    let of_others = || {
        let valued = sides.iter().filter(|other| other.mark.value.is_some());
        let mut axes = valued.filter_map(|other| other.mark.axis.as_ref());
        axes.find(|(other, _)| other == measure).map(|(_, dimension)| dimension.as_str())
    };
    let dimension = if side.mark.value.is_some() { own } else { of_others().unwrap_or_default() };
    Some((measure, dimension))
}

/// The ends of an axis: nothing, and the greatest bound; where the bounds are near to each other, a little around them.
fn scale<'i>(values: impl Iterator<Item = &'i Interval>) -> Option<(Exact, Exact)> {
    let ends: Vec<&Exact> =
        values.flat_map(|value| [value.low().number(), value.high().number()]).flatten().collect();
    let (least, most) = (*ends.iter().min()?, *ends.iter().max()?);
    let spread = most - least;
    let near = &spread * &Exact::from(5) < least.abs().max(most.abs());
    if near && !spread.is_zero() {
        return Some((least - &spread, most + &spread));
    }
    let zero = Exact::zero();
    Some((least.clone().min(zero.clone()), most.clone().max(zero)))
}

/// The days that the drawing shows, and how far right they reach.
struct Days {
    first: Day,
    last: Day,
    right: i64,
}

impl Days {
    fn of(spans: impl Iterator<Item = Span>, right: i64) -> Option<Days> {
        let days: Vec<Day> = spans.flat_map(|span| [span.first(), span.last()]).flatten().collect();
        Some(Days { first: *days.iter().min()?, last: *days.iter().max()?, right })
    }

    /// How far right a day begins.
    fn at(&self, day: Day) -> i64 {
        let length = self.last.days_since(self.first) + 1;
        DAYS_FROM + (self.right - DAYS_FROM) * day.days_since(self.first) / length
    }

    /// Days to be marked, four to six of them: every so many days, or the first of every so many months.
    fn ticks(&self) -> Vec<(Day, String)> {
        let length = self.last.days_since(self.first);
        if length < 70 {
            let step = [1, 2, 7, 14].into_iter().find(|step| length / step <= 4).unwrap_or(28);
            let days = (1..=4).map(|number| self.first.plus(step * number));
            return days.filter(|day| *day <= self.last).map(|day| (day, day.to_string())).collect();
        }
        let month = |day: Day| day.year() * 12 + i32::try_from(day.month()).unwrap_or(1) - 1;
        let (first, last) = (month(self.first), month(self.last));
        let steps = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12_000, 120_000];
        let step = steps.into_iter().find(|step| (last - first) / step <= 6).unwrap_or(1_200_000);
        let start = first.div_euclid(step) * step;
        let tick = |number: i32| {
            let month = start + step * number;
            let day = Day::new(month.div_euclid(12), u32::try_from(month.rem_euclid(12)).ok()? + 1, 1)?;
            let year = day.year().to_string();
            let words = if step < 12 { format!("{year}-{:02}", day.month()) } else { year };
            (self.first <= day && day <= self.last).then_some((day, words))
        };
        (0..=8).filter_map(tick).collect()
    }
}

fn calendar(days: &Days, height: i64) -> Markup {
    html! {
        @for (day, words) in days.ticks() {
            line.grid x1=(days.at(day)) y1="24" x2=(days.at(day)) y2=(height) {}
            text.small x=(days.at(day)) y="16" text-anchor="middle" { (words) }
        }
    }
}

fn drawn(row: &Row<'_>, days: Option<&Days>) -> Markup {
    let (side, top) = (row.side, row.top);
    let stage =
        side.mark.stage.as_ref().map(|stage| format!(", {}", shortened(stage, 14))).unwrap_or_default();
    html! {
        text x="0" y=(top + 18) { (shortened(&side.claim, 12)) (stage) }
        text.small x="0" y=(top + 31) { (shortened(&side.source, 28)) }
        @if let Some(days) = days { (time(side, top, days)) }
        @if let Some((value, scale)) = side.mark.value.as_ref().zip(row.scale.as_ref()) { (amount(value, scale, top)) }
        @if let Some(range) = &side.range { text.small x=(VALUES.0) y=(top + 31) { (shortened(range, 52)) } }
    }
}

/// The days of a span in words.
fn span(span: &Span) -> String {
    if let Some(day) = span.single_day() {
        return day.to_string();
    }
    match (span.first(), span.last()) {
        (Some(first), Some(last)) => format!("{first} to {last}"),
        (Some(first), None) => format!("from {first} on"),
        (None, Some(last)) => format!("until {last}"),
        (None, None) => "always".to_owned(),
    }
}

/// A bar from one place to another, its open ends dashed.
fn bar(from: Option<i64>, to: Option<i64>, (left, right): (i64, i64), top: i64) -> Markup {
    let middle = top + 13;
    let (start, end) = (from.unwrap_or(left), to.unwrap_or(right));
    html! {
        @if from.is_some() && to.is_some() {
            rect.bar x=(start) y=(top + 9) width=((end - start).max(4)) height="9" rx="2" {}
        } @else {
            line.open x1=(start) y1=(middle) x2=(end) y2=(middle) {}
            @for place in from.iter().chain(&to) { rect.bar x=(place - 2) y=(top + 7) width="4" height="13" {} }
        }
    }
}

fn time(side: &Side, top: i64, days: &Days) -> Markup {
    let said = side.mark.said.filter(|said| said.first().is_some() && said.last().is_some());
    html! {
        @if let Some(time) = &side.mark.time {
            (bar(time.first().map(|day| days.at(day)), time.last().map(|day| days.at(day.plus(1))), (DAYS_FROM, days.right), top))
            text.small x=(DAYS_FROM) y=(top + 31) { (span(time)) }
        }
        @if let Some(day) = said.and_then(|said| said.first()) { circle.said cx=(days.at(day)) cy=(top + 13) r="4.5" {} }
    }
}

fn amount(value: &Interval, (least, most): &(Exact, Exact), top: i64) -> Markup {
    let (left, right) = VALUES;
    let place = |end: &End| {
        let width = most - least;
        let share = (end.number()? - least).checked_div(&width).unwrap_or_else(Exact::zero);
        let far = (&share * &Exact::from(right - left)).nearest(0).to_string().parse::<i64>().ok()?;
        Some(left + far)
    };
    bar(place(value.low()), place(value.high()), VALUES, top)
}

/// A finding among the rows.
struct Tie {
    number: usize,
    verdict: &'static str,
    tops: Vec<i64>,
}

fn ties(axes: &[Axis<'_>], findings: &[(usize, &Finding)]) -> Vec<Tie> {
    let top = |claim: &String| {
        let row = axes.iter().flat_map(|axis| &axis.rows).find(|row| row.side.claim == *claim);
        row.map(|row| row.top + 13)
    };
    let tie = |(at, finding): &(usize, &Finding)| {
        let mut tops: Vec<i64> = finding.claims.iter().filter_map(top).collect();
        tops.sort_unstable();
        (tops.len() > 1).then(|| Tie { number: at + 1, verdict: finding.verdict.word(), tops })
    };
    findings.iter().filter_map(tie).take(TIES).collect()
}

fn bracket(at: i64, tie: &Tie) -> Markup {
    let right = TIES_FROM + 12 + at * 10;
    let (Some(first), Some(last)) = (tie.tops.first(), tie.tops.last()) else { return html! {} };
    html! {
        @for top in &tie.tops { line class={ "tie " (tie.verdict) } x1=(TIES_FROM) y1=(top) x2=(right) y2=(top) {} }
        line class={ "tie " (tie.verdict) } x1=(right) y1=(first) x2=(right) y2=(last) {}
        text class=(tie.verdict) x=(right) y=(first - 6) text-anchor="middle" { (tie.number) }
    }
}

fn table(sides: &[&Side]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="Claims as a table" {
            table {
                thead { tr {
                    th scope="col" { "claim" } th scope="col" { "who" } th scope="col" { "says" } th scope="col" { "true of" }
                    th scope="col" { "read plainly" }
                } }
                tbody {
                    @for side in sides {
                        tr {
                            th scope="row" { (shortened(&side.claim, 60)) }
                            td { (shortened(&side.source, 200)) }
                            td { (shortened(&side.says, 300)) }
                            td { @if let Some(time) = &side.mark.time { (span(time)) } @else { "not dated" } }
                            td { @if let Some(range) = &side.range { (shortened(range, 200)) } }
                        }
                    }
                }
            }
        }
    }
}
