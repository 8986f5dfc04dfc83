import Quantities
import Testing

@Suite struct ClockTests {
  @Test(arguments: [
    (0.0, "0:00:00"), (38_467, "10:41:07"), (86_399, "23:59:59"), (86_400, "1 d 0:00:00"),
    (3 * 86_400 + 60.25, "3 d 0:01:00.25"), (59.9996, "0:01:00"),
  ])
  func clock(seconds: Double, text: String) {
    #expect(TimeSpan(seconds: seconds).clock == text)
  }

  @Test func strangeTimesAreStillTexts() {
    #expect(TimeSpan(seconds: -5).clock == "−5 s")
    #expect(!TimeSpan(seconds: .infinity).clock.isEmpty)
    #expect(!TimeSpan(seconds: .nan).clock.isEmpty)
  }

  @Test(arguments: [
    (1.0, "second"), (60, "minute"), (3_600, "hour"), (86_400, "day"), (10, "10 s"),
  ])
  func stretch(seconds: Double, name: String) {
    #expect(TimeSpan(seconds: seconds).stretchName == name)
  }
}
