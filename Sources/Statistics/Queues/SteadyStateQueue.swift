/// What every station in steady state tells of itself, whatever its law of arrivals and of service.
///
/// Means over a long time and over all customers that enter. A model states its rate of entry and
/// either times or numbers; Little's law gives the other.
///
/// - Source: Little, A proof for the queuing formula L = λW, Operations Research 9 (1961).
public protocol SteadyStateQueue: Sendable {
  /// Customers that enter [1/s]: all that come, but for those who are turned away at the door.
  var entryRate: Double { get }
  /// Share of the servers that work [1].
  var utilisation: Double { get }
  /// Mean time in queue [s].
  var meanWaitingTime: Double { get }
  /// Mean time in queue and service [s].
  var meanSojournTime: Double { get }
  /// Mean number waiting [1].
  var meanQueueLength: Double { get }
  /// Mean number waiting or in service [1].
  var meanNumberInSystem: Double { get }
}

extension SteadyStateQueue {
  public var meanQueueLength: Double { entryRate * meanWaitingTime }
  public var meanNumberInSystem: Double { entryRate * meanSojournTime }
}

/// A station that has been told its numbers first, such as one solved by its state probabilities.
protocol CountedQueue: SteadyStateQueue {
  /// μ of one server [1/s].
  var serviceRate: Double { get }
}

extension CountedQueue {
  // Where nobody comes, the times are those of a lonely customer.
  public var meanWaitingTime: Double { meanQueueLength > 0 ? meanQueueLength / entryRate : 0 }
  public var meanSojournTime: Double {
    meanNumberInSystem > 0 ? meanNumberInSystem / entryRate : 1 / serviceRate
  }
}
