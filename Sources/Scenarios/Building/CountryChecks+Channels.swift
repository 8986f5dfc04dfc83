/// Ways to services, and what regions have for them.
extension CountryChecks {
  mutating func checkChannels() {
    let channels = country["operations"]?["channels"]
    if let hours = channels?["counter"]?["opening_hours"] { checkOpening(hours) }
    for (_, region) in country["regions"]?.entries ?? [] {
      if let backhaul = region["backhaul"], region["cells"] == nil, !region.isPartial {
        add(backhaul, "found a backhaul without cells, allowed both", suggestion: "add cells")
      }
      if let offices = region["offices"], offices.whole ?? 0 > 0, channels?["counter"] == nil,
        country["operations"]?.isPartial == false
      {
        add(
          offices, "found offices without a counter channel, allowed both",
          suggestion: "add operations.channels.counter")
      }
    }
  }
}
