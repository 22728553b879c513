# gooya: `make call` rings the billing line, `make test` runs every test.

SWIFT ?= swift
BUILD_PACKAGES := libsqlite3-dev libasound2-dev libsndfile1-dev libsamplerate0-dev libsonic-dev libkissfft-dev libyaml-dev libcurl4-openssl-dev libre-dev libssl-dev libopus-dev librsvg2-dev libzint-dev zlib1g-dev libpq-dev fonts-noto-core pkg-config
TEST_PACKAGES := python3-venv chromium curl openssl python3-jsonschema python3-yaml pulseaudio pulseaudio-utils libasound2-plugins espeak-ng graphviz kannel kannel-extras libnet-smpp-perl postgresql sip-tester baresip-core linphone-cli kamailio
# Not beside another mail server, which apt would remove.
TEST_PACKAGES += $(if $(wildcard /usr/sbin/sendmail),,opensmtpd)
EDITOR_PACKAGES := python3-venv neovim
BENCH_PACKAGES := valgrind binutils
DEB_PACKAGES := dpkg-dev binutils python3

# Where 'make install' puts gooya; DESTDIR goes before all of it.
PREFIX ?= /usr/local
DESTDIR ?=
PROGRAM ?= .build/release/gooya
BIN = $(DESTDIR)$(PREFIX)/bin
SHARE = $(DESTDIR)$(PREFIX)/share
ZSH_COMPLETIONS ?= $(SHARE)/zsh/site-functions
# What gooya looks for beside itself, and what its users read.
INSTALLED_FOLDERS := Prompts MenuScripts
INSTALLED_PAGES := README.md CHANGELOG.md LICENSE Documentation Deploy
# Suites that live by the clock of a virtual sound card or of a telephone; nothing else may keep the processors busy beside them.
REAL_TIME_TESTS := A call by a telephone|Calls to several nodes|A call by sound alone|A call on awkward devices|Sound devices in real time|gooya audio loopback
# Suites whose server answers on the few threads that tests share, where each of its steps would wait for all the tests before it.
SERVER_TESTS := ^WebServerTests\.
# Whatever prints, and the files that do: the three streams, and the handset's screen.
PRINTING := \b(print|debugPrint|dump|f?puts|putchar|f?printf|perror|fwrite)\(|FileHandle\.standard|exit\(withError|\bGlibc\.write\(|[^.]\bwrite\((1|2|STD)
PRINTERS := Sources/gooya/Output.swift|Sources/Handset/Terminal.swift|Sources/Files/OutputFile.swift
DEMONSTRATION := ~43 2 ~9 09120000001 ~17 1 ~19 4 ~13 1 ~68 0

.DEFAULT_GOAL := help
.PHONY: help call test test-editors setup setup-test setup-editors setup-bench setup-deb build install uninstall deb picture lint bench clean

help:
	@echo 'make call    ring the billing line'
	@echo 'make test    run every test'
	@echo 'make test-editors   try the language server with pytest-lsp and Neovim'
	@echo 'make setup   install the Debian packages that are missing'
	@echo 'make build   build .build/release/gooya'
	@echo 'make install PREFIX=/usr/local   install it; make uninstall removes it'
	@echo 'make deb     build a Debian package'
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
	$(MAKE) $(GATEWAY_TESTS)

# What stands opposite the gateways in tests, and reads what they sent.
GATEWAY_TESTS := .build/gateway-tests

$(GATEWAY_TESTS): Tests/Gateways/requirements.txt
	rm -rf $@
	python3 -m venv $@
	$@/bin/pip install --quiet --requirement $<

call: setup
	@$(SWIFT) build --product gooya
	@if [ -t 0 ] && [ -t 1 ]; then exec .build/debug/gooya call; else \
	  echo 'No terminal here: this is a demonstration call, in virtual time.'; \
	  exec .build/debug/gooya call --fast --keys '$(DEMONSTRATION)'; fi

# Runs the tests that the options $(1) leave; the last it prints is what failed and where.
define run-tests
	@set -o pipefail; \
	$(SWIFT) test --skip-build --disable-xctest $(1) 2>&1 | tee .build/test.log || { \
	  echo; echo 'What failed:'; \
	  awk '/^(◇|✔|➜)/ { failed = 0 } /^(✘|error:)/ { failed = 1 } failed' .build/test.log; exit 1; }
endef

test: SHELL := bash
test: setup-test
	$(SWIFT) build --build-tests
	$(call run-tests,--skip '$(REAL_TIME_TESTS)' --skip '$(SERVER_TESTS)')
	$(call run-tests,--filter '$(SERVER_TESTS)')
	$(call run-tests,--filter '$(REAL_TIME_TESTS)')

# A virtual environment with what is pinned, made again when that changes.
EDITOR_TESTS := .build/editor-tests

$(EDITOR_TESTS): Tests/Editors/requirements.txt
	rm -rf $@
	python3 -m venv $@
	$@/bin/pip install --quiet --requirement $<

setup-editors: setup
	$(call install,$(EDITOR_PACKAGES))
	$(MAKE) $(EDITOR_TESTS)

# The language server in front of clients that are not ours. Not a part of 'make test': it downloads
# from PyPI.
test-editors: setup-editors
	$(SWIFT) build --product gooya
	$(EDITOR_TESTS)/bin/pytest -q -p no:cacheprovider Tests/Editors
	Tests/Editors/neovim.sh

# Across modules, since the machine's smallest functions are called for every event of a call.
build: setup
	$(SWIFT) build --configuration release --static-swift-stdlib -Xswiftc -cross-module-optimization \
	  --product gooya
	@touch .build/release/gooya

# So that 'sudo make install' after 'make build' needs no Swift.
.build/release/gooya: $(shell find Sources Package.swift -type f)
	$(MAKE) build

install: $(PROGRAM)
	install -D -m 755 $(PROGRAM) $(BIN)/gooya
	rm -rf $(SHARE)/gooya
	find $(INSTALLED_FOLDERS) -type f -exec install -D -m 644 {} $(SHARE)/gooya/{} ';'
	find $(INSTALLED_PAGES) -type f -exec install -D -m 644 {} $(SHARE)/doc/gooya/{} ';'
	mkdir -p $(SHARE)/bash-completion/completions $(ZSH_COMPLETIONS) $(SHARE)/fish/vendor_completions.d
	$(BIN)/gooya --generate-completion-script bash >$(SHARE)/bash-completion/completions/gooya
	$(BIN)/gooya --generate-completion-script zsh >$(ZSH_COMPLETIONS)/_gooya
	$(BIN)/gooya --generate-completion-script fish >$(SHARE)/fish/vendor_completions.d/gooya.fish
	$(BIN)/gooya --experimental-dump-help \
	  | Packaging/manual-pages $(SHARE)/man/man1 $$($(BIN)/gooya --version)

uninstall:
	rm -f $(BIN)/gooya $(SHARE)/bash-completion/completions/gooya $(ZSH_COMPLETIONS)/_gooya \
	  $(SHARE)/fish/vendor_completions.d/gooya.fish $(SHARE)/man/man1/gooya.1 $(SHARE)/man/man1/gooya-*.1
	rm -rf $(SHARE)/gooya $(SHARE)/doc/gooya

setup-deb:
	$(call install,$(DEB_PACKAGES))

deb: setup-deb $(PROGRAM)
	rm -rf .build/deb
	$(MAKE) install DESTDIR=.build/deb PREFIX=/usr \
	  ZSH_COMPLETIONS=.build/deb/usr/share/zsh/vendor-completions
	Packaging/debian-package .build/deb $$($(PROGRAM) --version) .build/gooya.deb
	@echo 'The package is .build/gooya.deb'

# The billing line's picture in the README.
picture: setup-test
	$(SWIFT) build --product gooya
	.build/debug/gooya graph MenuScripts/billing/menu.yaml --language en-US -o Documentation/billing.dot
	.build/debug/gooya graph MenuScripts/billing/menu.yaml --language en-US -o Documentation/billing.svg

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
