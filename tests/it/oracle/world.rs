//! Small worlds: a few numbers or instants for each unknown, tried one after another.

use gainsay::{Day, Exact, Interval, Span};

/// Whether some two numbers lie in their intervals and stand as a law asks.
pub(super) fn numbers(a: &Interval, b: &Interval, law: impl Fn(&Exact, &Exact) -> bool) -> bool {
    let tried = tries(&[a, b]);
    let of = |interval: &Interval| tried.iter().filter(|n| interval.contains(n)).cloned().collect::<Vec<_>>();
    let (left, right) = (of(a), of(b));
    left.iter().any(|x| right.iter().any(|y| law(x, y)))
}

/// All ends, two numbers between neighbours (so that one may exceed the other there), and two beyond each extreme.
fn tries(intervals: &[&Interval]) -> Vec<Exact> {
    let ends = intervals.iter().flat_map(|interval| [interval.low(), interval.high()]);
    let mut ends: Vec<Exact> = ends.filter_map(|end| end.number().cloned()).collect();
    ends.sort();
    ends.dedup();
    let (Some(least), Some(most)) = (ends.first().cloned(), ends.last().cloned()) else {
        return vec![Exact::from(0), Exact::from(1)];
    };
    let between = |part: i64| {
        let third = Exact::ratio(part, 3).unwrap();
        ends.windows(2).map(|pair| &pair[0] + &(&(&pair[1] - &pair[0]) * &third)).collect::<Vec<_>>()
    };
    let beyond = [1, 2].map(Exact::from);
    let outside = beyond.iter().flat_map(|far| [&least - far, &most + far]).collect::<Vec<_>>();
    ends.iter().cloned().chain(between(1)).chain(between(2)).chain(outside).collect()
}

/// An instant: a day, and the hour on it.
pub(super) type Instant = (Day, u8);

/// Whether some instants lie in their windows, one each, and stand as a law asks.
pub(super) fn instants(windows: &[Span], law: impl Fn(&[Instant]) -> bool) -> bool {
    let ends = windows.iter().flat_map(|window| [window.first(), window.last()]).flatten();
    let mut days: Vec<Day> = ends.flat_map(|day| [day.plus(-1), day, day.plus(1)]).collect();
    days.extend(windows.iter().filter_map(|window| Some(window.first()?.plus(window.length()? / 2))));
    if days.is_empty() {
        days.push(Day::from_number(0));
    }
    days.sort();
    days.dedup();
    let hours: Vec<Instant> = days.iter().flat_map(|day| [0, 1, 2].map(|hour| (*day, hour))).collect();
    let mut worlds: Vec<Vec<Instant>> = vec![Vec::new()];
    for window in windows {
        let fits = |(day, _): &&Instant| Span::day(*day).within(window);
        let inside: Vec<Instant> = hours.iter().filter(fits).copied().collect();
        let longer = |world: &Vec<Instant>| {
            let world = world.clone();
            inside
                .iter()
                .map(move |instant| world.iter().copied().chain([*instant]).collect())
                .collect::<Vec<_>>()
        };
        worlds = worlds.iter().flat_map(longer).collect();
    }
    worlds.iter().any(|world| law(world))
}
