import Economics
import Testing

@Suite("Packed quantities")
struct PackingTests {
  static let world = WorldAccounts([
    .init("today", .reference, PhysicalAccount(years: 10)),
    .init("platform", .replication(0), LedgerTests.account),
    .init("platform", .replication(1), LedgerTests.account),
    .init("platform", .prefix(240), LedgerTests.account.condensed),
  ])

  /// Not one bit is lost, and the same account again takes few bytes more.
  @Test func roundTrip() throws {
    let bytes = Self.world.packed
    #expect(try WorldAccounts(packed: bytes) == Self.world)
    #expect(try WorldAccounts(packed: WorldAccounts().packed) == WorldAccounts())
    let one = WorldAccounts([Self.world.entries[1]]).packed.count
    let two = WorldAccounts(Array(Self.world.entries[1...2])).packed.count
    #expect(two - one < one / 2)
    let empty = WorldAccounts([Self.world.entries[0]]).packed.count
    #expect(empty < 100)
  }

  @Test func awkwardNumbersSurvive() throws {
    var account = PhysicalAccount(years: 3)
    account.centre.bandwidthYears = [-0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude]
    let world = WorldAccounts([.init("ünïcode", .prefix(1 << 40), account)])
    let read = try WorldAccounts(packed: world.packed)
    #expect(read == world)
    #expect(
      read.entries[0].account.centre.bandwidthYears[0].sign == .minus)
  }

  /// Every changed byte and every cut is noticed, and none of them traps.
  @Test func damageIsNoticed() {
    let bytes = Self.world.packed
    for place in bytes.indices {
      var damaged = bytes
      damaged[place] ^= 0x41
      #expect(throws: EconomicsError.self) { try WorldAccounts(packed: damaged) }
    }
    for length in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: EconomicsError.self) { try WorldAccounts(packed: Array(bytes[..<length])) }
    }
  }

  @Test func accountsAreFound() {
    #expect(Self.world.account(of: "platform", .replication(1)) == LedgerTests.account)
    #expect(Self.world.account(of: "platform", .prefix(1)) == nil)
    #expect(Self.world.account(of: "silo", .reference) == nil)
  }
}
