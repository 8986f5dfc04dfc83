import EventEngine
import Statistics

/// One instruction of a compiled journey. Indices refer to the kernel's tables.
enum Instruction: Sendable {
  /// Waits for a fixed time [s].
  case delay(Double)
  /// Joins a station; goes on when served.
  case call(station: Int32, draw: DrawKey)
  /// Joins a station; when served it keeps the server, noted in `slot`, and goes on; or goes on at
  /// `answered`, keeping nothing, if a cache answers.
  case hold(station: Int32, draw: DrawKey, slot: Int32, answered: Int32)
  /// Gives the server in `slot` back.
  case release(slot: Int32)
  /// Joins a station, and gives the server in `slot` back when it is let in; when served, keeps the new
  /// server there if it `keeps`.
  case follow(station: Int32, draw: DrawKey, slot: Int32, keeps: Bool)
  /// Sends a fixed amount of data [bit] as a flow.
  case carry(way: Int32, bits: Double)
  /// Notes a fixed amount of data [bit] on a way where no link binds; takes no time by itself.
  case pass(way: Int32, bits: Double)
  /// Fails where the link is cut and what it carried is lost.
  case gate(link: Int32)
  /// Sends data of a drawn size as a flow.
  case transfer(way: Int32, size: Int32, draw: DrawKey)
  /// The same over a way where no link binds: size over bandwidth.
  case transmit(way: Int32, size: Int32, draw: DrawKey)
  /// Moves data [bit] over the user's own connection.
  case lastMile(bits: Double)
  /// Waits for a drawn time that is not system time.
  case think(time: Int32, draw: DrawKey)
  /// Waits for a drawn time that is system time.
  case wait(time: Int32, draw: DrawKey)
  /// Draws how often to go through what follows, up to the matching `repeatEnd` before `end`.
  case repeatBegin(whole: UInt32, fraction: Double, counter: Int32, draw: DrawKey, end: Int32)
  case repeatEnd(counter: Int32, start: Int32)
  /// Allows so many rounds of what follows, up to the matching `again`.
  case allow(rounds: UInt32, counter: Int32)
  /// Goes back to `start` with a probability, if rounds are left.
  case again(probability: Double, counter: Int32, draw: DrawKey, start: Int32)
  /// Goes to one of `count` targets from `first` in `choices`, or to `otherwise`.
  case branch(first: Int32, count: Int32, draw: DrawKey, otherwise: Int32)
  case jump(Int32)
  /// Starts branches (a row of `forks`) and goes on when enough of them have succeeded.
  case fork(row: Int32, draw: DrawKey)
  /// Starts the part of the program at `entry` by itself and goes on at once; `strides` is a row of
  /// `strideRows`.
  case notify(entry: Int32, strides: Int32)
  /// Starts what follows, up to a `finish`, as an attempt under a policy; goes on at `end`.
  case attempt(policy: Int32, strides: Int32, draw: DrawKey, end: Int32)
  /// From here on, what fails goes to a handler (an index into `handlers`, or −1), with so many servers
  /// kept.
  case handle(by: Int32, keeps: UInt8)
  /// Notes how what led to the handler failed.
  case noteFailure(counter: Int32)
  /// Fails as what led to the handler did.
  case rethrow(counter: Int32)
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

/// A part of a table: `first ..< first + count`.
struct TableRow: Sendable {
  var first: Int32
  var count: Int32
}

/// Branches that start at one instant.
struct Fork: Sendable {
  /// Their entries, in `choices`.
  var entries: TableRow
  /// Branches that must succeed [1].
  var needed: Int32
  /// Whether the others are called back then.
  var cancels: Bool
  /// Where the request goes on.
  var end: Int32
}

/// What a part of the program, started by itself, draws in place of the request: so many visits of a
/// counter.
struct Stride: Sendable {
  var counter: Int32
  var visits: UInt32
}

/// All journeys of a model, compiled to one list of instructions with tables beside it.
struct Program: ~Copyable {
  var code = Slab<Instruction>(capacity: 64)
  var distributions = Slab<Distribution>()
  var choices = Slab<Choice>()
  /// Route rows, in `choices`.
  var rows = Slab<TableRow>()
  var forks = Slab<Fork>()
  /// Ways over links, and their links: 2 · index in the model, + 1 for the way back.
  var ways = Slab<Way>()
  var wayLinks = Slab<Int32>()
  var strides = Slab<Stride>()
  var strideRows = Slab<TableRow>()
  /// Where failures are handled: instructions.
  var handlers = Slab<Int32>()
  /// First instruction of each journey.
  var entries = Slab<Int32>()
  /// Counters that one request needs at most [1].
  var counters = 0
  /// Servers that one request keeps at most [1].
  var holds = 0
}
