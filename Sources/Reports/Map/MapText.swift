import Store

extension TextLayout {
  /// Maps of levers as small tables: `−52 ++` where the contender is better in at least 90 % of worlds.
  mutating func addMaps(of index: StudyIndex) {
    let maps = LeverChart.all(of: index)
    for map in maps { add(map) }
    guard !maps.isEmpty else { return }
    paragraph(
      "++ the first is better in at least 90 % of worlds, + in 70 to 90 %, = no clear difference, "
        + "− and −− the second; (+) and (−) ahead, ? not computed precisely enough. "
        + LeverChart.aheadText + " One run of chance a world, no simulated hours.", style: .dim)
  }

  private mutating func add(_ map: LeverChart) {
    add()
    paragraph("Where each alternative wins: \(map.measure)", style: .bold)
    paragraph(map.claim)
    paragraph(
      "\(map.contender) minus \(map.baseline)\(unit(of: map)), mean over "
        + "\(Words.count(map.worlds, "world")). Across: \(map.first.xTitle). Down: "
        + "\(map.first.yTitle).", style: .dim)
    let label = (map.ys.map(\.count).max() ?? 0) + 3
    let texts = map.ys.map { y in map.xs.map { cell(map, $0, y) } }
    let widest = (texts.joined().map(\.count) + map.xs.map(\.count)).max() ?? 0
    let widths = [label] + map.xs.map { _ in widest + 3 }
    row([[("", .plain)]] + map.xs.map { [($0, .bold)] }, widths: widths)
    for (y, line) in zip(map.ys, texts).reversed() {
      row([[(y, .bold)]] + line.map { [($0, .plain)] }, widths: widths)
    }
    if let present = map.presentText { paragraph(present) }
  }

  private func unit(of map: LeverChart) -> String {
    map.scale.unit.isEmpty ? "" : " [\(map.scale.unit)]"
  }

  private func cell(_ map: LeverChart, _ x: String, _ y: String) -> String {
    guard let row = map.rows.first(where: { $0.xSetting == x && $0.ySetting == y }) else {
      return "–"
    }
    return "\(map.scale.number(row.mean, isSigned: true)) \(map.standing(row).sign)"
  }
}
