import Testing

@testable import Measuring

@Suite struct SummaryTests {
  @Test func medianOfAnOddNumber() {
    #expect(Summary([5, 1, 4, 2, 3]) == Summary(median: 3, least: 1, largest: 5))
  }

  @Test func medianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    #expect(Summary([10, 1, 2, 4])?.median == 3)
  }

  @Test func nothingAndNonsenseHaveNoSummary() {
    #expect(Summary([]) == nil)
    #expect(Summary([1, .nan]) == nil)
  }

  @Test func ratioIsOfMediansAndItsRangeOfRounds() {
    // Medians 20 and 10; rounds 10/10, 20/4, 60/30.
    let ratio = Ratio([1: 10, 2: 20, 3: 60], over: [1: 10, 2: 4, 3: 30])
    #expect(ratio == Ratio(value: 2, least: 1, largest: 5))
  }

  @Test func roundsWithOnlyOneSideDontCountForTheRange() {
    let ratio = Ratio([1: 10, 2: 20], over: [2: 5])
    #expect(ratio == Ratio(value: 3, least: 4, largest: 4))
    #expect(Ratio([1: 10], over: [2: 5]) == nil)
    #expect(Ratio([1: 10], over: [1: 0]) == nil)
  }
}
