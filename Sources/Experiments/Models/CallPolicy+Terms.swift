import Operations
import Quantities
import Scenarios
import Statistics

extension CallPolicy {
  /// The rules that a file names, with state of their own under another name if wanted.
  init(_ terms: Policy, named name: String? = nil) throws(ExperimentError) {
    self.init(
      name: name ?? terms.name, timeout: terms.timeout, cancels: terms.cancels,
      retries: try terms.retries.map { retries throws(ExperimentError) in
        try Retries(retries, "policies.\(terms.name).retries")
      },
      breaker: terms.breaker.map {
        CircuitBreaker(
          window: $0.window, threshold: $0.threshold.fraction, openFor: $0.openFor,
          probes: $0.probes)
      }, atOnce: terms.atOnce)
  }
}

extension Retries {
  fileprivate init(_ terms: RetryTerms, _ place: String) throws(ExperimentError) {
    self.init(
      atMost: terms.atMost, pause: try distribution(terms.pause, "\(place).pause"),
      growth: terms.growth, longest: terms.longest, jitter: Jitter(terms.jitter),
      budget: terms.budget.map { RetryBudget(share: $0.share, reserve: $0.reserve) })
  }
}

extension Jitter {
  init(_ named: PauseJitter) {
    switch named {
    case .none: self = .none
    case .equal: self = .equal
    case .full: self = .full
    }
  }
}
