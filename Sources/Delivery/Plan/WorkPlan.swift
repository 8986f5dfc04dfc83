/// The work of one portfolio under one draw of chance: items, their steps in order, and who waits
/// for whom.
///
///     design ─ select ─ approve ─ procure ┬ build or adapt ─ test ─ secure ─ train ─ enrol ─ live
///                                         │                                      a deployment
///     design ─ approve ─ procure          │                                      a contract …
///                           └─────────────┼ move ─ build ─ test ─ secure ─ train ─ live
///                                         │                                      … and its services
///                                         ├ onboard ─ live                       a membership
///                                         ├ link ─ live                          a data link
///                                         └ wrap ─ live                          an old system
///
/// `┬` is the gate of needs: what is to the right waits until everything that the item needs is live.
/// Design and paperwork may run ahead of it. Procurement waits until money is promised for all that
/// follows, and a project is promised money only after the deployments that it (a contract: its first
/// service) needs. What comes before procurement is paid step by step.
///
/// Items are numbered in programme order, needs before what needs them: the number is the priority.
struct WorkPlan {
  var items: [WorkItem] = []
  var steps: [Step] = []
  var projects: [Project] = []
  /// Who waits for an item to be live.
  var successors = EdgeList()
  /// Which projects wait for a project's money to be promised; by item.
  var fundingSuccessors = EdgeList()
  /// Services that begin when a contract is signed.
  var contractServices = EdgeList()
  /// Memberships that wait for an agency's decision to join.
  var decisions: [JoiningDecision] = []
  var deployments: [Deployment] = []
  var memberships: [Membership] = []
  var links: [DataLink] = []
  var joined: [Bool] = []
}

/// One thing to be done.
struct WorkItem {
  var kind: ItemKind
  /// Index into the table of its kind; a contract's is its first service.
  var subject: Int
  var steps: Range<Int>
  /// Things that must be live before the gate of needs opens [1].
  var needCount: Int
  /// Projects that must have their money before this one [1].
  var unfundedCount: Int
  /// Who pays, as an index into `WorkPlan.projects`.
  var project: Int
}

/// What shares one reservation of money: a deployment, a contract with its services, a membership or
/// a link.
struct Project {
  /// Money for everything from procurement on, as planned [currency]; 0 where money is asked for step by
  /// step.
  var plannedCost: Double
  /// Items that must end before what is left is given back [1].
  var itemCount: Int
  /// Whose earmarked money may pay for it.
  var payers: [Party]
}

/// One stretch of work by people of one skill.
struct Step {
  enum Gate { case none, needs, funding }
  var activity: Activity
  var skill: Skill
  var payer: Party
  /// Index of the pool that does it, −1 for nobody.
  var pool: Int
  /// Actual effort [person-month], overrun included.
  var effort: Double
  /// Persons at most [person].
  var crew: Int
  /// Actual over planned duration [1].
  var stretch = 1.0
  /// Least time from the clock's start to the end of the step [month].
  var leastTime = 0.0
  var gate = Gate.none
  /// The item's clock starts here, when the gate is open and the money is there.
  var startsClock = true
  /// Comes before the project's money is promised, and is paid by itself.
  var isBeforeFunding = false
  /// The item is live before this step.
  var isAfterGoLive = false
  /// Enrolment kits bought for it [1].
  var kits = 0
  /// Part of a build step that adapts what exists instead of writing it [1].
  var adaptationShare = 0.0
}

/// An agency decides to join, so many months after the start.
struct JoiningDecision {
  var month: Double
  var memberships: [Int]
}

/// Edges from items to items, by their origin: shape [items] of slices of one array.
struct EdgeList {
  private var starts: [Int] = [0]
  private var targets: [Int] = []

  init() {}

  /// - Complexity: O(nodes + edges), counting sort; edges of one origin keep their order.
  init(_ edges: [(from: Int, to: Int)], nodeCount: Int) {
    starts = Array(repeating: 0, count: nodeCount + 1)
    for edge in edges { starts[edge.from + 1] += 1 }
    for node in 0..<nodeCount { starts[node + 1] += starts[node] }
    targets = Array(repeating: 0, count: edges.count)
    var next = starts
    for edge in edges {
      targets[next[edge.from]] = edge.to
      next[edge.from] += 1
    }
  }

  /// Where the targets of one node lie.
  func range(of node: Int) -> Range<Int> { starts[node]..<starts[node + 1] }
  subscript(position: Int) -> Int { targets[position] }
}
