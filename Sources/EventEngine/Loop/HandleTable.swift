/// What the handles of pending events stand for.
///
/// A cancellable event keeps its kind and payload here and carries the number of its slot instead. A
/// slot names the sequence number of its event, so an event in the calendar is alive while its slot
/// still has its number, and dead after the slot was given back, whoever has it now. Cancelling so
/// leaves a dead entry in the calendar, and no handle can be mistaken for another.
@usableFromInline struct HandleTable: ~Copyable {
  /// Tag of the pending event of each slot (its own kind and payload); in a free slot, the next free
  /// slot or −1, with sequence number 0, which no event has.
  @usableFromInline var slots: Slab<UInt64>
  /// The slot that was given back last, or `none`.
  @usableFromInline var free: Int

  @inlinable static var none: Int { 0xFF_FFFF }

  @inlinable init() {
    slots = Slab(capacity: 16)
    free = Self.none
  }

  /// A slot for an event with `tag`.
  ///
  /// - Throws: `EngineError.tooManyHandles` when every slot that an event can name is in use.
  @inlinable @inline(__always)
  mutating func take(_ tag: UInt64) throws(EngineError) -> Int {
    if _slowPath(free == Self.none) { try grow() }
    let slot = free
    free = Int(truncatingIfNeeded: slots[slot])
    slots[slot] = tag
    return slot
  }

  @usableFromInline @inline(never)
  mutating func grow() throws(EngineError) {
    guard slots.count < Self.none else { throw .tooManyHandles(limit: Self.none) }
    free = slots.count
    slots.append(UInt64(Self.none))
  }

  /// Gives back the slot of an event that is alive.
  @inlinable @inline(__always)
  mutating func release(_ slot: Int) {
    slots[slot] = UInt64(truncatingIfNeeded: free)
    free = slot
  }

  /// Whether an event in the calendar was not cancelled.
  @inlinable @inline(__always)
  func isAlive(_ event: Event) -> Bool {
    !event.isCancellable || slots[event.payload] ^ event.tag < Event.sequenceStep
  }

  /// Whether the event of a handle is still to fire.
  @inlinable @inline(__always)
  func isAlive(_ handle: EventHandle) -> Bool {
    handle.tag > 0 && handle.slot < slots.count
      && slots[handle.slot] ^ handle.tag < Event.sequenceStep
  }
}
