import Testing

@testable import Scenarios

@Suite("Digest")
struct DigestTests {
  /// FIPS 180-4 examples.
  @Test(
    "SHA-256 of known texts",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func known(text: String, hex: String) {
    var digest = ContentDigest()
    digest.addPlain(text.utf8)
    #expect(digest.hex == hex)
  }

  @Test("Moving a byte from one block to the next changes the digest") func blocks() {
    var a = ContentDigest()
    a.add("ab".utf8)
    a.add("c".utf8)
    var b = ContentDigest()
    b.add("a".utf8)
    b.add("bc".utf8)
    #expect(a.hex != b.hex)
  }
}
