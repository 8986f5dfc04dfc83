import Testing

/// Every file in `Bad` ends in exactly these lines: place, key path, what was found and allowed.
/// (Compared whole, so that a change of wording shows here.)
@Suite("Bad scenario files")
struct BadScenarioTests {
  @Test("One fault, one line", arguments: oneFaultFiles)
  func oneFault(file: String, line: String) {
    #expect(Fixture.faults(Fixture.path("Bad/\(file)")) == [line])
  }

  @Test(
    "Several faults are all reported, in order of their places",
    arguments: severalFaultFiles + explicitModelFiles)
  func severalFaults(file: String, lines: [String]) {
    #expect(Fixture.faults(Fixture.path("Bad/\(file)")) == lines)
  }

  @Test("Every bad file is in one of the lists") func complete() throws {
    let listed =
      Self.oneFaultFiles.map(\.0) + (Self.severalFaultFiles + Self.explicitModelFiles).map(\.0)
    #expect(try Fixture.names(in: "Bad", ending: ".yaml") == listed.sorted())
  }
}

extension BadScenarioTests {
  static let oneFaultFiles: [(String, String)] = [
    (
      "absolute-extends.yaml",
      "absolute-extends.yaml:2:10: extends: found /etc/hostname, allowed a file below the folder Bad; write the path relative to this file"
    ),
    (
      "alias-bomb-as-key.yaml",
      "alias-bomb-as-key.yaml:2:4: found the anchor &a, allowed plain values; delete it"
    ),
    (
      "alias-bomb.yaml",
      "alias-bomb.yaml:2:4: found the anchor &a, allowed plain values; delete it"
    ),
    (
      "alias-without-anchor.yaml",
      "alias-without-anchor.yaml:2:8: found the alias *nothing, allowed plain values; write the value out"
    ),
    (
      "circle-1.yaml",
      "circle-3.yaml:2:10: extends: found a circle (circle-1.yaml → circle-2.yaml → circle-3.yaml → circle-1.yaml), allowed files that don't extend each other"
    ),
    (
      "circle-2.yaml",
      "circle-1.yaml:2:10: extends: found a circle (circle-2.yaml → circle-3.yaml → circle-1.yaml → circle-2.yaml), allowed files that don't extend each other"
    ),
    (
      "circle-3.yaml",
      "circle-2.yaml:2:10: extends: found a circle (circle-3.yaml → circle-1.yaml → circle-2.yaml → circle-3.yaml), allowed files that don't extend each other"
    ),
    (
      "depth-bomb-maps.yaml",
      "depth-bomb-maps.yaml:34:65: found maps and lists 33 deep, allowed 32"
    ),
    (
      "depth-bomb.yaml",
      "depth-bomb.yaml:2:12: found maps and lists too deep, allowed 32"
    ),
    (
      "duplicate-key.yaml",
      "duplicate-key.yaml:10:1: found title a second time (first on line 2), allowed once; delete line 2 or line 10"
    ),
    (
      "empty.yaml",
      "empty.yaml: holds no scenario; start with govsim: 1"
    ),
    (
      "huge-count.yaml",
      "huge-count.yaml:4:22: stations.counter.servers: found 2000000, allowed a whole number from 1 to 1000000"
    ),
    (
      "huge-number.yaml",
      "huge-number.yaml:8:21: demand.customers.rate: found 1e400, allowed a number between 1e-300 and 1e300"
    ),
    (
      "invalid-utf8.yaml",
      "invalid-utf8.yaml:2:13: found byte 0xff (byte 23 of the file), allowed text in UTF-8; save the file as UTF-8"
    ),
    (
      "leading-zero.yaml",
      "leading-zero.yaml:4:22: stations.counter.servers: found 017, allowed a plain decimal number, such as 1500 or 0.25; write 17"
    ),
    (
      "list.yaml",
      "list.yaml:1:1: found a list, allowed a map of keys; start with govsim: 1"
    ),
    (
      "map-as-key.yaml",
      "map-as-key.yaml:2:1: found a map or list as a key, allowed a name"
    ),
    (
      "missing-extends.yaml",
      "missing-extends.yaml:2:11: extends: found circle-1.yml, but there is no file circle-1.yml; did you mean circle-1.yaml?"
    ),
    (
      "missing-reference.yaml",
      "missing-reference.yaml:6:26: journeys.visit.steps.0.call: found the station conter, allowed counter; did you mean counter?"
    ),
    (
      "mixed-journey.yaml",
      "mixed-journey.yaml:6:20: journeys.visit.steps.0: found the keys call, notify, allowed exactly one of call, notify, think, wait, transfer, page, branch, parallel, repeat, attempt"
    ),
    (
      "nan.yaml",
      "nan.yaml:4:39: stations.counter.service_time: found .nan, allowed a finite number"
    ),
    (
      "negative-rate.yaml",
      "negative-rate.yaml:8:21: demand.customers.rate: found -0.5/s, allowed a rate of at least 0/s, such as 0.9/s, 40/min, 10/year"
    ),
    (
      "no-version.yaml",
      "no-version.yaml:1:1: govsim: found nothing, allowed 1 (the version of the scenario format); add govsim: 1"
    ),
    (
      "nothing.yaml",
      "nothing.yaml:1:1: found neither regions nor demand, allowed at least one of them; add regions or demand"
    ),
    (
      "nul.yaml",
      "nul.yaml:2:13: found a NUL byte, allowed text in UTF-8; save the file as plain text in UTF-8"
    ),
    (
      "null-value.yaml",
      "null-value.yaml:8:21: demand.customers.rate: found nothing, allowed a rate of at least 0/s, such as 0.9/s, 40/min, 10/year"
    ),
    (
      "only-comments.yaml",
      "only-comments.yaml: holds no scenario; start with govsim: 1"
    ),
    (
      "outside-extends.yaml",
      "outside-extends.yaml:2:10: extends: found ../Good/counter.yaml, allowed a file below the folder Bad"
    ),
    (
      "tab-indent.yaml",
      "tab-indent.yaml:3:1: found a tab (found character that cannot start any token while scanning for the next token), allowed spaces; indent with spaces"
    ),
    (
      "tag.yaml",
      "tag.yaml:2:8: found the tag tag:yaml.org,2002:binary, allowed plain values; delete it"
    ),
    (
      "two-documents.yaml",
      "two-documents.yaml:10:1: found a second document, allowed one; put it in a file of its own"
    ),
    (
      "unclosed.yaml",
      "unclosed.yaml:3:1: did not find expected ',' or '}' while parsing a flow mapping"
    ),
    (
      "unknown-key.yaml",
      "unknown-key.yaml:9:1: windw: found an unknown key, allowed govsim, title, question, extends, assumption_tables, sources, assumptions, levers, thresholds, comparison, time, money, …; did you mean window?"
    ),
    (
      "wrong-unit.yaml",
      "wrong-unit.yaml:8:21: demand.customers.rate: found 0.5 s (a duration), allowed a rate, such as 0.9/s, 40/min, 10/year"
    ),
  ]

  static let severalFaultFiles: [(String, [String])] = [
    (
      "assumptions.yaml",
      [
        "assumptions.yaml:8:21: demand.customers.rate: found $rate (from -2/s to 3/s over the assumptions' ranges), allowed a rate of at least 0/s, such as 0.9/s, 40/min, 10/year",
        "assumptions.yaml:11:17: assumptions.pace: found low 4, value 3, high 5, allowed low ≤ value ≤ high",
        "assumptions.yaml:13:53: assumptions.length.unit: found the unit minutes, allowed ns us ms s min h days weeks months years, their rates (/s, /year), B kB MB GB KiB MiB GiB, bit/s kbit/s Mbit/s Gbit/s, %, person-months, k, M, money (USD, M USD@2024, USD/month); did you mean min?",
        "assumptions.yaml:14:17: assumptions.none: found no range for a normal assumption, allowed low < high; give low and high, or distribution: fixed",
      ]
    ),
    (
      "comma.yaml",
      [
        "comma.yaml:4:39: stations.counter.service_time: found 1, allowed a duration with its unit, such as 250 ms, 5 s, 2 h, 9 months; write 1 s",
        "comma.yaml:4:41: stations.counter.5 s: found an unknown key, allowed servers, service_time, queue_limit, discipline, patience, mean_time_between_failures, mean_time_to_repair, when_full, deterrence, drops_expired, rate_limit, contention, …; write decimals with a point",
      ]
    ),
    (
      "distributions.yaml",
      [
        "distributions.yaml:3:81: stations.a.service_time.cv: found 1, allowed a number of more than 1 and at most 100, such as 1.24",
        "distributions.yaml:4:33: stations.b.service_time: found low, mode or high out of order, allowed low ≤ mode ≤ high and low < high",
        "distributions.yaml:5:33: stations.c.service_time: found a shape of at most 1 without high (the mean is infinite), allowed a larger shape, or high",
        "distributions.yaml:6:74: stations.d.service_time.shape: found 1.5, allowed a whole number",
        "distributions.yaml:7:33: stations.e.service_time: found a standard deviation of more than a quarter of the mean (values below 0), allowed less, or a distribution without negative values",
        "distributions.yaml:8:33: stations.f.service_time.distribution: found nothing, allowed constant, exponential, erlang, lognormal, gamma, hyperexponential, uniform, triangular, pert, weibull, pareto, normal; add distribution",
        "distributions.yaml:9:61: stations.g.service_time.mean: found 0 s, allowed a duration of more than 0 s, such as 250 ms, 5 s, 2 h, 9 months",
        "distributions.yaml:9:70: stations.g.service_time.cv: found -1, allowed a number of more than 0 and at most 100, such as 1.24",
        "distributions.yaml:10:33: stations.h.service_time: found low, mode or high out of order, allowed low ≤ mode ≤ high and low < high",
        "distributions.yaml:11:33: stations.i.service_time: found a constant that is out of range, allowed a value as for the field itself",
        "distributions.yaml:12:33: stations.j.service_time.mean: found nothing, allowed the mean of exponential; add mean",
        "distributions.yaml:12:61: stations.j.service_time.rate: found an unknown key, allowed distribution, mean (exponential)",
      ]
    ),
    (
      "expressions.yaml",
      [
        "expressions.yaml:6:16: stations.a.servers: found $share, allowed a whole number from 1 to 1000000, without assumptions",
        "expressions.yaml:6:38: stations.a.service_time: found $tme, allowed the name of an assumption; did you mean $time?",
        "expressions.yaml:7:33: stations.b.service_time: found $time beside another quantity with a unit, allowed one and plain numbers or shares",
        "expressions.yaml:8:33: stations.c.service_time: found a division by $share, whose range holds 0, allowed another factor",
        "expressions.yaml:9:33: stations.d.service_time: found a division by $time, allowed a plain number or share",
        "expressions.yaml:10:33: stations.e.service_time: found $share * 3 (a plain number), allowed a duration, such as 250 ms, 5 s, 2 h, 9 months",
        "expressions.yaml:11:33: stations.f.service_time: found 5 s *, allowed factors joined by \" * \" or \" / \"",
        "expressions.yaml:12:33: stations.g.service_time: found low, mode or high out of order, allowed low ≤ mode ≤ high and low < high",
        "expressions.yaml:16:18: demand.people.rate: found \" / s\", allowed a number or $assumption after \" / \"; write /s without spaces",
        "expressions.yaml:17:31: window.length: found $time, allowed a duration of more than 0 s, such as 250 ms, 5 s, 2 h, 9 months, without assumptions",
      ]
    ),
    (
      "header.yaml",
      [
        "header.yaml:11:13: levers.a.path: found stations.counter.server, allowed the key path of a value of this scenario; did you mean stations.counter.servers?",
        "header.yaml:12:44: levers.b.low: found 0, allowed a whole number from 1 to 1000000",
        "header.yaml:12:53: levers.b.high: found 2 s (a duration), allowed a count, such as 12, 2500000, 2.5 M",
        "header.yaml:13:13: levers.c.path: found stations.counter, allowed the key path of a value of this scenario",
        "header.yaml:15:42: thresholds.t.alternative: found bas, allowed base, other; did you mean base?",
        "header.yaml:16:6: thresholds.u: found no limit, allowed above, below or both; add below",
        "header.yaml:17:24: comparison.baseline: found silo, allowed base, other",
        "header.yaml:20:11: alternatives.other.tiem: found an unknown key, allowed title, money, regions, sites, agencies, blocks, services, catalogue, programme, organisation, existing, legacy, …",
        "header.yaml:20:20: alternatives.other.time: found an unknown key, allowed title, money, regions, sites, agencies, blocks, services, catalogue, programme, organisation, existing, legacy, …",
        "header.yaml:20:71: alternatives.other.stations.counter.servers: found -1, allowed a whole number from 1 to 1000000",
        "header.yaml:21:3: alternatives.third: found 5, allowed a name (letters, digits, _ and -) with a map of a title and overrides",
      ]
    ),
    (
      "routing.yaml",
      [
        "routing.yaml:6:17: journeys.walk.start: found probabilities that add up to 90 %, allowed 100 %",
        "routing.yaml:6:50: journeys.walk.routing.a: found a station (a) that requests never leave, allowed a way out",
        "routing.yaml:6:65: journeys.walk.routing.b: found a station (b) that requests never leave, allowed a way out",
        "routing.yaml:7:44: journeys.stroll.routing.a: found probabilities that add up to 110 %, allowed at most 100 %",
        "routing.yaml:7:71: journeys.stroll.routing.b.c: found the station c, allowed a, b; did you mean a?",
      ]
    ),
    (
      "several.yaml",
      [
        "several.yaml:2:1: titel: found an unknown key, allowed govsim, title, question, extends, assumption_tables, sources, assumptions, levers, thresholds, comparison, time, money, …; did you mean title?",
        "several.yaml:4:22: stations.counter.servers: found 0, allowed a whole number from 1 to 1000000",
        "several.yaml:4:54: stations.counter.service_time.distribution: found exponental, allowed constant, exponential, erlang, lognormal, gamma, hyperexponential, uniform, triangular, pert, weibull, pareto, normal; did you mean exponential?",
        "several.yaml:5:21: stations.window.servers: found 1.5, allowed a whole number",
        "several.yaml:5:40: stations.window.service_time.cv: found nothing, allowed the cv of lognormal; add cv",
        "several.yaml:5:72: stations.window.service_time.mean: found 2, allowed a duration with its unit, such as 250 ms, 5 s, 2 h, 9 months; write 2 s",
        "several.yaml:5:76: stations.window.queue_limt: found an unknown key, allowed servers, service_time, queue_limit, discipline, patience, mean_time_between_failures, mean_time_to_repair, when_full, deterrence, drops_expired, rate_limit, contention, …; did you mean queue_limit?",
        "several.yaml:7:26: journeys.visit.steps.0.call: found the station conter, allowed counter, window; did you mean counter?",
        "several.yaml:7:41: journeys.visit.steps.0.times: found -1, allowed a number from 0 to 10000, such as 1.24",
        "several.yaml:7:47: journeys.visit.steps.1: found the keys cal, allowed exactly one of call, notify, think, wait, transfer, page, branch, parallel, repeat, attempt; did you mean call?",
        "several.yaml:7:70: journeys.visit.steps.2.branch: found probabilities that add up to 90 %, allowed 100 %",
        "several.yaml:9:21: demand.customers.rate: found 90, allowed a rate with its unit, such as 0.9/s, 40/min, 10/year; write 90/s",
        "several.yaml:9:34: demand.customers.journey: found the journey vist, allowed visit; did you mean visit?",
        "several.yaml:10:18: window.run_in: found 1:30, allowed a plain decimal number, such as 1500 or 0.25",
        "several.yaml:10:32: window.length: found the unit sec, allowed a duration, such as 250 ms, 5 s, 2 h, 9 months; did you mean s?",
        "several.yaml:10:57: window.replications: found 0x10, allowed a plain decimal number, such as 1500 or 0.25; write 16",
      ]
    ),
    (
      "table-columns.yaml",
      [
        "table-columns.csv:1:1: found no column value, allowed name, value, low, high, unit, distribution, reaches, source, year, grade, reason",
        "table-columns.csv:1:2: found the column valeu, allowed name, value, low, high, unit, distribution, reaches, source, year, grade, reason; did you mean value?",
      ]
    ),
    (
      "table.yaml",
      [
        "table.csv:3:5: assumptions.bad_unit.unit: found the unit parsec, allowed ns us ms s min h days weeks months years, their rates (/s, /year), B kB MB GB KiB MiB GiB, bit/s kbit/s Mbit/s Gbit/s, %, person-months, k, M, money (USD, M USD@2024, USD/month)",
        "table.csv:4:2: assumptions.order: found low 2, value 1, high 0.5, allowed low ≤ value ≤ high",
        "table.csv:5:6: assumptions.family.distribution: found triangle, allowed fixed, uniform, triangular, pert, normal, lognormal, beta",
        "table.csv:6:7: assumptions.reach.reaches.0: found operation, allowed valuation, delivery, operations; did you mean operations?",
        "table.csv:7:2: assumptions.number.value: found 1,5, allowed a plain decimal number, such as 1500 or 0.25; write 1.5",
        "table.csv:8:10: assumptions.rating.grade: found best, allowed H, M, L, ASSUMPTION",
        "table.csv:9:9: assumptions.when.year: found soon, allowed a year, such as 2024",
        "table.csv:10:1: assumptions.good: found good a second time (first in row 2), allowed once",
        "table.csv:11:1: found nothing, allowed the name of an assumption",
      ]
    ),
    (
      "version-2.yaml",
      [
        "version-2.yaml:1:9: govsim: found 2, allowed 1 (the version of the scenario format)",
        "version-2.yaml:1:9: govsim: found 2, allowed a whole number from 1 to 1",
      ]
    ),
  ]
}
