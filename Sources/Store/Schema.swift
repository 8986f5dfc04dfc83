/// The tables of a result file. `PRAGMA user_version` counts the migrations that it has been through.
enum Schema {
  /// "GOVS": marks the file as ours (`PRAGMA application_id`).
  static let applicationID: Int32 = 0x474F_5653

  /// What takes a file from version n to n + 1, n = index. Entries are never changed once released.
  static let migrations = [versionOne, versionTwo, versionThree, versionFour]

  /// The version that this software writes.
  static var version: Int { migrations.count }

  /// What an interrupted study is continued by: who computed it, whether each world is whole, and what
  /// it took.
  private static let versionFour = """
    ALTER TABLE study ADD COLUMN build TEXT NOT NULL DEFAULT '';
    ALTER TABLE finished_world ADD COLUMN digest TEXT NOT NULL DEFAULT '';
    ALTER TABLE finished_world ADD COLUMN windows INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE finished_world ADD COLUMN requests INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE finished_world ADD COLUMN events INTEGER NOT NULL DEFAULT 0;
    """

  /// Where each alternative wins over two levers, one row a cell: `Experiments.MapRow`.
  private static let versionThree = """
    CREATE TABLE map (
      position INTEGER PRIMARY KEY, metric TEXT NOT NULL, unit TEXT NOT NULL,
      alternative TEXT NOT NULL, baseline TEXT NOT NULL,
      x_lever TEXT NOT NULL, x_title TEXT NOT NULL, x_setting TEXT NOT NULL,
      x_present TEXT NOT NULL, x_present_place REAL,
      y_lever TEXT NOT NULL, y_title TEXT NOT NULL, y_setting TEXT NOT NULL,
      y_present TEXT NOT NULL, y_present_place REAL,
      mean REAL NOT NULL, lower REAL NOT NULL, upper REAL NOT NULL, level REAL NOT NULL,
      n INTEGER NOT NULL, probability REAL NOT NULL, probability_lower REAL NOT NULL,
      probability_upper REAL NOT NULL, verdict TEXT NOT NULL, rank INTEGER);
    """

  /// What a world left in physical quantities, packed by `Economics.WorldAccounts`, for re-costing.
  private static let versionTwo = """
    CREATE TABLE quantity (
      point TEXT NOT NULL, world INTEGER NOT NULL, data BLOB NOT NULL);
    """

  /// Rows are kept as a number of their texts (`series`) and their own numbers; `results`, `summaries`
  /// and `comparisons` show them in full, for the `sqlite3` shell and for notebooks.
  private static let versionOne = """
    CREATE TABLE study (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      record TEXT NOT NULL CHECK (json_valid(record)),
      is_finished INTEGER NOT NULL DEFAULT 0,
      digest TEXT NOT NULL DEFAULT '',
      findings_digest TEXT NOT NULL DEFAULT '');
    CREATE TABLE run (
      id INTEGER PRIMARY KEY, record TEXT NOT NULL CHECK (json_valid(record)));
    CREATE TABLE alternative (
      position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, title TEXT NOT NULL);
    CREATE TABLE input (
      position INTEGER PRIMARY KEY, path TEXT NOT NULL, text TEXT NOT NULL, source TEXT NOT NULL,
      year INTEGER, grade TEXT NOT NULL, reaches TEXT NOT NULL, place TEXT NOT NULL,
      range TEXT NOT NULL);
    CREATE TABLE series (
      id INTEGER PRIMARY KEY, study TEXT NOT NULL, scenario TEXT NOT NULL, point TEXT NOT NULL,
      alternative TEXT NOT NULL, window TEXT NOT NULL, state TEXT NOT NULL, entity TEXT NOT NULL,
      metric TEXT NOT NULL, unit TEXT NOT NULL,
      UNIQUE (metric, alternative, entity, window, state, point, unit, scenario, study));
    CREATE TABLE "row" (
      series INTEGER NOT NULL REFERENCES series, world INTEGER NOT NULL,
      replication INTEGER NOT NULL, year INTEGER, bucket INTEGER, value REAL NOT NULL);
    CREATE TABLE finished_world (
      point TEXT NOT NULL, world INTEGER NOT NULL, PRIMARY KEY (point, world)) WITHOUT ROWID;
    CREATE TABLE summary (
      position INTEGER PRIMARY KEY, series INTEGER NOT NULL REFERENCES series, year INTEGER,
      mean REAL NOT NULL, lower REAL NOT NULL, upper REAL NOT NULL, level REAL NOT NULL,
      n INTEGER NOT NULL, p05 REAL NOT NULL, p50 REAL NOT NULL, p95 REAL NOT NULL);
    CREATE TABLE comparison (
      position INTEGER PRIMARY KEY, series INTEGER NOT NULL REFERENCES series,
      baseline TEXT NOT NULL, year INTEGER,
      mean REAL NOT NULL, lower REAL NOT NULL, upper REAL NOT NULL, level REAL NOT NULL,
      n INTEGER NOT NULL, p05 REAL NOT NULL, p50 REAL NOT NULL, p95 REAL NOT NULL,
      probability REAL NOT NULL, probability_lower REAL NOT NULL, probability_upper REAL NOT NULL,
      verdict TEXT NOT NULL);
    CREATE TABLE break_even (
      position INTEGER PRIMARY KEY, alternative TEXT NOT NULL, baseline TEXT NOT NULL,
      prefixes TEXT NOT NULL, per_world TEXT NOT NULL, p05 INTEGER, p50 INTEGER, p95 INTEGER,
      share_within REAL NOT NULL, formula REAL);
    CREATE TABLE driver (
      position INTEGER PRIMARY KEY, assumption TEXT NOT NULL, metric TEXT NOT NULL,
      unit TEXT NOT NULL, rank_correlation REAL NOT NULL, at_low REAL NOT NULL,
      at_high REAL NOT NULL, grade TEXT NOT NULL);
    CREATE TABLE note (position INTEGER PRIMARY KEY, text TEXT NOT NULL);
    CREATE VIEW results AS
      SELECT study, scenario, point, alternative, world, replication, year, window, state, bucket,
        entity, metric, unit, value
      FROM "row" JOIN series ON series.id = "row".series;
    CREATE VIEW summaries AS
      SELECT study, scenario, point, alternative, year, window, entity, metric, unit,
        mean, lower, upper, level, n, p05, p50, p95
      FROM summary JOIN series ON series.id = summary.series ORDER BY position;
    CREATE VIEW comparisons AS
      SELECT study, scenario, point, alternative, baseline, year, window, entity, metric, unit,
        mean, lower, upper, level, n, p05, p50, p95,
        probability, probability_lower, probability_upper, verdict
      FROM comparison JOIN series ON series.id = comparison.series ORDER BY position;
    CREATE VIEW studies AS
      SELECT record ->> '$.study' AS study, record ->> '$.title' AS title,
        record ->> '$.question' AS question, record ->> '$.seed' AS seed,
        record ->> '$.worlds' AS worlds, record ->> '$.replications' AS replications,
        record ->> '$.baseline' AS baseline, record ->> '$.reference' AS reference,
        record ->> '$.currency' AS currency, record ->> '$.priceYear' AS price_year,
        record ->> '$.startYear' AS start_year, record ->> '$.horizonYears' AS horizon_years,
        record ->> '$.scenarioDigest' AS scenario_digest,
        record ->> '$.softwareVersion' AS software_version, is_finished, digest
      FROM study;
    """
}
