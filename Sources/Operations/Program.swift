import EventEngine
import Statistics

/// One instruction of a compiled journey. Indices refer to the kernel's tables.
enum Instruction: Sendable {
  /// Waits for a fixed time [s].
  case delay(Double)
  /// Joins a station; goes on when served.
  case call(station: Int32, draw: DrawKey)
  /// Sends a fixed amount of data [bit] over a shared link.
  case carry(link: Int32, bits: Double)
  /// Notes a fixed amount of data [bit] on a link that does not bind; takes no time by itself.
  case pass(link: Int32, bits: Double)
  /// Sends data of a drawn size over a shared link.
  case transfer(link: Int32, size: Int32, draw: DrawKey)
  /// The same over a link that does not bind: size over bandwidth.
  case transmit(link: Int32, size: Int32, draw: DrawKey)
  /// Moves data [bit] over the user's own connection.
  case lastMile(bits: Double)
  /// Waits for a drawn time that is not system time.
  case think(time: Int32, draw: DrawKey)
  /// Draws how often to go through what follows, up to the matching `repeatEnd` before `end`.
  case repeatBegin(whole: UInt32, fraction: Double, counter: Int32, draw: DrawKey, end: Int32)
  case repeatEnd(counter: Int32, start: Int32)
  /// Goes to one of `count` targets from `first` in `choices`, or to `otherwise`.
  case branch(first: Int32, count: Int32, draw: DrawKey, otherwise: Int32)
  case jump(Int32)
  /// Starts `count` branches, whose entries lie from `first` in `choices`, and goes on at `end` when all
  /// of them have ended.
  case fork(first: Int32, count: Int32, purpose: UInt64, end: Int32)
  /// Starts the part of the program at `entry` by itself and goes on at once; `counter` is the counter
  /// of the call's draws, or −1.
  case notify(entry: Int32, counter: Int32)
  /// Goes to a first station, drawn from a row of `rows`, or on.
  case enterRoute(row: Int32, draw: DrawKey)
  /// Follows each station by another, drawn from the row `firstRow` + station; or goes on.
  case followRoute(firstRow: Int32, draw: DrawKey)
  case finish
}

/// Which draw of a request: the purpose, and where the request keeps how often it drew for it.
struct DrawKey: Sendable {
  var purpose: UInt64
  /// Index among the request's counters, or −1 where a journey draws for the purpose only once.
  var counter: Int32
}

/// One way out of a branch or a route row.
struct Choice: Sendable {
  /// Probability of this way or one before it [1].
  var cumulative: Double
  /// Instruction to go to, or station to join.
  var target: Int32
}

/// A route row: its choices stand at `first ..< first + count`.
struct ChoiceRow: Sendable {
  var first: Int32
  var count: Int32
}

/// All journeys of a model, compiled to one list of instructions with tables beside it.
struct Program: ~Copyable {
  var code = Slab<Instruction>(capacity: 64)
  var distributions = Slab<Distribution>()
  var choices = Slab<Choice>()
  var rows = Slab<ChoiceRow>()
  /// First instruction of each journey.
  var entries = Slab<Int32>()
  /// Counters that one request needs at most [1].
  var counters = 0
}
