use super::part::Part;
use super::slots::Slots;

/// In which order lines are best looked at: bounds of one variable first, then along x ≤ y ≤ z.
///
/// Low bounds travel from the variables with positive terms to those with negative ones, high bounds back. Lines sorted
/// by the depth-first order of that graph (Tarjan 1972) carry them through any system without cycles in one pass up
/// and one pass down.
pub(super) fn order(part: &Part) -> Slots<usize> {
    let ranks = ranks(part);
    let mut keyed: Vec<((bool, usize), usize)> = Vec::with_capacity(part.lines.len());
    for (at, line) in part.lines.iter().enumerate() {
        let tails = line.terms.iter().filter(|(_, times)| times.is_positive());
        let key = (line.terms.len() > 1, tails.map(|(var, _)| ranks[*var]).max().unwrap_or(0));
        keyed.push((key, at));
    }
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, at)| at).collect()
}

/// The place of each variable in a depth-first order: before those that it is at most, unless they go in a circle.
fn ranks(part: &Part) -> Slots<usize> {
    let variables = part.variables.len();
    let mut leaving: Slots<Vec<usize>> = Slots::of(Vec::new(), variables);
    for (at, line) in part.lines.iter().enumerate() {
        for (var, times) in &line.terms {
            if times.is_positive() {
                leaving[*var].push(at);
            }
        }
    }
    let mut taken = Slots::of(false, part.lines.len());
    // The variables that the lines leaving one lead to; each line is taken once, so long sums cost no more than they are long.
    let mut heads = |var: usize| {
        let mut heads: Vec<usize> = Vec::new();
        for at in &leaving[var] {
            if !std::mem::replace(&mut taken[*at], true) {
                let terms = part.lines[*at].terms.iter();
                heads.extend(terms.filter(|(_, times)| times.is_negative()).map(|(var, _)| *var));
            }
        }
        heads
    };
    let mut seen = Slots::of(false, variables);
    let mut ranks = Slots::of(0, variables);
    let mut left = variables;
    let mut path: Vec<(usize, Vec<usize>)> = Vec::new();
    for root in 0..variables {
        if !std::mem::replace(&mut seen[root], true) {
            path.push((root, heads(root)));
        }
        while let Some((var, ahead)) = path.last_mut() {
            if let Some(next) = ahead.pop() {
                if !std::mem::replace(&mut seen[next], true) {
                    path.push((next, heads(next)));
                }
            } else {
                left -= 1;
                ranks[*var] = left;
                path.pop();
            }
        }
    }
    ranks
}
