/// This software.
enum Software {
  /// Semantic version; results carry it.
  static let version = "0.1.0"
}
