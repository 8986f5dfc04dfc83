/// Growable, uniquely owned storage with a bounds check on every access.
///
///     var jobs = Slab<Job>(capacity: 64)
///     jobs.append(Job())
///     jobs[0].arrival = 2.5          // in place: no copy, no reference count
///
/// Unlike `ContiguousArray` there is no reference count, no copy-on-write test and no exclusivity
/// bookkeeping per element, and elements may be `~Copyable`. This is the only file of the engine
/// that needs unsafe pointers; an index out of range traps.
///
/// - Complexity: access O(1); `append` O(1) amortised.
@frozen public struct Slab<Element: ~Copyable>: ~Copyable {
  @usableFromInline var base: UnsafeMutablePointer<Element>
  @usableFromInline var capacity: Int
  @usableFromInline var used: Int

  /// Elements held [1].
  @inlinable public var count: Int { used }
  /// Whether no element is held.
  @inlinable public var isEmpty: Bool { used == 0 }

  /// An empty slab with room for `capacity` elements [1] before it grows.
  @inlinable public init(capacity: Int = 16) {
    self.capacity = max(1, capacity)
    used = 0
    base = Self.allocate(self.capacity)
  }

  deinit {
    base.deinitialize(count: used)
    UnsafeMutableRawPointer(base).deallocate()
  }

  @inlinable static func allocate(_ n: Int) -> UnsafeMutablePointer<Element> {
    UnsafeMutableRawPointer
      .allocate(byteCount: n * MemoryLayout<Element>.stride, alignment: 64)
      .bindMemory(to: Element.self, capacity: n)
  }

  /// The element at `i`, read or changed in place; `i` must lie in `0 ..< count`.
  @inlinable public subscript(i: Int) -> Element {
    @inline(__always) @_transparent
    unsafeAddress {
      precondition(UInt(bitPattern: i) < UInt(bitPattern: used))
      return UnsafePointer(base + i)
    }
    @inline(__always) @_transparent
    unsafeMutableAddress {
      precondition(UInt(bitPattern: i) < UInt(bitPattern: used))
      return base + i
    }
  }

  /// Adds `element` at the end.
  @inlinable @inline(__always)
  public mutating func append(_ element: consuming Element) {
    if _slowPath(used == capacity) { grow() }
    (base + used).initialize(to: element)
    used &+= 1
  }

  /// Takes the last element out; the slab must not be empty.
  @inlinable @inline(__always)
  public mutating func removeLast() -> Element {
    precondition(used > 0)
    used &-= 1
    return (base + used).move()
  }

  /// Drops every element and keeps the room.
  @inlinable public mutating func removeAll() { truncate(to: 0) }

  /// Drops all but the first `count` elements and keeps the room.
  @inlinable public mutating func truncate(to count: Int) {
    precondition(count >= 0 && count <= used)
    (base + count).deinitialize(count: used &- count)
    used = count
  }

  /// Reads four neighbours from `i` on, with one bounds check for all.
  ///
  /// - Parameter body: gets the four elements, which must not leave it.
  @inlinable @inline(__always)
  public func withFour<Result>(from i: Int, _ body: (FourNeighbours<Element>) -> Result) -> Result {
    precondition(UInt(bitPattern: i) < UInt(bitPattern: max(0, used &- 3)))
    return body(FourNeighbours(first: UnsafePointer(base + i)))
  }

  @inlinable @inline(never)
  mutating func grow() {
    let bigger = Self.allocate(capacity * 2)
    bigger.moveInitialize(from: base, count: used)
    UnsafeMutableRawPointer(base).deallocate()
    base = bigger
    capacity *= 2
  }
}

/// Four elements of a slab that lie side by side. No index leads outside: its two lowest bits count.
@frozen public struct FourNeighbours<Element: ~Copyable> {
  @usableFromInline let first: UnsafePointer<Element>

  @inlinable @inline(__always)
  init(first: UnsafePointer<Element>) { self.first = first }
}

extension FourNeighbours where Element: Copyable {
  /// The element at place `i`, 0 to 3.
  @inlinable public subscript(i: Int) -> Element {
    @inline(__always) get { first[i & 3] }
  }
}
