/// Whether two numbers agree to a share `tolerance` of the expected one.
func isClose(_ found: Double, _ expected: Double, _ tolerance: Double = 1e-12) -> Bool {
  abs(found - expected) <= tolerance * abs(expected)
}
