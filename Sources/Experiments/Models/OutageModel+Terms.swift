import Operations
import Scenarios
import Statistics

extension OutageModel {
  /// An outage as a file states it.
  ///
  /// - Parameters:
  ///   - name: from which its draws are keyed.
  ///   - stations, links: what it hits, by index.
  init(
    _ terms: Outage, name: String, stations: [Int], links: [Int]
  ) throws(ExperimentError) {
    let pattern: Pattern
    switch terms.pattern {
    case .once(let at, let lasts): pattern = .once(at: at, length: lasts)
    case .every(let period, let from, let lasts):
      pattern = .every(period, from: from, length: lasts)
    case .random(let between, let repair):
      pattern = .random(
        meanTimeBetween: between,
        repairTime: try distribution(repair, "outages.\(terms.name).repair_time"))
    }
    self.init(
      name: name, stations: stations, links: links, pattern: pattern, left: terms.left.fraction,
      restore: terms.restore.map { (after: $0.after, share: $0.share.fraction) },
      losesWork: terms.losesWork)
  }
}
