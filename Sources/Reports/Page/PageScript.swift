/// The few lines of the page's own JavaScript.
enum PageScript {
  /// Draws each chart from the spec beside it; where that fails, opens its table. Opens all tables for
  /// printing. Uses no `eval` (Vega's expressions are interpreted) and asks nothing of any network.
  static let drawing = """
    (function () {
      "use strict";
      function openTable(figure) {
        var details = figure.querySelector("details");
        if (details) { details.open = true; }
      }
      document.querySelectorAll("figure.chart").forEach(function (figure) {
        var picture = figure.querySelector(".picture");
        var spec = figure.querySelector("script.spec");
        if (!picture || !spec) { return; }
        if (typeof window.vegaEmbed !== "function") { openTable(figure); return; }
        var options = { mode: "vega-lite", ast: true, renderer: "svg", actions: false };
        window.vegaEmbed(picture, JSON.parse(spec.textContent), options).catch(function (error) {
          picture.textContent = "The chart could not be drawn: " + error.message;
          openTable(figure);
        });
      });
      var opened = [];
      window.addEventListener("beforeprint", function () {
        opened = Array.from(document.querySelectorAll("details.data:not([open])"));
        opened.forEach(function (details) { details.open = true; });
      });
      window.addEventListener("afterprint", function () {
        opened.forEach(function (details) { details.open = false; });
      });
    })();
    """

  /// A script's text as it may stand between script tags: nothing in it ends the element. In JavaScript
  /// these character runs occur in strings only, where the backslash changes nothing.
  static func inline(_ script: String) -> String {
    ["script", "SCRIPT", "Script"].reduce(script) { text, name in
      text.split(separator: "</\(name)", omittingEmptySubsequences: false)
        .joined(separator: "<\\/\(name)")
    }
  }
}
