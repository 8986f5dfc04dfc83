import TestSupport
import Testing

@Suite("Sizes")
struct SizeTests {
  /// The aim is 400 lines a file and 25 a function; these are the limits.
  private let fileLimit = 600
  private let functionLimit = 60

  @Test("Files and functions are short enough to read")
  func sizes() throws {
    var functions = 0
    for path in Repository.files(in: "Sources", withSuffix: ".swift") {
      let source = SourceText(try Repository.text(path))
      #expect(source.lines.count <= fileLimit, "\(path)")
      for (line, name, count) in source.functions {
        functions += 1
        #expect(count <= functionLimit, "\(path):\(line): \(name) takes \(count) lines")
      }
    }
    #expect(functions > 300, "only \(functions) functions found")
  }

  @Test("A function's lines are counted from its name to its last brace")
  func counting() {
    let source = SourceText(
      """
      protocol P { func without() }
      struct A {
        func long(
          a: Int
        ) -> Int {
          let s = "}"  // }
          return a
        }

        init() { }
        var b: Int { 1 }
      }
      """)
    #expect(source.functions.map(\.name) == ["without", "long", "init"])
    #expect(source.functions.dropFirst().map(\.lineCount) == [6, 1])
  }
}
