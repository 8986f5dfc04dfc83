import Quantities

/// What is sent over links.
extension ProgramBuilder {
  /// A fixed amount of data over a path.
  mutating func addSending(_ size: DataSize, over path: [Int], isBack: Bool) {
    for link in path {
      addGate(link)
      program.code.append(
        links[link].binds
          ? .carry(flow: Int32(link), bits: size.bits) : .pass(link: Int32(link), bits: size.bits))
    }
  }

  /// Data go through a link only where no outage has cut it.
  private mutating func addGate(_ link: Int) {
    if gatedLinks.contains(link) { program.code.append(.gate(link: Int32(link))) }
  }

  mutating func addTransfer(_ transfer: Transfer) {
    for link in transfer.path { addDelay(links[link].delay.seconds) }
    let (size, draw) = (index(of: transfer.size), drawKey(transfer.purpose))
    for link in transfer.path {
      addGate(link)
      program.code.append(
        links[link].binds
          ? .transfer(flow: Int32(link), size: size, draw: draw)
          : .transmit(link: Int32(link), size: size, draw: draw))
    }
  }
}
