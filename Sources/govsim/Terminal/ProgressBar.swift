import Experiments
import Foundation

/// How far a study has come and how long it will still take, on one line of stderr.
///
/// Silent where stderr is no terminal.
final class ProgressBar: @unchecked Sendable {
  private let isShown: Bool
  private let start = ContinuousClock.now
  /// Guards all that follows; reports come from several threads.
  private let lock = NSLock()
  private var lastDrawn: ContinuousClock.Instant?
  private var isDrawn = false

  init(isShown: Bool) { self.isShown = isShown && Console.errorIsTerminal }

  func show(_ progress: StudyProgress) {
    guard isShown else { return }
    lock.withLock {
      let now = ContinuousClock.now
      let isLast = progress.worldsDone >= progress.worlds
      if let lastDrawn, now - lastDrawn < .milliseconds(100), !isLast { return }
      lastDrawn = now
      isDrawn = true
      Console.tell("\r\u{1B}[2K" + Self.line(progress, elapsed: now - start))
    }
  }

  /// Wipes the line, so that what follows starts clean.
  func clear() {
    lock.withLock {
      if isDrawn { Console.tell("\r\u{1B}[2K") }
      isDrawn = false
    }
  }

  /// `worlds  [██████░░░░░░░░░░░░░░]  9 of 30, 12 s left`
  static func line(_ progress: StudyProgress, elapsed: Duration) -> String {
    let (done, all) = (max(progress.worldsDone, 0), max(progress.worlds, 1))
    let cells = 30
    let filled = min(done * cells / all, cells)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: cells - filled)
    let precision = progress.precision.map { ", \($0)" } ?? ""
    let head = "\(progress.stage)  \(bar)  \(done) of \(all)\(precision)"
    guard done > 0, done < all else { return head }
    let rate = Double(done) / max(elapsed.seconds, 1e-9)
    return head
      + ", \(rated(rate)), \(remaining(elapsed.seconds * Double(all - done) / Double(done))) left"
  }

  /// `3.2 a second`, or for slow ones `14 a minute`.
  private static func rated(_ perSecond: Double) -> String {
    perSecond >= 1
      ? "\(FigureText.fixed(perSecond, 1)) a second"
      : "\(FigureText.fixed(perSecond * 60, 1)) a minute"
  }

  private static func remaining(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 360_000 else { return "more than 100 h" }
    let whole = Int(seconds.rounded(.up))
    switch whole {
    case ..<100: return "\(whole) s"
    case ..<6000: return "\((whole + 59) / 60) min"
    default: return "\((whole + 3599) / 3600) h"
    }
  }
}
