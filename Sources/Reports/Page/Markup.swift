/// A piece of a page. Texts are escaped when they become markup, so none can break out of its place;
/// all elements are closed.
struct Markup: Hashable, Sendable {
  private(set) var html: String

  /// A text, escaped.
  init(_ text: String) { html = Self.escaped(text) }

  private init(html: String) { self.html = html }

  static let empty = Markup(html: "")

  /// What is markup already: style, scripts, the page's own characters.
  static func raw(_ html: String) -> Markup { Markup(html: html) }

  static func + (a: Markup, b: Markup) -> Markup { Markup(html: a.html + b.html) }

  static func joined(_ parts: [Markup], separator: String = "\n") -> Markup {
    Markup(html: parts.map(\.html).joined(separator: separator))
  }

  static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: "&<>\"'".utf8.contains) else { return text }
    var escaped = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }
}

extension Markup {
  /// `tag("p", ["class": "note"], [Markup("a < b")])`.
  static func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: [Markup] = []
  ) -> Markup {
    let written = attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
    return Markup(
      html: "<\(name)\(written)>" + children.map(\.html).joined() + "</\(name)>")
  }

  /// An element with a text in it.
  static func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ text: String
  ) -> Markup {
    tag(name, attributes, [Markup(text)])
  }
}
