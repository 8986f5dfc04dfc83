import EventEngine

/// Working out max-min fair rates.
///
/// Functions that change nothing are inlined: a call would copy the whole structure first, as
/// for any borrowed value that others could change meanwhile.
extension FlowNetwork {
  /// New rates after flows of a class, at least one of which is left, started or ended.
  mutating func shareOut(around flowClass: Int) {
    changed.append(Int32(truncatingIfNeeded: flowClass))
    if isAlone(flowClass) { return shareAlone(flowClass) }
    if fitsAtCap(flowClass) { return grantCap(flowClass) }
    beginPass()
    choose(flowClass)
    workOut()
  }

  /// New rates after a link's capacity changed.
  mutating func shareOut(over link: Int) {
    let allocated = links[link].allocated
    let wasFull = links[link].isFull
    links[link].isFull = links[link].isFilled(by: allocated)
    guard wasFull || links[link].isFull else { return }
    beginPass()
    touch(link)
    chooseAll(over: link)
    workOut()
  }

  /// The last flow of a class has ended: it leaves its links.
  mutating func deactivate(_ flowClass: Int) {
    changed.append(Int32(truncatingIfNeeded: flowClass))
    let load = classes[flowClass].load
    (classes[flowClass].rate, classes[flowClass].load) = (0, 0)
    let hopRange = classes[flowClass].firstHop..<classes[flowClass].endHop
    var movesOthers = false
    for hop in hopRange {
      unlink(hop)
      let link = Int(hops[hop].link)
      if links[link].isFull && links[link].classes > 0 { movesOthers = true }
    }
    if !movesOthers {
      for hop in hopRange { changeLoad(of: Int(hops[hop].link), by: -load) }
      return
    }
    beginPass()
    for hop in hopRange {
      let link = Int(hops[hop].link)
      touch(link)
      links[link].draft.outside -= load
    }
    workOut()
  }

  // MARK: The common cases

  @inline(__always)
  private func isAlone(_ flowClass: Int) -> Bool {
    for hop in classes[flowClass].firstHop..<classes[flowClass].endHop
    where links[Int(hops[hop].link)].classes > 1 {
      return false
    }
    return true
  }

  /// Egalitarian sharing of the narrowest link; the class and its links are settled.
  private mutating func shareAlone(_ flowClass: Int) {
    let flows = Double(classes[flowClass].flows.count)
    let hopRange = classes[flowClass].firstHop..<classes[flowClass].endHop
    var rate = classes[flowClass].cap
    for hop in hopRange { rate = min(rate, links[Int(hops[hop].link)].capacity / flows) }
    let load = rate * flows
    (classes[flowClass].rate, classes[flowClass].load) = (rate, load)
    for hop in hopRange {
      let link = Int(hops[hop].link)
      links[link].allocated = load
      links[link].isFull = links[link].isFilled(by: load)
    }
  }

  /// Whether a class has its cap, or can have it, without filling a link or moving others.
  @inline(__always)
  private func fitsAtCap(_ flowClass: Int) -> Bool {
    let rate = classes[flowClass].rate
    guard rate == classes[flowClass].cap || (rate == 0 && classes[flowClass].cap < .infinity)
    else { return false }
    let load = classes[flowClass].cap * Double(classes[flowClass].flows.count)
    let more = load - classes[flowClass].load
    for hop in classes[flowClass].firstHop..<classes[flowClass].endHop {
      let link = Int(hops[hop].link)
      if links[link].isFull || links[link].isFilled(by: links[link].allocated + more) {
        return false
      }
    }
    return true
  }

  private mutating func grantCap(_ flowClass: Int) {
    let load = classes[flowClass].cap * Double(classes[flowClass].flows.count)
    let more = load - classes[flowClass].load
    (classes[flowClass].rate, classes[flowClass].load) = (classes[flowClass].cap, load)
    for hop in classes[flowClass].firstHop..<classes[flowClass].endHop {
      changeLoad(of: Int(hops[hop].link), by: more)
    }
  }

  // MARK: Who takes part

  private mutating func beginPass() {
    pass += 1
    chosen.removeAll()
    touched.removeAll()
  }

  /// A link takes part, at first as a limit only.
  private mutating func touch(_ link: Int) {
    guard links[link].draft.pass != pass else { return }
    links[link].settle(at: now)
    links[link].draft = LinkDraft(pass: pass, outside: links[link].allocated)
    touched.append(Int32(truncatingIfNeeded: link))
  }

  /// A class takes part, and its links.
  private mutating func choose(_ flowClass: Int) {
    guard classes[flowClass].pass != pass else { return }
    classes[flowClass].pass = pass
    chosen.append(Int32(truncatingIfNeeded: flowClass))
    for hop in classes[flowClass].firstHop..<classes[flowClass].endHop {
      let link = Int(hops[hop].link)
      touch(link)
      links[link].draft.outside -= classes[flowClass].load
    }
  }

  /// All classes that cross a link take part.
  private mutating func chooseAll(over link: Int) {
    links[link].draft.isWhole = true
    var hop = links[link].firstHop
    while hop >= 0 {
      choose(Int(hops[Int(hop)].flowClass))
      hop = hops[Int(hop)].next
    }
    links[link].draft.outside = 0
  }

  /// Full links bring in all classes that cross them, whose full links bring in more.
  private mutating func chooseAllOverFullLinks() {
    var i = 0
    while i < touched.count {
      let link = Int(touched[i])
      if links[link].isFull && !links[link].draft.isWhole { chooseAll(over: link) }
      i += 1
    }
  }

  // MARK: Rates

  private mutating func workOut() {
    repeat {
      chooseAllOverFullLinks()
      fill()
    } while noteFilledLinks()
    for i in 0..<chosen.count { settleRate(of: Int(chosen[i])) }
    for i in 0..<touched.count { settleLoad(of: Int(touched[i])) }
  }

  /// Whether a link became full that was a limit only: others have to give way there.
  private mutating func noteFilledLinks() -> Bool {
    var hasFilled = false
    for i in 0..<touched.count {
      let link = Int(touched[i])
      let draft = links[link].draft
      if draft.isWhole || links[link].classes == 0 { continue }
      guard links[link].isFilled(by: draft.outside + draft.fixed) else { continue }
      links[link].isFull = true
      hasFilled = true
    }
    return hasFilled
  }

  /// Finds the rates of the chosen classes, in rounds. In each, a class whose cap is no more than the fair
  /// share on all its links gets it; and where a link's share is the smallest for all flows that cross
  /// it, they get that share.
  private mutating func fill() {
    open.removeAll()
    for i in 0..<touched.count {
      let link = Int(touched[i])
      (links[link].draft.fixed, links[link].draft.openFlows) = (0, 0)
    }
    for i in 0..<chosen.count {
      open.append(chosen[i])
      let flowClass = Int(chosen[i])
      for hop in classes[flowClass].firstHop..<classes[flowClass].endHop {
        links[Int(hops[hop].link)].draft.openFlows += classes[flowClass].flows.count
      }
    }
    while !open.isEmpty { fillOnce() }
  }

  private mutating func fillOnce() {
    for i in 0..<touched.count {
      let link = Int(touched[i])
      guard links[link].draft.openFlows > 0 else { continue }
      links[link].draft.share = links[link].fairShare
      links[link].draft.isLoose = false
    }
    for i in 0..<open.count { propose(Int(open[i])) }
    var left = 0
    for i in 0..<open.count {
      let flowClass = open[i]
      if isSettled(Int(flowClass)) {
        fix(Int(flowClass))
      } else {
        open[left] = flowClass
        left += 1
      }
    }
    open.truncate(to: left)
  }

  /// The smallest of a class's cap and fair shares; where that is below a link's share, the link's other
  /// flows will get more.
  private mutating func propose(_ flowClass: Int) {
    let hopRange = classes[flowClass].firstHop..<classes[flowClass].endHop
    var rate = classes[flowClass].cap
    for hop in hopRange { rate = min(rate, links[Int(hops[hop].link)].draft.share) }
    for hop in hopRange where links[Int(hops[hop].link)].draft.share > rate {
      links[Int(hops[hop].link)].draft.isLoose = true
    }
    classes[flowClass].newRate = rate
  }

  /// Whether a class is at its cap, or a link on its way gives no more to anyone.
  @inline(__always)
  private func isSettled(_ flowClass: Int) -> Bool {
    let rate = classes[flowClass].newRate
    if rate == classes[flowClass].cap { return true }
    for hop in classes[flowClass].firstHop..<classes[flowClass].endHop {
      let draft = links[Int(hops[hop].link)].draft
      if draft.share == rate && !draft.isLoose { return true }
    }
    return false
  }

  private mutating func fix(_ flowClass: Int) {
    let flows = classes[flowClass].flows.count
    let load = classes[flowClass].newRate * Double(flows)
    for hop in classes[flowClass].firstHop..<classes[flowClass].endHop {
      let link = Int(hops[hop].link)
      links[link].draft.fixed += load
      links[link].draft.openFlows -= flows
    }
  }

  // MARK: Putting rates into force

  private mutating func settleRate(of flowClass: Int) {
    let rate = classes[flowClass].newRate
    classes[flowClass].load = rate * Double(classes[flowClass].flows.count)
    guard rate != classes[flowClass].rate else { return }
    classes[flowClass].settle(at: now)
    classes[flowClass].rate = rate
    if changed.isEmpty || Int(changed[0]) != flowClass {
      changed.append(Int32(truncatingIfNeeded: flowClass))
    }
  }

  private mutating func settleLoad(of link: Int) {
    let draft = links[link].draft
    if draft.isWhole { links[link].drift = -1 }
    setLoad(of: link, to: draft.outside + draft.fixed)
  }

  /// Adds to the rates on a link, whose meter is settled.
  private mutating func changeLoad(of link: Int, by more: Double) {
    setLoad(of: link, to: links[link].allocated + more)
  }

  private mutating func setLoad(of link: Int, to load: Double) {
    links[link].allocated = links[link].classes == 0 ? 0 : max(0, load)
    links[link].drift += 1
    if links[link].drift > 64 + links[link].classes { sumLoads(over: link) }
    links[link].isFull = links[link].isFilled(by: links[link].allocated)
  }

  /// Sums rates anew, so that rounding does not pile up where flows come and go for ever.
  private mutating func sumLoads(over link: Int) {
    var sum = 0.0
    var hop = links[link].firstHop
    while hop >= 0 {
      sum += classes[Int(hops[Int(hop)].flowClass)].load
      hop = hops[Int(hop)].next
    }
    links[link].allocated = sum
    links[link].drift = 0
  }
}
