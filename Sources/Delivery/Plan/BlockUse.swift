/// Which agencies need which blocks, and whose deployment they use: the first pass over a portfolio.
///
/// An agency needs the blocks that its services call, the registry block if a service reads its
/// registry, the mediator if its links go through one, and whatever these need in turn. What exists
/// needs nothing more.
struct BlockUse {
  private let portfolio: Portfolio
  /// Whether each agency joined the shared blocks.
  let joined: [Bool]
  let registryBlock: Int?
  let mediatorBlock: Int?
  /// Users of the shared deployment of each block, in programme order; the first one leads.
  private(set) var sharedUsers: [[Int]]
  /// Users of each existing block, in programme order.
  private(set) var existingUsers: [[Int]]
  private var isSeen: [Bool]

  init(_ portfolio: Portfolio, _ chance: Chance) {
    self.portfolio = portfolio
    let organisation = portfolio.organisation
    joined = portfolio.agencies.map { agency in
      organisation.sharing == .shared
        && chance.joins(agency: agency.key, probability: organisation.joining)
    }
    registryBlock = portfolio.blocks.firstIndex(where: \.isRegistry)
    let mediator = portfolio.blocks.firstIndex(where: \.isMediator)
    // A mediator that is live serves everybody, whatever the organisation.
    let isLive = portfolio.existing.contains { $0.block == mediator }
    mediatorBlock = organisation.integration == .mediator || isLive ? mediator : nil
    sharedUsers = Array(repeating: [], count: portfolio.blocks.count)
    existingUsers = Array(repeating: [], count: portfolio.existing.count)
    isSeen = Array(
      repeating: false, count: portfolio.agencies.count * portfolio.blocks.count)
    for service in portfolio.services { add(service) }
  }

  /// The existing block that serves an agency, as an index into `Portfolio.existing`: its own, else
  /// the first one of the block; a registry serves its owner only.
  func existing(_ block: Int, for party: Party) -> Int? {
    let all = portfolio.existing
    let own = all.firstIndex { $0.block == block && .agency($0.owner) == party }
    if own != nil || portfolio.blocks[block].isRegistry { return own }
    return all.firstIndex { $0.block == block }
  }

  /// Whether exchange between two agencies goes through the mediator: both must use the same one.
  func goesThroughMediator(_ consumer: Int, _ owner: Int) -> Bool {
    guard let mediatorBlock else { return false }
    if existing(mediatorBlock, for: .agency(consumer)) != nil { return true }
    return joined[consumer] && joined[owner]
  }

  /// Blocks of a service that its agency must have: registry and mediator follow from elsewhere.
  func ownBlocks(of service: Portfolio.Service) -> [Int] {
    service.blocks.filter {
      !portfolio.blocks[$0].isRegistry && !portfolio.blocks[$0].isMediator
    }
  }

  private mutating func add(_ service: Portfolio.Service) {
    for block in ownBlocks(of: service) { mark(service.agency, block) }
    for owner in service.registries {
      if let registryBlock { mark(owner, registryBlock) }
      guard owner != service.agency, let mediatorBlock,
        goesThroughMediator(service.agency, owner)
      else { continue }
      mark(service.agency, mediatorBlock)
      mark(owner, mediatorBlock)
    }
  }

  private mutating func mark(_ agency: Int, _ block: Int) {
    let cell = agency * portfolio.blocks.count + block
    if isSeen[cell] { return }
    isSeen[cell] = true
    if let entry = existing(block, for: .agency(agency)) {
      existingUsers[entry].append(agency)
      return
    }
    if joined[agency] { sharedUsers[block].append(agency) }
    for need in portfolio.blocks[block].needs { mark(agency, need) }
  }
}
