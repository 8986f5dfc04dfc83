import Foundation

/// Prints values as JSON: snake_case names, sorted keys, one value a line.
enum JSONOutput {
  /// The text of `value`, its last line ended. Equal values give equal bytes.
  ///
  /// - Throws: `Failure` for a number that is not finite, which no part hands out.
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    } catch {
      throw Failure(
        .runFailed,
        "a result is not a finite number, so it cannot be printed as JSON; "
          + "please report this together with the scenario file and the seed")
    }
  }

  static func write(_ value: some Encodable) throws { try Console.write(text(value)) }
}
