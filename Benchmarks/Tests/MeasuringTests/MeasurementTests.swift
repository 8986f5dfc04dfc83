import Testing

@testable import Measuring

@Suite struct MeasurementTests {
  @Test func readsALineOfGovsim() throws {
    let read = try Measurement(
      output: """
        {"engine":"govsim","version":"0.2","model":"mm1","events":2000,"wall_s":0.2,"cpu_s":0.1,\
        "events_per_s":10000,"events_per_cpu_s":20000,"peak_rss_bytes":4096,\
        "statistic":{"name":"mean_sojourn","value":9.9,"theory":10},"fingerprint":"00ff","more":[]}
        """)
    #expect(read.rate == 20000)
    #expect(read.wallSeconds == 0.2)
    #expect(read.processorSeconds == 0.1)
    #expect(read.peakMemory == 4096)
    #expect(read.statistic == .init(name: "mean_sojourn", value: 9.9, theory: 10))
    #expect(read.fingerprint == "00ff")
  }

  @Test func readsAPeerBehindALogLineAndWithoutARate() throws {
    let read = try Measurement(
      output: """
        loading {the} model
        {"engine": "ciw", "version": "3.2.7", "model": "mm1", "events": 3, "wall_s": 0.0, \
        "cpu_s": 0.0, "events_per_s": null, "events_per_cpu_s": null}

        """)
    #expect(read.engine == "ciw")
    #expect(read.rate == nil)
    #expect(read.statistic == nil)
  }

  @Test func readsAnObjectOverSeveralLinesWithANumberAsFingerprint() throws {
    let read = try Measurement(
      output: """
        {
          "engine": "govsim", "model": "hold", "events": 1, "wall_s": 1, "cpu_s": 1,
          "statistic": {"name": "final_clock", "value": null},
          "fingerprint": 18446744073709551615
        }
        """)
    #expect(read.fingerprint == "18446744073709551615")
    #expect(read.version == "unknown")
    #expect(read.statistic == .init(name: "final_clock", value: nil, theory: nil))
  }

  @Test(arguments: ["", "Segmentation fault", "{}", #"{"engine": "x"}"#, "{\"engine\": 1"])
  func refusesWhatIsNoMeasurement(output: String) {
    #expect(throws: MeasuringError.unreadableOutput(output)) { try Measurement(output: output) }
  }
}
