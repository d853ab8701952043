/// The candidate that a misspelt word most likely meant, if one is near: at most a third of its letters off.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.to_lowercase().chars().take(80).collect();
    let most = (word.len() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| {
            (distance(&word, &candidate.to_lowercase().chars().take(80).collect::<Vec<_>>()), candidate)
        })
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.
pub(crate) fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX - 1);
            let mut least =
                (at(&last, j) + usize::from(x != y)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                least = least.min(at(&before, j - 1) + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(a.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swap_of_neighbours_is_one_step() {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        for (a, b, steps) in
            [("souce", "source", 1), ("vlaue", "value", 1), ("", "abc", 3), ("abc", "abc", 0)]
        {
            assert_eq!(distance(&letters(a), &letters(b)), steps, "{a} {b}");
        }
    }

    #[test]
    fn a_far_word_has_no_nearest() {
        assert_eq!(nearest("speakr", ["source", "speaker"]), Some("speaker"));
        assert_eq!(nearest("colour", ["source", "speaker"]), None);
    }
}
