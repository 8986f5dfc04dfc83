import Foundation

/// The JavaScript that draws the charts: Vega, Vega-Lite and vega-embed in one file, which
/// `scripts/fetch-charts` fetches at set-up.
public enum ChartBundle {
  /// Where the file lies below the project's folder.
  public static let path = "charts/vega-bundle.js"

  /// The text of the file, or `nil` when it is missing or is no bundle: reports then have tables.
  ///
  /// - Parameter url: of the file itself.
  public static func load(_ url: URL) -> String? {
    guard let text = try? String(contentsOf: url, encoding: .utf8), text.contains("vegaEmbed")
    else { return nil }
    return text
  }
}
