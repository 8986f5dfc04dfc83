import ArgumentParser
import Scenarios

/// Prints the JSON Schema of scenario files.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of scenario files, for editors.",
    discussion: """
      Editors complete and check a scenario whose first line names the schema:
      # yaml-language-server: $schema=../schema/govsim-1.schema.json

      EXAMPLE
        govsim schema > govsim-1.schema.json
      """)

  @OptionGroup var output: OutputOptions

  mutating func run() throws { try Console.write(ScenarioSchema.jsonSchema()) }
}
