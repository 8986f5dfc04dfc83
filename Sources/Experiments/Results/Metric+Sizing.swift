extension Metric {
  static let units = Metric(
    "units", "1", "Units", .operations, .neither,
    "Equal units (pods, virtual machines) that a load takes, by a sizing rule.")
  static let processors = Metric(
    "processors", "1", "Processors", .operations, .neither, "Processors of all units.")
  static let processorLimit = Metric(
    "processor_limit", "1", "Processors with headroom", .operations, .neither,
    "Processors of all units and their headroom.")
  static let requests = Metric(
    "requests", "1", "Requests", .operations, .neither, "Requests that came, from the start.")
  static let memory = Metric("memory", "B", "Memory", .operations, .neither, "Memory of all units.")
}

extension MetricCatalogue {
  static let sizing: [Metric] = [.units, .processors, .processorLimit, .memory, .requests]
}
