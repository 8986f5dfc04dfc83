import Quantities

/// `channels:` Ways to a service other than the web, which people without a connection use, and those
/// whose request failed elsewhere.
public struct ChannelTerms: Sendable {
  /// `nil` where no service can be used by text.
  public var text: TextChannel?
  public var assisted: AssistedChannel?
  /// `nil` where counters have room for everybody.
  public var counter: CounterChannel?
}

/// `text:` Menus or short messages on any mobile phone (USSD, SMS), for services that allow it.
public struct TextChannel: Sendable {
  /// Screens of one transaction [1].
  public var screens: Double
  /// What one screen weighs.
  public var screenSize: DataSize
  /// From a reply to the next screen, the service's own time aside.
  public var roundTrip: TimeSpan
  /// From a failure elsewhere to the first screen; `nil` for no time.
  public var accessTime: VariateSpec?
}

/// `assisted:` Points where somebody helps with the digital service.
public struct AssistedChannel: Sendable {
  /// From a failure elsewhere to the request at the point; `nil` for no time.
  public var accessTime: VariateSpec?
}

/// `counter:` Offices where officials serve visitors.
public struct CounterChannel: Sendable {
  /// Share of opening time that officials are busy where everybody comes to the counter, which is what
  /// their number follows from.
  public var utilisation: Share
  /// When offices are open in each week.
  public var openingHours: [OpeningTerms]
  /// What becomes of visitors who still wait when they close.
  public var closing: ClosingTime
  /// What becomes of visitors who are being served then.
  public var shiftEnd: EndOfShift
  /// From a failure elsewhere to the wish to be at the counter; `nil` for no time.
  public var accessTime: VariateSpec?
}
