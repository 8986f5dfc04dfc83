/// What every page has around its body: one file that asks nothing of any network, with its own style
/// and scripts.
struct PageShell {
  var title: String
  /// Such as `govsim 0.1.0`.
  var generator: String
  /// Lets the page's own scripts run, and no other.
  var nonce: String
  var chartBundle: String?

  func html(_ body: [Markup]) -> String {
    "<!DOCTYPE html>\n"
      + Markup.tag(
        "html", ["lang": "en"], [head, Markup.tag("body", [:], [.joined(body + [scripts])])]
      ).html + "\n"
  }

  private var head: Markup {
    let policy =
      "default-src 'none'; script-src 'nonce-\(nonce)'; style-src 'unsafe-inline'; img-src data:; "
      + "base-uri 'none'; form-action 'none'"
    return .tag(
      "head", [:],
      [
        .raw("<meta charset=\"utf-8\" />"),
        .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\" />"),
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />"),
        .raw("<meta name=\"generator\" content=\"\(Markup.escaped(generator))\" />"),
        .tag("title", [:], title),
        .tag("style", [:], [.raw(PageStyle.css)]),
      ])
  }

  private var scripts: Markup {
    let texts = [chartBundle, PageScript.drawing].compactMap { $0 }
    return .joined(
      texts.map { .tag("script", ["nonce": nonce], [.raw(PageScript.inline($0))]) })
  }
}
