import EventEngine
import Testing

@Suite struct SlabTests {
  /// Elements move when the slab grows; each must be released exactly once.
  @Test func growsAndReleases() {
    final class Witness {}
    weak var first: Witness?
    weak var second: Witness?
    do {
      var slab = Slab<Witness>(capacity: 1)
      let witness = Witness()
      first = witness
      slab.append(witness)
      for _ in 0..<100 { slab.append(Witness()) }
      second = slab[60]
      #expect(slab.count == 101)
      #expect(slab[0] === witness)
      _ = slab.removeLast()
      #expect(slab.count == 100)
      slab.truncate(to: 60)
      #expect(slab.count == 60)
      #expect(second == nil)
    }
    #expect(first == nil)
  }

  @Test func changesInPlace() {
    var slab = Slab<Int>(capacity: 4)
    for i in 0..<10 { slab.append(i) }
    slab[7] += 100
    #expect(slab[7] == 107)
    let four = slab.withFour(from: 6) { [$0[0], $0[1], $0[2], $0[3]] }
    #expect(four == [6, 107, 8, 9])
    slab.removeAll()
    #expect(slab.isEmpty == true)
  }
}
