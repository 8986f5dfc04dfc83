import Experiments
import Testing

@testable import Store

@Suite struct DigestTests {
  @Test func ignoresOrderAndNothingElse() {
    let rows = Sample.study().rows
    let digest = RowDigest(of: rows)
    #expect(RowDigest(of: rows.reversed()) == digest)
    #expect(RowDigest(of: rows.dropLast()) != digest)
    #expect(RowDigest(of: rows + [rows[0]]) != digest)
  }

  @Test func seesEveryField() {
    let row = Sample.rows(world: 1, count: 6)[5]
    let changes: [(inout ResultRow) -> Void] = [
      { $0.study += "x" }, { $0.scenario += "x" }, { $0.point += "x" },
      { $0.alternative += "x" }, { $0.world += 1 }, { $0.replication += 1 }, { $0.year = nil },
      { $0.year = 2099 }, { $0.window += "x" }, { $0.state += "x" }, { $0.bucket = 0 },
      { $0.bucket = 99 }, { $0.entity += "x" }, { $0.metric += "x" }, { $0.unit += "x" },
      { $0.value = $0.value.nextUp },
    ]
    let digests = changes.map { change in
      var other = row
      change(&other)
      return RowDigest(of: [other])
    }
    #expect(Set(digests + [RowDigest(of: [row])]).count == changes.count + 1)
  }

  /// A letter that moves from one text to its neighbour is seen.
  @Test func textsAreSetApart() {
    var one = Sample.rows(world: 0, count: 1)[0]
    var other = one
    (one.entity, one.metric) = ("ab", "c")
    (other.entity, other.metric) = ("a", "bc")
    #expect(RowDigest(of: [one]) != RowDigest(of: [other]))
  }

  /// Pinned: a digest printed today can be checked by a later version.
  @Test func isTheSameForEver() {
    #expect(
      RowDigest(of: Sample.study().rows).description == "160-7762d271b9447b44ea819daffe15d528")
    #expect(RowDigest().description == "0-" + String(repeating: "0", count: 32))
  }
}
