import Statistics

/// What chance decides for a request.
extension Kernel {
  /// The name of a request's next draw for a purpose.
  @inline(__always)
  mutating func drawName(_ request: Int, _ draw: DrawKey) -> StreamName {
    let name = requests[request].name
    guard draw.counter >= 0 else { return name.child(draw.purpose) }
    let place = request &* program.counters &+ Int(draw.counter)
    let visit = UInt64(counters[place])
    counters[place] &+= 1
    return name.child(draw.purpose &+ visit &* 0x9e37_79b9_7f4a_7c15)
  }

  @inline(__always)
  mutating func uniform(_ request: Int, _ draw: DrawKey) -> Double {
    drawName(request, draw).uniform
  }

  /// A draw from one of the program's distributions, at least 0.
  mutating func drawn(_ distribution: Int32, _ request: Int, _ draw: DrawKey) -> Double {
    var stream = RandomStream(drawName(request, draw))
    return max(0, program.distributions[Int(distribution)].draw(&stream))
  }

  /// The target of one way, by chance, or −1 for none of them.
  @inline(__always)
  mutating func chosen(from row: TableRow, _ request: Int, _ draw: DrawKey) -> Int32 {
    let u = uniform(request, draw)
    var i = Int(row.first)
    let last = i &+ Int(row.count)
    while i < last {
      if u < program.choices[i].cumulative { return program.choices[i].target }
      i &+= 1
    }
    return -1
  }

  // MARK: The user's own connection

  /// Time on the user's own connection [s].
  mutating func lastMileTime(_ request: Int, _ bits: Double) -> Double {
    drawUserRate(of: request)
    let roundTrip = sources[Int(requests[request].source)].lastMileRoundTrip
    let rate = requests[request].userRate
    return rate > 0 ? roundTrip + bits / rate : roundTrip
  }

  /// Draws the data rate of the user's own connection, unless that was done: the same for all attempts
  /// and branches.
  mutating func drawUserRate(of request: Int) {
    guard requests[request].userRate == 0,
      let rate = sources[Int(requests[request].source)].lastMileRate
    else { return }
    var stream = RandomStream(requests[request].user.child(Purpose.lastMileRate))
    // A connection slower than 1 bit/s is none: a normal distribution may draw below 0.
    requests[request].userRate = max(1, rate.draw(&stream))
  }
}

/// Purposes of draws that do not come from a journey.
enum Purpose {
  static let gaps = StreamName.hash("gaps between candidates")
  static let lastMileRate = StreamName.hash("last mile rate")
  static let faults = StreamName.hash("faults")
  static let outages = StreamName.hash("outages")
  static let patience = StreamName.hash("patience in a queue")
  static let balking = StreamName.hash("balking")
  static let cache = StreamName.hash("cache")
  static let balancing = StreamName.hash("balancing")
  static let fallback = StreamName.hash("falling back")
  static let fallbackDelay = StreamName.hash("time to fall back")
  static let standby = StreamName.hash("standby")
  static let pause = StreamName.hash("pause before a retry")
}
