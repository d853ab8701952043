/// The rest of the text after a beginning, whatever its ASCII case.
pub(crate) fn after<'text>(text: &'text str, start: &str) -> Option<&'text str> {
    let (head, rest) = text.split_at_checked(start.len())?;
    head.eq_ignore_ascii_case(start).then_some(rest)
}

/// The text before an end, whatever its ASCII case.
pub(crate) fn before<'text>(text: &'text str, end: &str) -> Option<&'text str> {
    let (rest, tail) = text.split_at_checked(text.len().checked_sub(end.len())?)?;
    tail.eq_ignore_ascii_case(end).then_some(rest)
}

/// A whole number up to a million: `36`, `1,000`, `three`, `a`.
pub(crate) fn count(text: &str) -> Option<u32> {
    const MOST: u32 = 1_000_000;
    const WORDS: [(&str, u32); 23] = [
        ("a", 1),
        ("an", 1),
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("eleven", 11),
        ("twelve", 12),
        ("fifteen", 15),
        ("twenty", 20),
        ("thirty", 30),
        ("forty", 40),
        ("fifty", 50),
        ("sixty", 60),
        ("seventy", 70),
        ("eighty", 80),
        ("ninety", 90),
    ];
    if let Some((_, number)) = WORDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(text)) {
        return Some(*number);
    }
    let mut groups = text.split(',');
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next().filter(|group| digits(group))?;
    let mut groups = groups.peekable();
    if groups.peek().is_some() && first.len() > 3 {
        return None;
    }
    let number = groups.try_fold(first.to_owned(), |number, group| {
        (digits(group) && group.len() == 3).then(|| number + group)
    })?;
    number.parse().ok().filter(|number| *number <= MOST)
}
