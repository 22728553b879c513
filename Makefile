# gooya: `make call` rings the billing line, `make test` runs every test.

SWIFT ?= swift
BUILD_PACKAGES := libsqlite3-dev libasound2-dev libsndfile1-dev libsamplerate0-dev libsonic-dev libkissfft-dev pkg-config
TEST_PACKAGES := python3-jsonschema python3-yaml pulseaudio pulseaudio-utils libasound2-plugins espeak-ng graphviz
BENCH_PACKAGES := valgrind binutils
# Suites that live by a virtual sound card's clock; nothing else may keep the processors busy beside them.
REAL_TIME_TESTS := A call by sound alone|A call on awkward devices|Sound devices in real time|gooya audio loopback
# Whatever prints, and the files that do: the three streams, and the handset's screen.
PRINTING := \b(print|debugPrint|dump|f?puts|putchar|f?printf|perror|fwrite)\(|FileHandle\.standard|exit\(withError|\bGlibc\.write\(|[^.]\bwrite\((1|2|STD)
PRINTERS := Sources/gooya/Output.swift|Sources/Handset/Terminal.swift|Sources/Files/OutputFile.swift
DEMONSTRATION := ~43 2 ~9 09120000001 ~17 1 ~19 4 ~13 1 ~68 0

.DEFAULT_GOAL := help
.PHONY: help call test setup setup-test setup-bench build lint bench clean

help:
	@echo 'make call    ring the billing line'
	@echo 'make test    run every test'
	@echo 'make setup   install the Debian packages that are missing'
	@echo 'make build   build .build/release/gooya'
	@echo 'make lint    check the form of the sources'
	@echo 'make bench   measure speed'
	@echo 'make clean   throw the build away'

# Installs those of the Debian packages $(1) that are missing.
define install
	@missing=; for package in $(1); do \
	  dpkg-query --show --showformat='$${Status}' $$package 2>/dev/null | grep -q '^install ok installed$$' \
	    || missing="$$missing $$package"; done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if ! command -v apt-get >/dev/null; then \
	  echo "These Debian packages are missing, and there is no apt-get to install them:$$missing" >&2; exit 1; fi; \
	root=; if [ "$$(id -u)" != 0 ]; then \
	  if ! command -v sudo >/dev/null; then \
	    echo "These packages are missing; as root, run: apt-get install$$missing" >&2; exit 1; fi; \
	  root=sudo; fi; \
	echo "Installing missing Debian packages:$$missing"; \
	log=$$(mktemp); \
	if $$root apt-get update >$$log 2>&1 \
	  && $$root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $$missing >>$$log 2>&1; \
	then rm -f $$log; else \
	  tail -n 20 $$log >&2; rm -f $$log; \
	  echo "The packages could not be installed; as root, run: apt-get install$$missing" >&2; exit 1; fi
endef

setup:
	$(call install,$(BUILD_PACKAGES))

setup-test: setup
	$(call install,$(TEST_PACKAGES))

call: setup
	@$(SWIFT) build --product gooya
	@if [ -t 0 ] && [ -t 1 ]; then exec .build/debug/gooya call; else \
	  echo 'No terminal here: this is a demonstration call, in virtual time.'; \
	  exec .build/debug/gooya call --fast --keys '$(DEMONSTRATION)'; fi

test: setup-test
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --disable-xctest --skip '$(REAL_TIME_TESTS)'
	$(SWIFT) test --skip-build --disable-xctest --filter '$(REAL_TIME_TESTS)'

build: setup
	$(SWIFT) build --configuration release --static-swift-stdlib --product gooya

lint:
	@if grep -rnE '$(PRINTING)' Sources --include='*.swift' | grep -vE '^($(PRINTERS)):'; then \
	  echo 'Print through Sources/gooya/Output.swift: nothing from outside may steer a terminal.' >&2; \
	  exit 1; fi
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests \
	  Benchmarks/Package.swift Benchmarks/Benchmarks

setup-bench: setup
	$(call install,$(BENCH_PACKAGES))

bench: setup-bench build
	Benchmarks/instructions
	$(SWIFT) package --package-path Benchmarks benchmark --no-progress

clean:
	rm -rf .build Benchmarks/.build
