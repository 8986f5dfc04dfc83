/// The quantities of one world: what re-costing needs in place of a simulation.
public struct WorldAccounts: Hashable, Sendable {
  /// What an account was made for.
  public enum Purpose: Hashable, Sendable {
    /// One replication, with what its windows showed.
    case replication(Int)
    /// The alternative that benefits are counted against.
    case reference
    /// The first services of the programme, for the break-even; condensed.
    case prefix(Int)
  }

  public struct Entry: Hashable, Sendable {
    public var alternative: String
    public var purpose: Purpose
    public var account: PhysicalAccount

    public init(_ alternative: String, _ purpose: Purpose, _ account: PhysicalAccount) {
      (self.alternative, self.purpose, self.account) = (alternative, purpose, account)
    }
  }

  public var entries: [Entry]

  public init(_ entries: [Entry] = []) { self.entries = entries }

  public func account(of alternative: String, _ purpose: Purpose) -> PhysicalAccount? {
    entries.first { $0.alternative == alternative && $0.purpose == purpose }?.account
  }
}

// MARK: - Packing

extension WorldAccounts {
  /// Marks the format: quantities of a world, version 1.
  private static let mark: [UInt8] = [0x47, 0x51, 1]

  /// As few bytes as can be without loss: names and distinct numbers once, runs of zeros by their
  /// length, and a checksum at the end.
  ///
  /// - Complexity: O(numbers).
  public var packed: [UInt8] {
    var packing = AccountPacking()
    packing.put(WorkTable.entriesPerYear)
    packing.put(entries.count)
    for entry in entries {
      packing.put(entry.alternative)
      switch entry.purpose {
      case .replication(let number): packing.put([0, number])
      case .reference: packing.put([1, 0])
      case .prefix(let size): packing.put([2, size])
      }
      packing.put(entry.account)
    }
    let bytes = Self.mark + packing.bytes
    let sum = Self.sum(bytes[...])
    return bytes + (0..<8).map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) }
  }

  /// What `packed` gave.
  ///
  /// - Throws: `EconomicsError.damagedAccounts`.
  public init(packed bytes: [UInt8]) throws(EconomicsError) {
    guard bytes.count > Self.mark.count + 8, bytes.starts(with: Self.mark) else {
      throw .damagedAccounts(found: "another format")
    }
    let end = bytes.count - 8
    let sum = bytes[end...].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard sum == Self.sum(bytes[..<end]) else {
      throw .damagedAccounts(found: "a wrong checksum")
    }
    var unpacking = try AccountUnpacking(bytes[Self.mark.count..<end])
    guard try unpacking.number() == WorkTable.entriesPerYear else {
      throw .damagedAccounts(found: "skills and activities of another version")
    }
    entries = []
    for _ in 0..<(try unpacking.count()) {
      let alternative = try unpacking.name()
      let (kind, number) = (try unpacking.number(), try unpacking.number())
      let purpose: Purpose =
        kind == 0 ? .replication(number) : kind == 1 ? .reference : .prefix(number)
      entries.append(Entry(alternative, purpose, try unpacking.account()))
    }
  }

  /// FNV-1a.
  private static func sum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
