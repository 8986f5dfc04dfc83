/// Explicit models: stations, steps, policies, outages, calendars, traces.
extension BadScenarioTests {
  static let explicitModelFiles: [(String, [String])] = [
    (
      "calendars.yaml",
      [
        "calendars.yaml:7:19: calendars.short.months: found 2 factors, allowed 12",
        "calendars.yaml:7:37: calendars.short.weekdays: found only zeros, allowed a factor above 0",
        "calendars.yaml:7:67: calendars.short.hours: found 0 factors, allowed 24",
        "calendars.yaml:8:26: calendars.days.season.first: found 30 February, allowed a day of every year, such as 31 January",
        "calendars.yaml:8:45: calendars.days.season.last: found 1 Jan, allowed a day of every year, such as 31 January",
        "calendars.yaml:9:69: calendars.full.deadlines.0.last_day_share: found 70 %, allowed from share / days (2 %) to share (60 %)",
        "calendars.yaml:10:145: calendars.twice.deadlines.1.days: found a run-up that meets another, allowed run-ups that don't overlap",
        "calendars.yaml:11:57: calendars.sunday.deadlines.0: found a run-up over weekdays without demand, allowed one with some",
        "calendars.yaml:12:9: calendars.none: found no day for demand outside run-ups, allowed a season, months and weekdays with one",
        "calendars.yaml:13:9: calendars.much: found deadlines with more than all demand, allowed at most 100 % together",
        "calendars.yaml:15:37: demand.people.calendar: found the calendar shrt, allowed short, days, full, twice, sunday, none, much; did you mean short?",
        "calendars.yaml:16:11: demand.others.calendar: found nothing, allowed the name of a calendar; add calendar",
      ]
    ),
    (
      "channels.yaml",
      [
        "",
      ]
    ),
    (
      "date.yaml",
      [
        "date.yaml:10:17: window.start: found 2026-02-29 08:00, allowed a date, such as 2026-01-31 or 2026-01-31 08:00, or a time since 1 January, such as 730 h"
      ]
    ),
    (
      "opening.yaml",
      [
        "opening.yaml:3:52: stations.a.shift_period: found 24 h, allowed more than the last shift's 24 h",
        "opening.yaml:3:67: stations.a.shifts: found shifts with replicas, allowed one of them; delete shifts",
        "opening.yaml:3:142: stations.a.standby: found a circle of standbys (a → a), allowed none",
        "opening.yaml:4:47: stations.b.closing: found closing without shifts, allowed both; add shifts",
        "opening.yaml:4:72: stations.b.shift_period: found shift_period without shifts, allowed both; add shifts",
        "opening.yaml:4:95: stations.b.failover_delay: found failover_delay without standby, allowed both; add standby",
        "opening.yaml:5:70: stations.c.opening_hours.0.days.1: found monday a second time, allowed once; delete it",
        "opening.yaml:5:94: stations.c.opening_hours.0.to: found 8 h, allowed more than from (8 h); write two parts around midnight",
        "opening.yaml:5:130: stations.c.opening_hours.1.to: found 25 h, allowed a duration of more than 0 s and at most 24 h, such as 250 ms, 5 s, 2 h, 9 months",
        "opening.yaml:5:144: stations.c.opening_hours.2.days: found no day, allowed one or more",
        "opening.yaml:5:214: stations.c.opening_hours.4.days.0: found hours on friday that overlap others, allowed hours that don't",
        "opening.yaml:5:255: stations.c.shifts: found shifts with opening_hours, allowed one of them; delete one",
        "opening.yaml:5:291: stations.c.standby: found a circle of standbys (c → d → e → c), allowed none",
        "opening.yaml:6:84: stations.d.opening_hours: found no hours, allowed some; delete opening_hours",
        "opening.yaml:6:102: stations.d.shift_period: found shift_period with opening_hours, allowed without: they are those of a week; delete it",
        "opening.yaml:6:118: stations.d.closing: found send_home with processor_sharing, allowed wait: all are in service",
        "opening.yaml:6:138: stations.d.standby: found a circle of standbys (d → e → c → d), allowed none",
        "opening.yaml:7:47: stations.e.standby: found a circle of standbys (e → c → d → e), allowed none",
        "opening.yaml:7:76: stations.e.autoscaling: found autoscaling with replicas, allowed one of them; delete replicas",
        "opening.yaml:9:3: links: found 1000300 cells, allowed 1000000 in all links together",
        "opening.yaml:10:63: links.m.last_mile: found maybe, allowed true or false",
        "opening.yaml:12:34: journeys.visit.steps.0.via: found 300000000 ways through the cells of these links, allowed fewer than 268435456",
      ]
    ),
    (
      "start.yaml",
      [
        "start.yaml:10:17: window.start: found a time of no year, allowed a date, or a time since 1 January with `time`; write a date, such as 2026-01-31",
        "start.yaml:10:32: window.run_in: found 16.43 months, allowed with calendars at most a year before the start, and up to the end of the next year",
        "start.yaml:10:50: window.length: found 23.98 months, allowed with calendars at most a year before the start, and up to the end of the next year",
      ]
    ),
    (
      "stations.yaml",
      [
        "stations.yaml:3:49: stations.a.when_full: found block without queue_limit, allowed both; add queue_limit",
        "stations.yaml:3:67: stations.a.balancing: found balancing without replicas, allowed both; add replicas",
        "stations.yaml:3:86: stations.a.shift_end: found shift_end without shifts, allowed both; add shifts",
        "stations.yaml:4:73: stations.b.batch_limit: found batches with priority, allowed with first_come_first_served; delete batch_limit or discipline",
        "stations.yaml:4:87: stations.b.when_full: found blok, allowed reject, block; did you mean block?",
        "stations.yaml:5:46: stations.c.shifts: found shifts with autoscaling, allowed one of them; delete shifts",
        "stations.yaml:5:79: stations.c.shifts.1.from: found 8 h after 8 h, allowed shifts in order of time; sort them, each time once",
        "stations.yaml:5:111: stations.c.autoscaling: found low, target and high out of order, allowed low ≤ target ≤ high",
        "stations.yaml:5:111: stations.c.autoscaling: found least 3 above most 2, allowed least ≤ most",
        "stations.yaml:5:164: stations.c.autoscaling.high: found 120 %, allowed at most 100 % of utilisation",
        "stations.yaml:6:16: stations.d.servers: found 9 servers at the start, allowed 1 to 8, as autoscaling says",
        "stations.yaml:7:57: stations.e.rate_limit.rate: found 0/s, allowed a rate of more than 0/s, such as 0.9/s, 40/min, 10/year",
        "stations.yaml:7:69: stations.e.rate_limit.burst: found 0.5, allowed a number from 1 to 1000000000, such as 1.24",
        "stations.yaml:7:94: stations.e.cache.hit_share: found 30, allowed a share from 0 % to 100 %, such as 34 % or 0.34; did you mean 30 %?",
        "stations.yaml:7:131: stations.e.contention.coherence: found an unknown key, allowed serial_share, coherency; did you mean coherency?",
        "stations.yaml:7:160: stations.e.deterrence: found 100 %, allowed a share from 0 % to less than 100 %, such as 34 % or 0.34",
        "stations.yaml:9:46: links.l.back: found 0 bit/s, allowed a bandwidth of more than 0 bit/s, such as 512 kbit/s, 10 Mbit/s",
        "stations.yaml:9:62: links.l.cells: found 0, allowed a whole number from 1 to 1000000",
        "stations.yaml:11:9: outages.none: found an outage of nothing, allowed stations, links, sites or regions; add stations, or sites in a country",
        "stations.yaml:12:24: outages.both.stations.1: found a a second time, allowed once; delete it",
        "stations.yaml:12:35: outages.both.every: found 60 min, allowed more than one of them lasts (60 min)",
        "stations.yaml:12:47: outages.both.lasts: found lasts with restore, whose last step is the end, allowed one of them; delete lasts",
        "stations.yaml:12:97: outages.both.restore.1.after: found 60 min after 2 h, allowed steps in order of time; sort them, each time once",
        "stations.yaml:12:109: outages.both.restore.1.share: found 40 % after 50 %, allowed shares that don't fall",
        "stations.yaml:12:109: outages.both.restore.1.share: found 40 % in the last step, allowed 100 %; add a step in which all is back",
        "stations.yaml:13:9: outages.what: found neither repair_time nor restore, allowed one of them; add repair_time",
        "stations.yaml:13:17: outages.what.links.0: found the link m, allowed l; did you mean l?",
        "stations.yaml:14:10: outages.when: found the keys stations, lasts, allowed exactly one of at, every, mean_time_between",
        "stations.yaml:15:76: outages.left.restore.0.share: found 50 % after 60 %, allowed shares that don't fall",
        "stations.yaml:16:43: outages.bare.restore: found no steps, allowed at least one; delete restore",
      ]
    ),
    (
      "steps.yaml",
      [
        "steps.yaml:8:30: policies.endless.retries.pause: found no pause between retries without end, allowed a pause above 0 s; add at_most, or a pause",
        "steps.yaml:9:20: policies.wrong.timeout: found 0 s, allowed a duration of more than 0 s, such as 250 ms, 5 s, 2 h, 9 months",
        "steps.yaml:9:44: policies.wrong.retries.at_most: found -1, allowed a whole number from 0 to 1000000",
        "steps.yaml:9:55: policies.wrong.retries.pause: found 1, allowed a duration with its unit, such as 250 ms, 5 s, 2 h, 9 months; write 1 s",
        "steps.yaml:9:66: policies.wrong.retries.growth: found 0.5, allowed a number from 1 to 1000000, such as 1.24",
        "steps.yaml:9:79: policies.wrong.retries.jitter: found some, allowed none, equal, full",
        "steps.yaml:9:95: policies.wrong.breaker.open_for: found nothing, allowed a duration of more than 0 s, such as 250 ms, 5 s, 2 h, 9 months; add open_for",
        "steps.yaml:9:95: policies.wrong.breaker.probes: found nothing, allowed a whole number from 1 to 1000000; add probes",
        "steps.yaml:9:104: policies.wrong.breaker.window: found 65, allowed a whole number from 1 to 64",
        "steps.yaml:9:119: policies.wrong.breaker.threshold: found 0 %, allowed a share of more than 0 % and at most 100 %, such as 34 % or 0.34",
        "steps.yaml:9:134: policies.wrong.at_once: found 0, allowed a whole number from 1 to 1000000",
        "steps.yaml:13:27: journeys.visit.steps.0.policy: found the policy endles, allowed endless, wrong; did you mean endless?",
        "steps.yaml:13:44: journeys.visit.steps.0.via.1: found l a second time, allowed once; delete it",
        "steps.yaml:14:24: journeys.visit.steps.1.via.0: found the link k, allowed l; did you mean l?",
        "steps.yaml:15:29: journeys.visit.steps.2.response: found response without via, allowed both; add via, or delete it",
        "steps.yaml:16:28: journeys.visit.steps.3.holding: found holding at b, whose servers are shared, allowed with servers that serve one request each; choose another discipline for b, and no batches",
        "steps.yaml:17:58: journeys.visit.steps.4.holding.0.policy: found an unknown key, allowed notify, times, via, request, response, delay",
        "steps.yaml:18:20: journeys.visit.steps.5.transfer: found no link, allowed one or more",
        "steps.yaml:19:48: journeys.visit.steps.6.parallel.0.steps.0.repeat.0.think: found think in parallel, allowed calls, transfers and branches: a citizen does not think in parallel",
        "steps.yaml:19:91: journeys.visit.steps.6.parallel.1.steps: found nothing to do, allowed at least one step",
        "steps.yaml:19:105: journeys.visit.steps.6.needed: found 3 needed of 2, allowed at most 2",
        "steps.yaml:20:20: journeys.visit.steps.7.parallel: found nothing to do, allowed at least one thing",
        "steps.yaml:21:63: journeys.visit.steps.8.repeat.0.at_most: found up to 2000000 rounds of loops in each other, allowed 1000000 together",
        "steps.yaml:21:78: journeys.visit.steps.8.again: found 101 %, allowed a share from 0 % to 100 %, such as 34 % or 0.34",
        "steps.yaml:22:9: journeys.visit.steps.9.at_most: found nothing, allowed a whole number from 1 to 1000000; add at_most",
        "steps.yaml:22:18: journeys.visit.steps.9.repeat: found nothing to repeat, allowed at least one step",
        "steps.yaml:23:19: journeys.visit.steps.10.attempt: found nothing to attempt, allowed at least one step",
        "steps.yaml:23:29: journeys.visit.steps.10.then: found stop, allowed fail, go_on",
        "steps.yaml:24:36: journeys.visit.steps.11.repeat.0.times: found up to 2001000 rounds of loops in each other, allowed 1000000 together",
        "steps.yaml:27:49: demand.people.patience: found 0 s, allowed a duration of more than 0 s, such as 250 ms, 5 s, 2 h, 9 months",
        "steps.yaml:27:66: demand.people.background: found yes, allowed true or false; write true",
        "steps.yaml:28:11: demand.others: found no last_mile for the pages of pages, allowed both; add last_mile",
      ]
    ),
    (
      "traces.yaml",
      [
        "table-trace.csv:3:1: found 4.0 s after 5.0 s (row 2), allowed times that don't fall; sort the rows by time",
        "table-trace.csv:4:1: found x, allowed a time up to 100 years: seconds (12.5), a duration (12.5 s) or hh:mm:ss (10:00:12.5)",
        "traces.yaml:8:19: demand.others.trace: found table-trac.csv, but there is no file table-trac.csv; did you mean table-trace.csv?",
        "traces.yaml:9:19: demand.secret.trace: found /etc/passwd, allowed a file below the folder Bad; write the path relative to this file",
        "traces.yaml:12:12: demand.inline.trace: row 3, column 2: found x, allowed a whole number from 0 to 1000000000000",
        "traces.yaml:12:12: demand.inline.trace: row 3, column 1: found 0.0 s after 1.0 s (row 2), allowed times that don't fall; sort the rows by time",
      ]
    ),
  ]
}
