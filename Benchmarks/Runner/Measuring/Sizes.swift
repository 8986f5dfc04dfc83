/// How much each engine is given to do: half a second to three for the fast ones, less than ten for
/// those in Python.
public struct Sizes: Codable, Equatable, Sendable {
  /// Events that fire, by number of pending events.
  public var holdEvents: [Int: Int]
  /// Events that fire in the slow engines' hold models.
  public var holdEventsInPython: Int
  /// Customers of the single queue, of the fast engines and of Python's.
  public var mm1Customers: Int
  public var mm1CustomersInPython: Int
  /// Customers of the five-station network, of the fast engines and of Python's.
  public var networkCustomers: Int
  public var networkCustomersInPython: Int
  /// Customers of one replication when two cores are held against one.
  public var replicationCustomers: Int
  /// Events of the larger of the two runs whose memory is compared; the smaller has 1e6.
  public var eventsForMemory: Int
  /// Events of the smaller of the two runs whose allocations are compared; the larger has 4 times.
  public var eventsForAllocations: Int

  public static let full = Sizes(
    holdEvents: [
      100: 30_000_000, 1000: 30_000_000, 10_000: 20_000_000, 100_000: 15_000_000,
      1_000_000: 6_000_000,
    ],
    holdEventsInPython: 400_000, mm1Customers: 5_000_000, mm1CustomersInPython: 300_000,
    networkCustomers: 2_000_000, networkCustomersInPython: 100_000,
    replicationCustomers: 1_000_000, eventsForMemory: 100_000_000,
    eventsForAllocations: 2_000_000)

  public static let quick = Sizes(
    holdEvents: [
      100: 4_000_000, 1000: 4_000_000, 10_000: 4_000_000, 100_000: 3_000_000,
      1_000_000: 3_000_000,
    ],
    holdEventsInPython: 100_000, mm1Customers: 1_000_000, mm1CustomersInPython: 50_000,
    networkCustomers: 400_000, networkCustomersInPython: 20_000,
    replicationCustomers: 250_000, eventsForMemory: 10_000_000, eventsForAllocations: 1_000_000)

  /// Numbers of pending events on the curve, least first.
  public var pending: [Int] { holdEvents.keys.sorted() }

  /// Events of the network per customer: one arrival and 2.82339 services (traffic equations).
  public static let networkEventsPerCustomer = 3.82339
}
