import Foundation

/// One run of one model on one engine: the JSON line that every program of the benchmark prints.
///
///     {"engine": "simpy", "version": "4.1.2", "model": "mm1", "events": 400000,
///      "wall_s": 0.9, "cpu_s": 0.9, "events_per_s": 445183, "events_per_cpu_s": 445788}
///
/// Members that are not named here are ignored.
public struct Measurement: Codable, Equatable, Sendable {
  /// A figure of the model beside what theory says.
  public struct Statistic: Codable, Equatable, Sendable {
    /// What it is, such as `mean_sojourn`.
    public var name: String
    /// What the run found [model's unit]; absent when the run was too short to tell.
    public var value: Double?
    /// What queueing theory says [model's unit]; absent where there is none.
    public var theory: Double?

    public init(name: String, value: Double?, theory: Double?) {
      self.name = name
      self.value = value
      self.theory = theory
    }
  }

  /// Name of the engine.
  public var engine: String
  /// Version of the engine; the compiler for the bare loops.
  public var version: String
  /// Name of the model.
  public var model: String
  /// Model events that happened [1].
  public var events: Double
  /// Wall-clock time [s].
  public var wallSeconds: Double
  /// Processor time, all threads [s].
  public var processorSeconds: Double
  /// Events per processor second [1/s]; absent when the run was too short for the clock.
  public var rate: Double?
  /// Largest resident memory of the process [byte].
  public var peakMemory: Double?
  /// The model's figure beside theory.
  public var statistic: Statistic?
  /// Hash over the fired events in order; equal seeds give equal fingerprints.
  public var fingerprint: String?
  /// Time of the last event [model's unit] (bare loops).
  public var finalClock: Double?
  /// Hash over the fired events in any order (bare loops).
  public var checksum: String?

  public init(
    engine: String, version: String, model: String, events: Double, wallSeconds: Double,
    processorSeconds: Double
  ) {
    self.engine = engine
    self.version = version
    self.model = model
    self.events = events
    self.wallSeconds = wallSeconds
    self.processorSeconds = processorSeconds
  }

  enum CodingKeys: String, CodingKey {
    case engine, version, model, events, statistic, fingerprint, checksum
    case wallSeconds = "wall_s"
    case processorSeconds = "cpu_s"
    case rate = "events_per_cpu_s"
    case peakMemory = "peak_rss_bytes"
    case finalClock = "final_clock"
  }
}

extension Measurement {
  /// Reads the last line of a program's output that looks like a JSON object.
  ///
  /// A leading log line of an engine does no harm; an object over several lines is read as a whole.
  ///
  /// - Throws: `MeasuringError.unreadableOutput` with the start of what was found.
  public init(output: String) throws(MeasuringError) {
    let lines = output.split(separator: "\n").map(String.init)
    let candidates = [lines.last { $0.hasPrefix("{") && $0.hasSuffix("}") }, output]
    for case let candidate? in candidates {
      let data = Data(candidate.utf8)
      if let read = try? JSONDecoder().decode(Measurement.self, from: data) {
        self = read
        return
      }
    }
    throw .unreadableOutput(String(output.prefix(200)))
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    engine = try values.decode(String.self, forKey: .engine)
    version = try values.decodeIfPresent(String.self, forKey: .version) ?? "unknown"
    model = try values.decode(String.self, forKey: .model)
    events = try values.decode(Double.self, forKey: .events)
    wallSeconds = try values.decode(Double.self, forKey: .wallSeconds)
    processorSeconds = try values.decode(Double.self, forKey: .processorSeconds)
    rate = try values.decodeIfPresent(Double.self, forKey: .rate)
    peakMemory = try values.decodeIfPresent(Double.self, forKey: .peakMemory)
    statistic = try values.decodeIfPresent(Statistic.self, forKey: .statistic)
    fingerprint = Self.text(in: values, .fingerprint)
    finalClock = try values.decodeIfPresent(Double.self, forKey: .finalClock)
    checksum = Self.text(in: values, .checksum)
  }

  /// A hash may come as text or as a number.
  private static func text(
    in values: KeyedDecodingContainer<CodingKeys>, _ key: CodingKeys
  ) -> String? {
    if let text = try? values.decode(String.self, forKey: key) { return text }
    return (try? values.decode(UInt64.self, forKey: key)).map(String.init)
  }
}
