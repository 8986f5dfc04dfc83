import Experiments
import Foundation
import Testing

@testable import Reports

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct DecisionReportTests {
  private let study = SyntheticStudy(worlds: 6).result()

  @Test func sameStudySameBytes() {
    #expect(
      DecisionReport.html(from: study, chartBundle: "var x;")
        == DecisionReport.html(from: study, chartBundle: "var x;"))
  }

  /// Every element closed, every text escaped: the page also reads as XML.
  @Test(
    arguments: [
      ["today", "silo", "platform"], ["silo", "platform"], ["today", "silo", "platform", "cloud"],
      ["cloud"],
    ])
  func isWellFormed(alternatives: [String]) throws {
    let study = SyntheticStudy(alternatives: alternatives, worlds: 4).result()
    for bundle in [nil, "var vegaEmbed;"] {
      let page = DecisionReport.html(from: study, chartBundle: bundle)
      let ids = page.matches(of: /\bid="([^"]*)"/).map { String($0.1) }
      #expect(Set(ids).count == ids.count)
      #expect(page.matches(of: /href="#([^"]*)"/).allSatisfy { ids.contains(String($0.1)) })
      let parser = XMLParser(data: Data(page.utf8))
      #expect(parser.parse(), "\(parser.parserError.debugDescription) line \(parser.lineNumber)")
    }
    #expect(
      XMLParser(data: Data(DecisionReport.html(from: Blank.study, chartBundle: nil).utf8)).parse())
  }

  @Test func asksNothingOfAnyNetwork() {
    let page = DecisionReport.html(from: study, chartBundle: nil)
    #expect(!page.contains("http://") && !page.contains("https://") && !page.contains("//www"))
    for attribute in ["src=", "srcset=", "@import", "url("] {
      #expect(!page.contains(attribute), "\(attribute)")
    }
    let links = page.matches(of: /href="([^"]*)"/).map { String($0.1) }
    #expect(links.allSatisfy { $0.hasPrefix("#") || $0.hasPrefix("data:text/csv") })
    #expect(page.contains("default-src 'none'") && !page.contains("unsafe-eval"))
  }

  @Test func hostileTextsStayTexts() {
    var study = study
    let attack = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&"
    study.record.title = attack
    study.record.question = attack
    study.record.scenarioText = attack
    study.notes = [attack]
    study.inputs[0].source = attack
    study.record.alternatives[2].title = attack
    study.drivers[0].assumption = attack
    let page = DecisionReport.html(from: study, chartBundle: "var s = '</script>';")
    #expect(!page.contains("alert(1)</script>") && !page.contains("<img"))
    // One script for each chart's spec, the bundle and the page's own.
    #expect(page.matches(of: /<\/script>/).count == 11 + 2)
    #expect(page.contains("&lt;/script&gt;&lt;script&gt;alert(1)"))
  }

  @Test func withoutTheBundleTablesStandOpen() {
    let page = DecisionReport.html(from: study, chartBundle: nil)
    #expect(!page.contains("class=\"picture\"") && !page.contains("class=\"spec\""))
    #expect(page.matches(of: /<details class="data" open="open">/).count == 11)
    let drawn = DecisionReport.html(from: study, chartBundle: "var x;")
    #expect(drawn.matches(of: /<details class="data">/).count == 11)
    #expect(drawn.matches(of: /role="img" aria-label="[^"]{40,}"/).count == 11)
  }

  @Test func saysHowToRepeatAndWhereFrom() {
    let page = DecisionReport.html(from: study, chartBundle: nil)
    for text in [
      "--seed 20240229 --replications 6", "fnv1a-1d2c3b4a59687706", "prices of 2024",
      "Goal missed at the peak hour", "World Factbook &amp; others", "3 % … 12 %",
      "&lt;not real&gt;",
    ] {
      #expect(page.contains(text), "\(text)")
    }
    for input in study.inputs { #expect(page.contains(Markup.escaped(input.path))) }
  }

  /// Every figure of the tables has its computing error beside it, or says why it needs none.
  @Test func noLoneMeans() {
    let page = DecisionReport.html(from: study, chartBundle: nil)
    let means = page.matches(of: /<td[^>]*><span class="mean">([^<]*)<\/span>/).map { String($0.1) }
    #expect(means.count > 100)
    for mean in means {
      let isWhole = mean.contains("±") || mean.contains("in every world") || mean == "not reached"
      // Probabilities carry their interval.
      #expect(isWhole || mean.contains("("), "\(mean)")
    }
  }
}
