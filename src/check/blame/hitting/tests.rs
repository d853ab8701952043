use proptest::prelude::*;

use super::*;

/// Players of equal weight.
fn equals(count: usize) -> Vec<Player> {
    vec![Player { share: Exact::one(), claims: 1 }; count]
}

fn found(sets: &[&[usize]], players: usize) -> (Vec<Vec<usize>>, bool) {
    let sets: Vec<Vec<usize>> = sets.iter().map(|set| set.to_vec()).collect();
    repairs(&sets, &equals(players))
}

#[test]
fn a_smallest_repair_comes_first_and_the_next_best_after_it() {
    // Whoever is in two of three is the first to go; the next best are the ends of a path.
    assert_eq!(found(&[&[0, 1], &[1, 2]], 3), (vec![vec![1], vec![0, 2]], true));
    // Any two of a triangle.
    assert_eq!(found(&[&[0, 1], &[0, 2], &[1, 2]], 3), (vec![vec![0, 1], vec![0, 2], vec![1, 2]], true));
    // Two that have nothing to do with each other: one of each.
    let four = vec![vec![0, 2], vec![0, 3], vec![1, 2], vec![1, 3]];
    assert_eq!(found(&[&[0, 1], &[2, 3]], 4), (four, true));
    assert_eq!(found(&[&[4]], 5), (vec![vec![4]], true));
}

#[test]
fn among_equal_sizes_the_most_blamed_and_then_the_fewest_claims_come_first() {
    let player = |share: i64, claims| Player { share: share.into(), claims };
    let sets = [vec![0, 1, 2]];
    let players = [player(1, 1), player(3, 2), player(3, 1)];
    assert_eq!(repairs(&sets, &players), (vec![vec![2], vec![1], vec![0]], true));
}

#[test]
fn what_is_taken_step_by_step_is_not_always_a_smallest() {
    // 0 is in most, and leaves 1 and 2 to take; 3 and 4 alone would do.
    let sets: [&[usize]; 6] = [&[0, 3, 5], &[0, 3, 6], &[0, 4, 7], &[0, 4, 8], &[1, 3], &[2, 4]];
    let owned: Vec<Vec<usize>> = sets.iter().map(|set| set.to_vec()).collect();
    assert_eq!(greedy(&owned.iter().collect::<Vec<_>>(), &|at| at), [0, 1, 2]);
    let (repairs, exact) = found(&sets, 9);
    assert_eq!((repairs.first(), exact), (Some(&vec![3, 4]), true));
}

#[test]
fn a_component_of_too_many_players_is_marked() {
    // A ring of 67: 33 of its pairs lie apart, and 34 are needed.
    let sets: Vec<Vec<usize>> =
        (0..67).map(|at| vec![at.min((at + 1) % 67), at.max((at + 1) % 67)]).collect();
    let (repairs, exact) = repairs(&sets, &equals(67));
    assert!(!exact);
    let first = repairs.first().unwrap();
    assert!(sets.iter().all(|set| set.iter().any(|member| first.contains(member))));
    assert_eq!(first.len(), 34);
}

#[test]
fn a_crowd_that_all_disagree_is_searched_to_the_end() {
    let sets: Vec<Vec<usize>> = (0..20).flat_map(|a| (a + 1..20).map(move |b| vec![a, b])).collect();
    let (repairs, exact) = repairs(&sets, &equals(20));
    assert!(exact);
    assert!(repairs.iter().all(|repair| repair.len() == 19));
    assert_eq!(repairs.len(), 4);
}

#[test]
fn a_search_that_grows_too_long_is_marked_and_still_repairs() {
    // Every three of forty: 38 are needed, and far fewer lie apart.
    let three = |a: usize| (a + 1..40).flat_map(move |b| (b + 1..40).map(move |c| vec![a, b, c]));
    let sets: Vec<Vec<usize>> = (0..40).flat_map(three).collect();
    let (repairs, exact) = repairs(&sets, &equals(40));
    assert!(!exact);
    assert_eq!(repairs.iter().map(Vec::len).collect::<Vec<_>>(), [38]);
}

/// Every minimal hitting set, by trying all subsets of seven players; ranked.
fn brute(sets: &[Vec<usize>], players: &[Player]) -> Vec<Vec<usize>> {
    let hits = |mask: usize| sets.iter().all(|set| set.iter().any(|member| mask >> member & 1 == 1));
    let minimal = |mask: &usize| (0..7).all(|at| mask >> at & 1 == 0 || !hits(mask & !(1 << at)));
    let all = (0..1 << 7).filter(|mask| hits(*mask)).filter(minimal);
    let members = |mask: usize| (0..7).filter(|at| mask >> at & 1 == 1).collect();
    let mut all: Vec<Ranked> = all.map(|mask| ranked(members(mask), players)).collect();
    all.sort();
    let least = all.first().map_or(0, |(size, ..)| *size);
    all.retain(|(size, ..)| *size <= least + 1);
    all.truncate(MOST);
    all.into_iter().map(|(.., repair)| repair).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_repairs_are_those_of_trying_all(
        sets in prop::collection::vec(prop::collection::btree_set(0_usize..7, 1..=4), 1..9),
        shares in prop::collection::vec((0_i64..4, 1_usize..3), 7),
    ) {
        let sets: Vec<Vec<usize>> = sets.into_iter().map(|set| set.into_iter().collect()).collect();
        let sets = super::super::witnesses::minimal(sets);
        let players: Vec<Player> =
            shares.into_iter().map(|(share, claims)| Player { share: share.into(), claims }).collect();
        prop_assert_eq!(repairs(&sets, &players), (brute(&sets, &players), true));
    }

    #[test]
    fn minimal_sets_hold_no_other_and_lie_in_every_set(
        sets in prop::collection::vec(prop::collection::btree_set(0_usize..6, 1..=5), 1..12),
    ) {
        let sets: Vec<Vec<usize>> = sets.into_iter().map(|set| set.into_iter().collect()).collect();
        let minimal = super::super::witnesses::minimal(sets.clone());
        let within = |a: &Vec<usize>, b: &Vec<usize>| a.iter().all(|member| b.contains(member));
        for set in &sets {
            prop_assert!(minimal.iter().any(|kept| within(kept, set)));
        }
        for kept in &minimal {
            prop_assert!(sets.contains(kept));
            prop_assert!(minimal.iter().filter(|other| within(other, kept)).count() == 1);
        }
    }
}
