import Quantities
import Statistics

/// A time series while it is recorded.
struct SeriesState {
  /// [s].
  let bucket: Double
  /// When the bucket at hand began [s].
  var beganAt = 0.0
  /// Buckets that have ended [1].
  var ended = 0
  var groups: [GroupRecorder]
  var stations: [StationRecorder]
  var links: [LinkRecorder]

  init(bucket: Double, stations: Int, groups: Int, links: Int) {
    self.bucket = bucket
    self.groups = Array(repeating: GroupRecorder(), count: groups)
    self.stations = Array(repeating: StationRecorder(), count: stations)
    self.links = Array(repeating: LinkRecorder(), count: links)
  }

  struct GroupRecorder {
    var arrivals = 0
    var completions = 0
    var late = 0
    var failures = SIMD8<Int>()
    var sojourn = Moments()
    var sojourns = LogHistogram()
    var buckets: [GroupBucket] = []

    /// Ends the bucket at hand.
    mutating func close() {
      buckets.append(
        GroupBucket(
          arrivals: arrivals, completions: completions, late: late,
          failures: FailureCounts(failures), sojournTime: sojourn.observedMean,
          sojournP50: sojourns.observedQuantile(0.5), sojournP95: sojourns.observedQuantile(0.95),
          sojournP99: sojourns.observedQuantile(0.99)))
      (arrivals, completions, late, failures, sojourn) = (0, 0, 0, SIMD8(), Moments())
      sojourns.removeAll()
    }
  }

  struct StationRecorder {
    /// Figures of the station's meter when the bucket at hand began.
    var before = StationCount()
    var sojourns = LogHistogram()
    var buckets: [StationBucket] = []

    mutating func close(_ now: StationCount, length: Double) {
      let serverTime = now.serverTime - before.serverTime
      buckets.append(
        StationBucket(
          arrivals: now.arrivals - before.arrivals,
          completions: now.completions - before.completions,
          blocked: now.blocked - before.blocked, abandoned: now.gaveUp - before.gaveUp,
          failed: now.failed - before.failed, callsAtStart: before.calls, callsAtEnd: now.calls,
          utilisation: serverTime > 0 ? (now.busyTime - before.busyTime) / serverTime : 0,
          queueLength: (now.waitingTime - before.waitingTime) / length,
          sojournP50: sojourns.observedQuantile(0.5), sojournP95: sojourns.observedQuantile(0.95),
          sojournP99: sojourns.observedQuantile(0.99)))
      before = now
      sojourns.removeAll()
    }
  }

  struct LinkRecorder {
    var before = LinkCount()
    var buckets: [LinkBucket] = []

    /// - Parameter capacity: of each direction [bit/s].
    mutating func close(
      _ now: LinkCount, length: Double, _ capacity: (there: Double, back: Double)
    ) {
      let there = (now.carriedThere - before.carriedThere) / (length * capacity.there)
      let back = (now.carriedBack - before.carriedBack) / (length * capacity.back)
      buckets.append(
        LinkBucket(
          utilisation: max(there, back), transfers: now.transfers - before.transfers,
          load: (now.bits - before.bits) / length))
      before = now
    }
  }

  /// What a station has counted so far in the window.
  struct StationCount {
    var arrivals = 0
    var completions = 0
    var blocked = 0
    var gaveUp = 0
    var failed = 0
    /// Calls there now [1].
    var calls = 0
    /// Server-seconds at work and there, and call-seconds waiting.
    var busyTime = 0.0
    var serverTime = 0.0
    var waitingTime = 0.0

    mutating func add(_ meter: StationMeter) {
      arrivals += meter.arrivals
      completions += meter.completions
      blocked += meter.blocked
      gaveUp += meter.gaveUp
      failed += meter.failed
      busyTime += meter.busyTime
      waitingTime += meter.waitingTime
    }
  }

  /// What a link has counted so far in the window.
  struct LinkCount {
    var transfers = 0
    var bits = 0.0
    /// In each direction [bit].
    var carriedThere = 0.0
    var carriedBack = 0.0
  }

  /// What was recorded.
  var result: TimeSeries {
    TimeSeries(
      bucket: TimeSpan(seconds: bucket), stations: stations.map(\.buckets),
      groups: groups.map(\.buckets), links: links.map(\.buckets))
  }
}
