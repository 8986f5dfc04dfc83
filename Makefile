# make demo    from nothing to a decision: set-up, release build, Rwanda compared
# make test    set-up, formatter, walls, and every test
# make help    the others

SWIFT ?= swift
SCENARIO ?= scenarios/countries/rwanda.yaml
# More options for govsim, such as ARGS="--worlds 100 --seed 7".
ARGS ?=

# Tests look inside modules, which needs a flag of its own; a second folder keeps the two builds from
# undoing each other (docs/decisions/0002-tests-in-release-mode.md).
TEST_BUILD = -c release -Xswiftc -enable-testing --scratch-path .build-test
# The engine's own invariants, compiled in for one more run of its tests.
INVARIANTS_BUILD = -c release -Xswiftc -enable-testing -Xswiftc -DGOVSIM_INVARIANTS \
	--scratch-path .build-invariants
BENCHMARKS = --package-path Benchmarks
SWIFT_FILES = Sources Tests Package.swift Benchmarks/Package.swift Benchmarks/Runner \
	Benchmarks/Tests
GOVSIM = .build/release/govsim

export SWIFT

.DEFAULT_GOAL := help
.PHONY: help setup build demo verify test test-invariants bench lint format clean

help:
	@echo 'make demo      set up, build, and compare shared building blocks with silos in Rwanda'
	@echo '               (other file: SCENARIO=my.yaml; more options: ARGS="--worlds 100")'
	@echo 'make build     set up and build .build/release/govsim'
	@echo 'make verify    check the engine against queueing theory'
	@echo 'make test      set up, check format and walls, run every test'
	@echo 'make bench     measure govsim beside bare C++ loops and other engines (ten minutes)'
	@echo 'make format    format the Swift sources'
	@echo 'make setup     install what is missing, nothing else'
	@echo 'make clean     remove what was built; scenarios and results stay'

setup:
	@scripts/setup

build: setup
	$(SWIFT) build -c release --product govsim

demo: build
	$(GOVSIM) compare $(SCENARIO) $(ARGS)

verify: build
	$(GOVSIM) verify $(ARGS)

# The build refuses imports that Package.swift does not name; it must come before `--skip-build`.
test:
	@scripts/setup --for-tests
	$(MAKE) lint
	$(SWIFT) build $(TEST_BUILD) --build-tests --explicit-target-dependency-import-check error
	$(SWIFT) test $(TEST_BUILD) --skip-build $(ARGS)
	$(MAKE) test-invariants
	$(SWIFT) test $(BENCHMARKS)

test-invariants:
	$(SWIFT) test $(INVARIANTS_BUILD) --filter '^(EventEngineTests|OperationsTests)\.'

# Other engines come with pip, see Benchmarks/README.md.
bench: build
	Benchmarks/setup
	$(SWIFT) run -c release $(BENCHMARKS) measure --govsim $(GOVSIM) $(ARGS)

lint:
	$(SWIFT) format lint --strict --parallel --recursive $(SWIFT_FILES)

format:
	$(SWIFT) format --in-place --parallel --recursive $(SWIFT_FILES)

clean:
	rm -rf .build .build-test .build-invariants
	rm -rf Benchmarks/.build Benchmarks/.build-bare Benchmarks/.venv
