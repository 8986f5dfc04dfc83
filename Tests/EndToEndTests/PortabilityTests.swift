import Foundation
import TestSupport
import Testing

#if os(Linux) && arch(x86_64)
  extension EndToEnd {
    /// The C library chooses other code for `log`, `exp` and `pow` where a processor lacks fused
    /// multiply–add, and their last bits change. Hiding it must change no bit of any replication.
    @Suite("Other processors") struct PortabilityTests {
      static let old = ["GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F"]

      /// Or else the tests below could not fail.
      @Test("Hiding works here") func hiding() throws {
        func loader(_ environment: [String: String]) throws -> String {
          let pipe = Pipe()
          let process = Process()
          process.executableURL = URL(fileURLWithPath: "/lib64/ld-linux-x86-64.so.2")
          process.arguments = ["--help"]
          process.environment = environment
          process.standardOutput = pipe
          try process.run()
          let text = String(
            decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
          process.waitUntilExit()
          return text
        }
        let isModern = try loader([:]).contains("x86-64-v3 (supported")
        #expect(try loader(Self.old).contains("x86-64-v3 (supported") == false)
        if !isModern { print("this processor has no AVX2 and FMA to hide") }
      }

      @Test("Explicit models", arguments: ["jackson", "mh2-1", "me2-1", "breakdowns", "mg1-ps"])
      func model(name: String) throws {
        func digest(_ environment: [String: String]) throws -> [String: Any] {
          try Binary.run(
            "run", "scenarios/verify/\(name).yaml", "--json", "--replications", "2",
            environment: environment
          ).object()
        }
        let (new, old) = (try digest([:]), try digest(Self.old))
        #expect(new["fingerprint"] as? String == old["fingerprint"] as? String)
        let (rows, oldRows) = (new["rows"] as? [[String: Any]], old["rows"] as? [[String: Any]])
        #expect(NSArray(array: rows ?? []) == NSArray(array: oldRows ?? []))
        #expect((rows ?? []).count > 10)
      }

      /// Delivery, demand, capacity and money too: every replication row of a country.
      @Test("A country's rows, byte for byte") func country() throws {
        func rows(_ environment: [String: String]) throws -> Data {
          let scratch = try Scratch()
          let study = try Binary.run(
            "compare", "scenarios/countries/rwanda.yaml", "--worlds", "4", "--quiet",
            "--output", scratch.folder.path, environment: environment)
          #expect(study.status == 0)
          let export = try Binary.run(
            "export", scratch.url("rwanda.sqlite").path, "--output", scratch.url("tables").path,
            environment: environment)
          #expect(export.status == 0)
          return try Data(contentsOf: scratch.url("tables/rows.csv"))
        }
        let (new, old) = (try rows([:]), try rows(Self.old))
        #expect(new == old)
        #expect(new.count > 100_000)
      }
    }
  }
#endif
