/// Why a result file could not be made, read or written. Each case says what is the matter and what to
/// do next; finished worlds that are already in the file are never lost by any of them.
public enum StoreError: Error, Hashable, Sendable {
  /// There is no file.
  case notFound(path: String)
  /// There is a file already, and it was not to be replaced.
  case alreadyExists(path: String)
  /// The file was made by something else, or is no SQLite file at all.
  case notAResultFile(path: String, found: String)
  /// The file was written by a later version of the software.
  case newerSchema(path: String, found: Int, known: Int)
  /// Another process is writing the file.
  case locked(path: String)
  /// The folder or the file must not be written, or must not be read.
  case noPermission(path: String, found: String)
  /// No room left.
  case diskFull(path: String)
  /// The file is torn or was changed.
  case damaged(path: String, found: String)
  /// The study was interrupted; `worlds` worlds of it are there.
  case unfinished(path: String, worlds: Int)
  /// The file holds another study than the one that is to be continued.
  case otherStudy(path: String, found: String, wanted: String)
  /// The file holds no physical quantities to re-cost; an older version wrote it.
  case noQuantities(path: String)
  /// A value that is not a finite number: a fault of the software, never of the user.
  case notFinite(metric: String, entity: String, world: Int)
  /// Anything else that SQLite or the system reports.
  case failed(path: String, found: String)
}

extension StoreError: CustomStringConvertible {
  /// What is the matter, in one sentence.
  public var problem: String {
    switch self {
    case .notFound(let path): "there is no result file \(path)"
    case .alreadyExists(let path): "\(path) exists already"
    case .notAResultFile(let path, let found): "\(path) is not a govsim result file: \(found)"
    case .newerSchema(let path, let found, let known):
      "\(path) has result format \(found); this version of govsim reads formats up to \(known)"
    case .locked(let path): "another process is writing \(path)"
    case .noPermission(let path, let found): "\(path) cannot be opened: \(found)"
    case .diskFull(let path): "the disk is full; \(path) could not grow"
    case .damaged(let path, let found): "\(path) is damaged: \(found)"
    case .unfinished(let path, let worlds):
      "the study in \(path) was interrupted after \(worlds) finished \(worlds == 1 ? "world" : "worlds")"
    case .otherStudy(let path, let found, let wanted):
      "\(path) holds another study: found \(found), wanted \(wanted)"
    case .noQuantities(let path): "\(path) holds no quantities that could be re-costed"
    case .notFinite(let metric, let entity, let world):
      "metric \(metric) of \(entity) in world \(world) is not a finite number"
    case .failed(let path, let found): "\(path) could not be read or written: \(found)"
    }
  }

  /// What to do next, in one sentence.
  public var nextStep: String {
    switch self {
    case .notFound: "check the path, or make the file with govsim compare"
    case .alreadyExists: "name another file with --output, or move this one away"
    case .notAResultFile: "name a file that govsim compare has written, or move this one away"
    case .newerSchema: "read it with the version of govsim that wrote it, or a later one"
    case .locked: "wait until that run has ended, or write to another file with --output"
    case .noPermission: "name a folder that you may write with --output, or mend the permissions"
    case .diskFull: "free some space and run again; finished worlds in the file are kept"
    case .damaged: "take a copy from before the damage, or run the study again with --fresh"
    case .unfinished: "run the same command again; it goes on from there"
    case .otherStudy: "write to another file with --output"
    case .noQuantities: "make the file anew with govsim compare of this version"
    case .notFinite: "please report this together with the scenario file and the seed"
    case .failed: "check the disk and the path, then run again; finished worlds are kept"
    }
  }

  public var description: String { "\(problem); \(nextStep)" }
}
