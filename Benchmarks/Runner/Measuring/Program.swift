/// One thing to run again and again: an engine, a model and a size.
public struct Program: Codable, Equatable, Sendable {
  /// Who runs; the rows of a table.
  public enum Engine: String, Codable, CaseIterable, Sendable {
    case govsim, bare, cimba, line, simpy, salabim, ciw
  }

  /// Its name in the results, such as `simpy mm1`.
  public var name: String
  /// Programs of one family do the same work and run one after the other.
  public var family: String
  /// What it is called in a table, such as `SimPy, process per customer`.
  public var title: String
  public var engine: Engine
  /// Path of the executable and its arguments.
  public var command: [String]

  public init(name: String, family: String, title: String, engine: Engine, command: [String]) {
    self.name = name
    self.family = family
    self.title = title
    self.engine = engine
    self.command = command
  }
}

/// One run of a program in one round, with what came out or why nothing did.
public struct Run: Codable, Equatable, Sendable {
  public var program: String
  /// From 1.
  public var round: Int
  /// When it started, ISO 8601.
  public var startedAt: String
  /// Processor time of the whole process as the system counts it [s]: start, set-up and run.
  public var processSeconds: Double
  public var measurement: Measurement?
  /// Why there is no measurement.
  public var failure: String?

  public init(
    program: String, round: Int, startedAt: String, processSeconds: Double,
    measurement: Measurement?, failure: String?
  ) {
    self.program = program
    self.round = round
    self.startedAt = startedAt
    self.processSeconds = processSeconds
    self.measurement = measurement
    self.failure = failure
  }
}
