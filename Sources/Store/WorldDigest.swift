import Experiments
import Quantities

/// A fingerprint of all that one world left: of its rows in any order, its quantities and its counts.
struct WorldDigest: Hashable {
  /// Number of rows and 48 hexadecimal digits.
  let text: String

  init(_ rows: RowDigest, _ world: FinishedWorld) {
    let counts = [world.windows, world.requests, world.events].map(String.init)
    let rest = RowDigest.hash(world.quantities) ^ RowDigest.hash(counts)
    text = "\(rows)-\(rest.hexadecimal)"
  }
}
