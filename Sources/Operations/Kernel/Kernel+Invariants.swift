// What must hold after every event. Compiled in by `-D GOVSIM_INVARIANTS`; without it the check is
// empty. `make test` runs the tests of the engine and of this model with it.

extension Kernel {
  #if GOVSIM_INVARIANTS
    func checkInvariants() {
      for index in 0..<stations.count { checkStation(index) }
      // All records as rarely as there are records, so that runs stay linear.
      if loop.firedCount % max(64, requests.count) == 0 { checkRecords() }
    }

    private func checkStation(_ index: Int) {
      precondition((0...stations[index].servers).contains(stations[index].serversUp), "servers up")
      precondition(stations[index].servers <= stations[index].mostServers, "servers there")
      precondition(stations[index].busy >= 0, "nobody serves a negative number")
      let atMost =
        stations[index].capacity.changesNumber
        ? stations[index].mostServers : stations[index].serversUp
      precondition(stations[index].busy <= atMost, "servers that are up serve, or finish")
      precondition(stations[index].queueLength >= 0, "no negative queue")
      precondition(stations[index].followers >= 0, "no negative batch")
      checkContention(index)
      if stations[index].sharesServers { return }
      let isIdle = stations[index].busy < stations[index].serversUp
      precondition(!isIdle || stations[index].queueLength == 0, "nobody waits for an idle server")
    }

    private func checkContention(_ index: Int) {
      let sharer = Int(stations[index].sharer)
      if sharer < 0 { return }
      let serving = sharers[sharer].jobs.count
      precondition(serving <= stations[index].calls, "who is in service takes a server")
      let pace = stations[index].contention?.speed(calls: stations[index].calls) ?? 1
      precondition(serving == 0 || sharers[sharer].pace == pace, "all calls slow each other down")
      let standsStill = serving == 0 || stations[index].serversUp == 0
      precondition(standsStill || sharers[sharer].dueAt < .infinity, "some service ends next")
    }

    /// Each record in the pool is free, in one queue, on one link, or has an event of its own.
    private func checkRecords() {
      var (waiting, followers) = (0, 0)
      for index in 0..<stations.count {
        followers += stations[index].followers
        if stations[index].sharesServers { continue }
        var length = 0
        for queue in 0..<Int(stations[index].queueCount) {
          length += checkedLength(of: Int(stations[index].firstQueue) + queue)
        }
        precondition(length == stations[index].queueLength, "a station counts those who wait")
        waiting += length
      }
      for index in 0..<stations.count where stations[index].tracksServers { checkServers(index) }
      var sending = 0
      for index in 0..<sharers.count { sending += sharers[index].jobs.count }
      for index in 0..<flows.classes.count { sending += flows.classes[index].flows.count }
      var parents = 0
      var doors = 0
      var free = 0
      var holding = 0
      for index in 0..<requests.count {
        let request = requests[index]
        if request.role == .free { free += 1; continue }
        for slot in 0..<Int(request.holds) {
          let hold = holds[index * program.holds + slot]
          if hold.station < 0 { continue }
          // A server that failed or was taken away is kept no more.
          let isLost = stations[Int(hold.station)].tracksServers && hold.server < 0
          holding += isLost ? 0 : 1
        }
        doors += request.state == .atDoor ? 1 : 0
        if request.child >= 0 {
          precondition(request.state == .waiting, "who waits for others does nothing else")
          precondition(
            requests[Int(request.child)].parent == Int32(index), "a child knows its parent")
          parents += 1
        }
      }
      let alive = requests.count - free - parents - doors
      precondition(waiting + sending + followers <= alive, "who waits or sends is alive")
      let byThemselves = alive - waiting - sending - followers
      precondition(byThemselves <= loop.pendingCount, "the others have an event")
      precondition(ready.isEmpty, "who was made ready went on")
      precondition(self.doors.isEmpty, "who could be let in was")
      var busy = 0
      for index in 0..<stations.count { busy += stations[index].busy }
      precondition(holding <= busy, "who keeps a server keeps a busy one")
      precondition(unsettled >= 0, "nothing settles twice")
    }

    private func checkServers(_ index: Int) {
      let first = Int(stations[index].firstServer)
      var (up, busy, idle) = (0, 0, 0)
      for server in first..<first + stations[index].mostServers {
        let isUsable = servers[server].isUp && servers[server].isHere
        up += isUsable ? 1 : 0
        busy += servers[server].request >= 0 ? 1 : 0
        idle += isUsable && servers[server].request < 0 ? 1 : 0
      }
      precondition(up == stations[index].serversUp, "a station counts those that are up")
      precondition(busy == stations[index].busy, "a station counts those that are busy")
      var server = Int(stations[index].idle)
      while server >= 0 {
        precondition(servers[server].isUp && servers[server].isHere, "who is idle is there")
        (idle, server) = (idle - 1, Int(servers[server].nextIdle))
      }
      precondition(idle == 0, "who is idle can be found")
    }

    private func checkedLength(of queue: Int) -> Int {
      var (length, record, before) = (0, queues[queue].head, Int32(-1))
      while record >= 0 {
        precondition(requests[Int(record)].role != .free, "who waits is alive")
        precondition(requests[Int(record)].previous == before, "a queue leads back, too")
        length += 1
        (before, record) = (record, requests[Int(record)].next)
      }
      precondition(queues[queue].tail == before, "a queue ends with its last")
      return length
    }
  #else
    @inline(__always)
    func checkInvariants() {}
  #endif
}
