// What must hold after every change. Compiled in by `-D GOVSIM_INVARIANTS`; without it the checks
// are empty. `make test` runs the tests of the engine and of the operations model with them.

extension EventLoop {
  #if GOVSIM_INVARIANTS
    @usableFromInline @inline(never)
    func checkInvariants() {
      precondition(deadCount >= 0 && deadCount * 2 <= calendar.count, "dead events below half")
      if !calendar.isEmpty && !firstIsSpent {
        precondition(handles.isAlive(calendar.first), "the first event is alive")
        precondition(calendar.first.time >= clock, "nothing is pending in the past")
      }
      // All entries as rarely as there are entries, so that the run stays linear.
      if Int(nextTag / Event.sequenceStep) % max(64, calendar.count) == 0 {
        calendar.checkInvariants()
      }
    }
  #else
    @inlinable @inline(__always)
    func checkInvariants() {}
  #endif
}

#if GOVSIM_INVARIANTS
  extension EventCalendar {
    func checkInvariants() {
      near.checkInvariants()
      precondition(!near.isEmpty || far.count == 0, "the heap has the first event")
      precondition(nearEnd < .infinity || far.count == 0, "no ladder, no far events")
      var latest = 0.0
      for i in QuaternaryHeap.root..<near.end { latest = max(latest, near.node[i].time) }
      far.checkInvariants(after: latest)
    }
  }

  extension QuaternaryHeap {
    func checkInvariants() {
      for i in stride(from: Self.root + 1, to: end, by: 1) {
        precondition(node[i / 4 + 2].key < node[i].key, "no child before its parent")
      }
      for i in end..<node.count { precondition(node[i].tag == .max, "nothing after the last") }
    }
  }

  extension Ladder {
    func checkInvariants(after latest: Double) {
      var total = top.count
      for rung in 0..<depth {
        var held = 0
        for index in 0..<rungs[rung].bucketCount where rungs[rung].buckets[index].count > 0 {
          precondition(index > rungs[rung].current, "buckets gone by are empty")
          let (low, high) = chunks.span(of: rungs[rung].buckets[index])
          // Strictly: events of equal time are together, wherever they are.
          precondition(low > latest, "the heap comes before the rungs")
          precondition(high < topStart, "the rungs come before the top")
          held += Int(rungs[rung].buckets[index].count)
        }
        precondition(held == rungs[rung].count, "a rung counts its events")
        total += held
      }
      for i in 0..<top.count {
        precondition(top[i].time >= topStart && top[i].time > latest, "the top comes last")
      }
      precondition(total == count, "the ladder counts its events")
    }
  }
#endif
