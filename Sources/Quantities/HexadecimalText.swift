extension FixedWidthInteger where Self: UnsignedInteger {
  /// All hexadecimal digits of the word, leading zeros included: `00ff` for `UInt16(255)`.
  public var hexadecimal: String {
    let digits = String(self, radix: 16)
    return String(repeating: "0", count: Self.bitWidth / 4 - digits.count) + digits
  }
}
