import ArgumentParser
import Experiments

/// The command line: reads arguments, calls the parts, prints, exits. Nothing else prints or exits.
@main
struct Govsim: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "govsim",
    abstract: "Simulates a country's e-government programmes.",
    discussion: """
      What does it cost, how long does it take, and will it hold, if agencies share building blocks, \
      compared with each agency building its own?

      EXAMPLE
        govsim compare scenarios/countries/rwanda.yaml

      EXIT CODES
        0    fine                        65   the scenario is invalid
        1    the run failed              74   file trouble
        2    scenarios differ (plan)     99   a threshold was missed
        64   wrong usage                 130  interrupted, finished worlds kept
      """,
    version: Software.version,
    groupedSubcommands: [
      CommandGroup(
        name: "Simulate",
        subcommands: [
          CompareCommand.self, SensitivityCommand.self, RunCommand.self, CapacityCommand.self,
          BottlenecksCommand.self, VerifyCommand.self,
        ]),
      CommandGroup(
        name: "Write Scenarios",
        subcommands: [
          NewCommand.self, ValidateCommand.self, PlanCommand.self, ExplainCommand.self,
          SchemaCommand.self,
        ]),
      CommandGroup(
        name: "Use Results", subcommands: [ReportCommand.self, ExportCommand.self]),
      CommandGroup(name: "Look After", subcommands: [DoctorCommand.self, BenchCommand.self]),
    ])

  /// Runs what the arguments ask for. Every error ends here, as lines on stderr and an exit code.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      guard let failure = Failure(error) else { exit(withError: error) }
      for line in failure.lines { Console.complain(line) }
      exit(withError: ExitCode(failure.status.rawValue))
    }
  }
}
