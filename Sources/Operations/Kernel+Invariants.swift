// What must hold after every event. Compiled in by `-D GOVSIM_INVARIANTS`; without it the check is
// empty. `make test` runs the tests of the engine and of this model with it.

extension Kernel {
  #if GOVSIM_INVARIANTS
    func checkInvariants() {
      for index in 0..<stations.count { checkStation(index) }
      // All records at each 64th event, so that runs stay linear in practice.
      if loop.firedCount % 64 == 0 { checkRecords() }
    }

    private func checkStation(_ index: Int) {
      precondition((0...stations[index].servers).contains(stations[index].serversUp), "servers up")
      precondition(stations[index].busy >= 0, "nobody serves a negative number")
      precondition(stations[index].busy <= stations[index].serversUp, "servers that are up serve")
      precondition(stations[index].queueLength >= 0, "no negative queue")
      let isIdle = stations[index].busy < stations[index].serversUp
      precondition(!isIdle || stations[index].queueLength == 0, "nobody waits for an idle server")
    }

    /// Each record in the pool is free, in one queue, on one link, or has an event of its own.
    private func checkRecords() {
      var waiting = 0
      for index in 0..<stations.count {
        var (length, record) = (0, stations[index].head)
        while record >= 0 {
          precondition(requests[Int(record)].role != .free, "who waits is alive")
          length += 1
          record = requests[Int(record)].next
        }
        precondition(length == stations[index].queueLength, "a queue counts its calls")
        waiting += length
      }
      var sending = 0
      for index in 0..<links.count { sending += links[index].transfers.count }
      var free = 0
      for index in 0..<requests.count where requests[index].role == .free { free += 1 }
      let alive = requests.count - free
      precondition(waiting + sending <= alive, "who waits or sends is alive")
      precondition(alive - waiting - sending <= loop.pendingCount, "the others have an event")
      precondition(unsettled >= 0, "nothing settles twice")
    }
  #else
    @inline(__always)
    func checkInvariants() {}
  #endif
}
