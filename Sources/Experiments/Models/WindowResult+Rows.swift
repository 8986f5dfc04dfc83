import Operations
import Quantities

extension WindowResult {
  /// Rows of every stream of demand, station, link and policy.
  ///
  /// - Parameter entities: of the model, whose names the rows have.
  func rows(
    of model: NetworkModel, length: TimeSpan, _ entities: [ModelEntity],
    into series: inout RowSeries
  ) {
    func named(_ kind: ModelEntity.Kind) -> [String] {
      entities.filter { $0.kind == kind }.map(\.name)
    }
    for (result, name) in zip(groups + [all], named(.stream)) {
      series.add(result.values(length), entity: name)
    }
    for (index, name) in named(.station).enumerated() {
      series.add(stations[index].values(length), entity: name)
      let station = model.stations[index]
      guard !station.shifts.isEmpty || station.scaling != nil else { continue }
      series.add(stations[index].capacity, entity: name)
    }
    for (result, name) in zip(links, named(.link)) {
      series.add(result.values(length), entity: name)
    }
    for (result, name) in zip(policies, named(.policy)) {
      series.add(result.values(length), entity: name)
    }
  }
}

extension RowSeries {
  fileprivate mutating func add(_ values: [(Metric, Double?)], entity: String) {
    for (metric, value) in values { add(metric, value, entity: entity) }
  }
}

extension StationResult {
  fileprivate func values(_ length: TimeSpan) -> [(Metric, Double?)] {
    let served = arrivals > 0 ? 1 - blockingShare - abandonmentShare : nil
    return [
      (.arrivals, Double(arrivals) / length.seconds), (.throughput, throughput),
      (.utilisation, utilisation), (.queueLength, queueLength),
      (.numberInSystem, numberInSystem), (.waitingTime, waitingTime),
      (.sojournTime, sojournTime), (.sojournP50, sojournP50), (.sojournP95, sojournP95),
      (.sojournP99, sojournP99), (.completionShare, served), (.blockingShare, blockingShare),
      (.abandonmentShare, abandonmentShare), (.balkingShare, balkingShare),
      (.limitedShare, limitedShare), (.hitShare, hitShare), (.expiredShare, expiredShare),
      (.lostShare, lostShare),
      (.numberOutside, numberOutside), (.serversDownShare, serversDownShare),
    ]
  }
}

extension StationResult {
  /// What only a station says whose number of servers changes.
  fileprivate var capacity: [(Metric, Double?)] {
    [
      (.serversThere, serversInstalled), (.serversPaid, serversPaid),
      (.serverChanges, Double(serverChanges)),
    ]
  }
}

extension LinkResult {
  fileprivate func values(_ length: TimeSpan) -> [(Metric, Double?)] {
    return [
      (.utilisation, utilisation), (.sojournTime, transferTime),
      (.transfers, Double(transfers) / length.seconds), (.utilisationThere, there.utilisation),
      (.utilisationBack, back.utilisation), (.loadThere, there.load), (.loadBack, back.load),
      (.boundShareThere, there.boundShare), (.boundShareBack, back.boundShare),
    ]
  }
}

extension GroupResult {
  fileprivate func values(_ length: TimeSpan) -> [(Metric, Double?)] {
    func share(_ count: Int) -> Double? {
      arrivals > 0 ? Double(count) / Double(arrivals) : nil
    }
    return [
      (.arrivals, Double(arrivals) / length.seconds),
      (.throughput, Double(completions) / length.seconds), (.sojournTime, sojournTime),
      (.sojournP50, sojournP50), (.sojournP95, sojournP95), (.sojournP99, sojournP99),
      (.completionShare, completionShare), (.lateShare, share(late)),
      (.blockingShare, share(failures.blocked)), (.abandonmentShare, share(failures.abandoned)),
      (.timeoutShare, share(failures.timedOut)), (.limitedShare, share(failures.limited)),
      (.brokenShare, share(failures.broken)), (.expiredShare, share(failures.expired)),
      (.lostShare, share(failures.lost)), (.unfinishedShare, share(unfinished)),
      (.fallbackShare, share(fallbacks)), (.overflowShare, share(overflow)),
    ]
  }
}

extension PolicyResult {
  fileprivate func values(_ length: TimeSpan) -> [(Metric, Double?)] {
    func perSecond(_ count: Int) -> Double { Double(count) / length.seconds }
    func perCall(_ count: Int) -> Double? { calls > 0 ? Double(count) / Double(calls) : nil }
    return [
      (.calls, perSecond(calls)), (.attemptsPerCall, perCall(attempts)),
      (.retries, perSecond(retries)), (.timeouts, perSecond(timeouts)),
      (.failedCallShare, perCall(failedCalls)), (.breakerRefusals, perSecond(refusedByBreaker)),
      (.bulkheadRefusals, perSecond(refusedByBulkhead)),
      (.breakerOpenings, Double(breakerOpenings)),
    ]
  }
}
