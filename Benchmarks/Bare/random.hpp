// Random numbers of the bare loops: one generator and one variate, as fast as they come.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>

namespace bare {

// xoshiro256++ 1.0 (Blackman and Vigna 2019), seeded by splitmix64.
class Xoshiro256 {
 public:
  explicit Xoshiro256(uint64_t seed) {
    for (auto& word : state_) word = splitmix(seed);
  }

  uint64_t next() {
    const uint64_t result = rotate(state_[0] + state_[3], 23) + state_[0];
    const uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotate(state_[3], 45);
    return result;
  }

  // Uniform on the open interval (0, 1).
  double uniform() { return (static_cast<double>(next() >> 11) + 0.5) * 0x1p-53; }

 private:
  static uint64_t rotate(uint64_t x, int bits) { return (x << bits) | (x >> (64 - bits)); }

  static uint64_t splitmix(uint64_t& x) {
    x += 0x9e3779b97f4a7c15;
    uint64_t z = x;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  std::array<uint64_t, 4> state_;
};

// Unit exponential by a ziggurat of 256 layers (Marsaglia and Tsang 2000).
class Exponential {
 public:
  Exponential() {
    double x = kTailStart;
    const double base = kArea / std::exp(-x);
    layers_[0] = {static_cast<uint64_t>(x / base * 0x1p53), base / 0x1p53, 1};
    layers_[255].width = x / 0x1p53;
    layers_[255].density = std::exp(-x);
    for (int i = 254; i >= 1; --i) {
      const double outer = x;
      x = -std::log(kArea / outer + std::exp(-outer));
      layers_[i + 1].limit = static_cast<uint64_t>(x / outer * 0x1p53);
      layers_[i].width = x / 0x1p53;
      layers_[i].density = std::exp(-x);
    }
    layers_[1].limit = 0;
  }

  double draw(Xoshiro256& bits) const {
    const uint64_t word = bits.next();
    const Layer& layer = layers_[word & 255];
    const uint64_t position = word >> 11;
    const double x = static_cast<double>(position) * layer.width;
    if (__builtin_expect(position < layer.limit, 1)) return x;
    return slow(word & 255, x, bits);
  }

 private:
  struct Layer {
    uint64_t limit = 0;
    double width = 0;
    double density = 0;
  };

  static constexpr double kTailStart = 7.69711747013104972;
  static constexpr double kArea = 3.949659822581572e-3;

  // The edge of a layer, or the tail: about one draw in a hundred.
  [[gnu::noinline]] double slow(uint64_t i, double x, Xoshiro256& bits) const {
    while (true) {
      if (i == 0) return kTailStart - std::log(bits.uniform());
      const double lower = layers_[i].density;
      const double upper = layers_[i - 1].density;
      if (lower + bits.uniform() * (upper - lower) < std::exp(-x)) return x;
      const uint64_t word = bits.next();
      i = word & 255;
      x = static_cast<double>(word >> 11) * layers_[i].width;
      if ((word >> 11) < layers_[i].limit) return x;
    }
  }

  std::array<Layer, 256> layers_;
};

}  // namespace bare
