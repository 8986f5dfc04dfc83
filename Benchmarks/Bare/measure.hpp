// Clocks, the order hash and the JSON line that every program prints.
#pragma once

#include <sys/resource.h>
#include <time.h>

#include <cstdint>
#include <cstdio>
#include <string>

namespace bare {

inline double seconds_of(clockid_t clock) {
  timespec t{};
  clock_gettime(clock, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

// Wall and processor seconds since it was made.
class Clock {
 public:
  double wall() const { return seconds_of(CLOCK_MONOTONIC) - wall_; }
  double cpu() const { return seconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu_; }

 private:
  double wall_ = seconds_of(CLOCK_MONOTONIC);
  double cpu_ = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
};

// Hash over the fired events, in order.
class OrderHash {
 public:
  void add(uint64_t word) { hash_ = (hash_ ^ word) * 0x9e3779b97f4a7c15 + (hash_ >> 29); }
  uint64_t value() const { return hash_; }

 private:
  uint64_t hash_ = 0xcbf29ce484222325;
};

inline long peak_rss_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss * 1024L;
}

struct Result {
  std::string model;
  std::string variant;
  uint64_t events;
  double wall;         // [s]
  double cpu;          // [s]
  double final_clock;  // [model time]
  uint64_t checksum;   // of the fired events in any order
  std::string more;    // further JSON members, each with its comma before it
};

// JSON member: a figure of the model beside what theory says.
inline std::string statistic(const char* name, double value, double theory) {
  char text[160];
  std::snprintf(text, sizeof text,
                ", \"statistic\": {\"name\": \"%s\", \"value\": %.17g, \"theory\": %.17g}", name,
                value, theory);
  return text;
}

inline void print(const Result& r) {
  const double events = static_cast<double>(r.events);
  std::printf(
      "{\"engine\": \"bare\", \"version\": \"%s\", \"model\": \"%s\", \"variant\": \"%s\", "
      "\"events\": %llu, \"wall_s\": %.4f, \"cpu_s\": %.4f, \"events_per_s\": %.0f, "
      "\"events_per_cpu_s\": %.0f, \"peak_rss_bytes\": %ld, \"final_clock\": %.17g, "
      "\"checksum\": \"%016llx\"%s}\n",
      BARE_VERSION, r.model.c_str(), r.variant.c_str(),
      static_cast<unsigned long long>(r.events), r.wall, r.cpu, events / r.wall, events / r.cpu,
      peak_rss_bytes(), r.final_clock, static_cast<unsigned long long>(r.checksum),
      r.more.c_str());
}

}  // namespace bare
