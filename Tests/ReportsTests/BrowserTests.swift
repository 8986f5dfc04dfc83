import Foundation
import TestSupport
import Testing

@testable import Reports

/// The page in a real browser, where Chromium and the chart bundle are installed.
@Suite(.enabled(if: Browser.isReady), .serialized) struct BrowserTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("govsim-browser-\(UUID().uuidString)")

  private func page(_ alternatives: [String]) throws -> URL {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let study = SyntheticStudy(alternatives: alternatives, worlds: 12).mapped()
    let html = DecisionReport.html(from: study, chartBundle: Browser.bundle)
    let url = folder.appendingPathComponent("report.html")
    try Data(html.utf8).write(to: url)
    return url
  }

  /// All charts drawn, with marks in them; no error, no refused request on the console.
  @Test(arguments: [["today", "silo", "platform"], ["today", "silo", "platform", "cloud"]])
  func drawsEveryChart(alternatives: [String]) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let url = try page(alternatives)
    let (dom, log) = try Browser.run(["--dump-dom", url.absoluteString], profile: folder)
    // Also a refused request would be on the console, for the page's policy allows none.
    let complaints = log.split(separator: "\n").filter { $0.contains("CONSOLE") }
    #expect(complaints.isEmpty)
    let drawn = dom.split(separator: "<figure ").dropFirst().map { Drawing(String($0)) }
    #expect(
      drawn.map(\.id) == [
        "decision", "cost-over-years", "cost-by-category", "time-to-market", "services-live",
        "load", "sojourn", "utilisation", "digital-share", "drivers", "break-even",
      ] + ["map-pvc", "map-npv"].map { alternatives.count > 3 ? "\($0)-platform" : $0 })
    for drawing in drawn { #expect(drawing.isWhole, "\(drawing)") }
  }

  /// What the browser made of one chart.
  private struct Drawing {
    var id: String
    var pictures: Int
    /// Mark layers that hold something.
    var layers: Int
    var hasBadNumbers: Bool

    var isWhole: Bool { pictures == 1 && layers >= 2 && !hasBadNumbers }

    init(_ figure: String) {
      id = figure.firstMatch(of: /\bid="([^"]*)"/).map { String($0.1) } ?? ""
      let picture = figure.split(separator: "<script").first ?? ""
      pictures = picture.matches(of: /<svg [^>]*class="marks"/).count
      layers = picture.matches(of: /role-mark [^>]*><(g|path|line|text)/).count
      hasBadNumbers = picture.contains("NaN") || picture.contains("undefined")
    }
  }

  @Test func printsOnPaper() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let url = try page(["today", "silo", "platform"])
    let paper = folder.appendingPathComponent("report.pdf")
    _ = try Browser.run(
      ["--no-pdf-header-footer", "--print-to-pdf=\(paper.path)", url.absoluteString],
      profile: folder)
    let bytes = try Data(contentsOf: paper)
    #expect(bytes.starts(with: Array("%PDF".utf8)))
    let text = String(decoding: bytes, as: UTF8.self)
    let pages = text.matches(of: /\/Type \/Page\b/).count
    #expect((6...12).contains(pages), "\(pages) pages")
  }
}

enum Browser {
  private static let path = "/usr/bin/chromium"
  static let bundle = ChartBundle.load(Repository.url(ChartBundle.path))
  static let isReady = bundle != nil && FileManager.default.isExecutableFile(atPath: path)

  /// What it wrote to its two outputs. It is ended after two minutes at most.
  static func run(_ arguments: [String], profile: URL) throws -> (output: String, log: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments =
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--v=0",
        "--user-data-dir=\(profile.appendingPathComponent("profile").path)",
        "--virtual-time-budget=10000", "--timeout=120000",
      ] + arguments
    let output = profile.appendingPathComponent("output")
    let log = profile.appendingPathComponent("log")
    for url in [output, log] { try Data().write(to: url) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: log)
    try process.run()
    process.waitUntilExit()
    let read = { (url: URL) in String(decoding: try Data(contentsOf: url), as: UTF8.self) }
    return (try read(output), try read(log))
  }
}
