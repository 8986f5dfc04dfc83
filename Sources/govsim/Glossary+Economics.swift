/// Words about money.
extension Glossary {
  static let economicTerms: [Term] = [
    term(
      "re-costing", "", also: ["recosting"],
      "Pricing what a stored study did in physical quantities anew, without simulating: govsim report "
        + "FILE --set money.discount_rate=8%. Only what reaches valuation can be set."),
    term(
      "levelised cost", "", also: ["PVC per successful request"],
      "Present value of costs over digital requests that succeeded, discounted like money: the price "
        + "per request at which costs would just be earned."),
    term(
      "residual value", "", also: ["value left at the end"],
      "What software made within the horizon is still worth at its end, in a straight line over its "
        + "life (money.asset_life). It is taken off the costs."),
    term(
      "exit cost", "",
      "Work to leave packaged products at the horizon, as a share of the work that adapted them."),
    term(
      "payback", "",
      "Years until what is saved against the reference outweighs what was spent; simple, or "
        + "discounted."),
    term(
      "real rate", "", also: ["nominal rate"],
      "A discount rate without inflation, as amounts in prices of one year need it. A nominal rate n "
        + "with inflation i is (1 + n) / (1 + i) - 1 real."),
    term(
      "donor", "",
      "Who gives money for the programme: pays that share of all that delivery does, and nothing that "
        + "runs afterwards."),
  ]
}
