//! The one table of rules. A new rule is one row here, its page and its story; the compiler and the tests name
//! whatever of these is missing.

/// Hands the table to a macro.
///
/// A row holds the code, the variant, the name, the title and what the variant stands for. The rows stand in the order of their
/// codes, which is that of reports; where laws compose, the first that applies names the finding. The first digit of a code tells
/// what a rule is about; a new rule takes the next number of its kind. A code, once published, is never changed and
/// never given to another rule: of a rule that is dropped, the code goes with it. `tests/rules/codes.txt` has them all.
macro_rules! rule_table {
    ($with:ident) => {
        $with! {
            /// Which law a finding breaks.
            ///
            /// Each has a [page](crate::guide::rules) with a story that fires it and one that must not.
            ///
            /// # Examples
            /// ```
            /// use gainsay::Rule;
            /// assert_eq!(Rule::named("ladder-order"), Some(Rule::LadderOrder));
            /// assert_eq!(Rule::named("G101"), Some(Rule::LadderOrder));
            /// assert_eq!(Rule::LadderOrder.to_string(), "ladder-order");
            /// assert_eq!(Rule::LadderOrder.title(), "more at a later stage than at an earlier one");
            /// assert!(Rule::all().all(|rule| rule.page().contains("A near miss")));
            /// ```
            Rule {
                G101 LadderOrder "ladder-order" "more at a later stage than at an earlier one"
                    "A later rung has more than an earlier one.";
                G102 RunningTotal "running-total" "a running total fell"
                    "A running total fell.";
                G103 SubPeriod "sub-period" "a part of a period has more than the period"
                    "A sub-period has more than its period.";
                G104 PartWhole "part-whole" "a part has more than the whole"
                    "A part has more than its whole.";
                G105 BasisInclusion "basis-inclusion" "a narrower count is more than the wider one"
                    "A narrower basis gives more than the wider one.";
                G106 LawOrder "law-order" "a standing law of the set is broken"
                    "A standing law of the set is broken.";
                G107 OneValue "one-value" "two values for one thing at one time"
                    "One cell has two values at one time.";
                G108 Precision "precision" "two figures declared to one precision"
                    "Two figures declared to one precision differ.";
                G201 Total "total" "the parts do not add up to the total"
                    "Parts that do not add up to their total.";
                G202 Share "share" "the figures do not make the share"
                    "A part and a whole that do not make the share.";
                G203 ChangeSize "change-size" "the figures do not make the change"
                    "Two figures that do not make the change.";
                G204 Direction "direction" "up in one telling, down in the other"
                    "Rose in one telling, fell in the other.";
                G205 DirectionAmounts "direction-amounts" "the figures do not bear out the direction"
                    "Rose, but from more to less.";
                G206 Tiling "tiling" "the periods do not add up"
                    "Periods that do not add up to the one which they fill, or are in.";
                G207 LawTotal "law-total" "a standing total of the set is broken"
                    "Cells that do not add up as a standing law of the set has it.";
                G301 TwoFirsts "two-firsts" "two claim the same first place"
                    "Two are first in one class.";
                G302 RankPosition "rank-position" "places that cannot both be held"
                    "Two places that cannot both be held.";
                G303 RankAmounts "rank-amounts" "the figures do not bear out the rank"
                    "The first has less than another member.";
                G304 RecordAmounts "record-amounts" "the figures do not bear out the record"
                    "A record has less than an earlier period.";
                G401 Anachronism "anachronism" "told as done before it was done"
                    "Told as done before it was done.";
                G402 EventDate "event-date" "one event, two dates"
                    "One event, two dates.";
                G403 EventCancelled "event-cancelled" "called off after it happened"
                    "Called off after it happened.";
                G404 EventSequence "event-sequence" "completed before it was underway or still planned"
                    "Completed before a day on which it was underway or still planned.";
                G405 PlanDate "plan-date" "plans that exclude each other"
                    "Plans for one event that exclude each other.";
                G406 OrderCycle "order-cycle" "each came before the other"
                    "Each of two events precedes the other.";
                G407 OrderDates "order-dates" "the dates do not bear out the order"
                    "An order that the dates do not allow.";
                G408 Gap "gap" "the dates do not lie so far apart"
                    "Two dates that do not lie so far apart.";
                G501 StateValues "state-values" "two values where there can be one"
                    "Two values of a one-valued attribute.";
                G502 Denial "denial" "asserted by one, denied by the other"
                    "Asserted by one, denied by the other.";
            }
            /// Why two claims that do not clash are worth a look.
            ///
            /// What they have in common is told under [near misses](crate::guide::near_misses), and each has a
            /// [page](crate::guide::rules).
            ///
            /// # Examples
            /// ```
            /// use gainsay::NearRule;
            /// assert_eq!(NearRule::named("near-unit"), Some(NearRule::NearUnit));
            /// assert_eq!(NearRule::NearUnit.code(), "G903");
            /// ```
            NearRule {
                G901 NearScope "near-scope" "they would clash if their scopes were one"
                    "In one scope they would clash.";
                G902 NearBasis "near-basis" "they would clash if their bases were one"
                    "On one basis they would clash.";
                G903 NearUnit "near-unit" "they would clash if their units were one"
                    "In one unit their figures would clash.";
                G904 NearPeriod "near-period" "they would clash if their times were one, and these mostly overlap"
                    "For one time they would clash; their times mostly overlap.";
                G905 NearStage "near-stage" "more at a later stage than another source plans"
                    "A later stage is said to have more than the plan of another source.";
                G906 NearMeasure "near-measure" "they would clash if their measures were one"
                    "Their measures have like names, and in one they would clash.";
                G907 NearName "near-name" "they would clash if their names, which are spelt alike, were one"
                    "Their subjects or events are spelt alike, and as one they would clash.";
                G908 SameFigure "same-figure" "one figure from one mouth for two things"
                    "One written figure, given by one speaker or source chain to two things.";
                G909 NearRank "near-rank" "ranks that differ, of times that mostly overlap"
                    "Ranks that differ, of times that mostly overlap.";
                G910 NearState "near-state" "two values that are easily taken for each other"
                    "Two values that the set declares near.";
                G911 Touching "touching" "two ranges that only touch"
                    "Two ranges for one thing with only an end in common.";
            }
        }
    };
}
pub(crate) use rule_table;
