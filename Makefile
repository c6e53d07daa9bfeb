# SPDX-License-Identifier: GPL-3.0-or-later
# truecpl: `make` builds build/truecpl, `make help` lists the rest. Nothing is ever written outside build/.
# Yours to set: CC CFLAGS CPPFLAGS LDFLAGS PREFIX DESTDIR BUILD; FUZZ_SECONDS; ONLY=text (tests named so).

CC     = gcc
CFLAGS = -O2 -g
PREFIX = /usr/local
BUILD  = build
FUZZ_SECONDS = 10

PACKAGES      = gcc make pkg-config libxlsxwriter-dev libcsv-dev libgsl-dev libjansson-dev libsmartcols-dev \
                libglpk-dev libzip-dev libexpat1-dev libglib2.0-dev libssl-dev
TEST_PACKAGES = git libcmocka-dev clang clang-format clang-tidy libclang-rt-14-dev valgrind lcov python3 \
                libreoffice-calc-nogui libxml2-utils unzip universal-ctags

# One rounding on every machine: no fused multiply-add, no fast math. Libraries not called are not linked.
WARN      = -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes $(WERROR)
PC        = xlsxwriter gsl jansson smartcols libzip expat glib-2.0 libcrypto
PC_CFLAGS = $(eval PC_CFLAGS := $(shell pkg-config --cflags $(PC)))$(PC_CFLAGS)
PC_LIBS   = $(eval PC_LIBS := $(shell pkg-config --libs $(PC)))$(PC_LIBS)
COMPILE   = $(CC) -std=c17 -D_GNU_SOURCE -ffp-contract=off -pthread -I. $(WARN) $(PC_CFLAGS) $(CPPFLAGS) $(CFLAGS)
LINK      = $(CC) -pthread $(CFLAGS) $(LDFLAGS) -Wl,--as-needed
LIBS      = $(PC_LIBS) -lcsv -lglpk -lm $(LDLIBS)

SOURCES = $(wildcard calc/*.c models/*.c models/base/*.c inputs/*.c outputs/*.c)
OBJECTS = $(patsubst %.c,$(BUILD)/%.o,$(filter-out calc/main.c,$(SOURCES)))
LIBRARY = $(BUILD)/libtruecpl.a
HELPERS = $(BUILD)/libsupport.a
TRUECPL = $(BUILD)/truecpl
SAMPLE  = $(BUILD)/tests/support/make_sample.o $(BUILD)/tests/support/sample_deal.o
SUPPORT = $(filter-out $(SAMPLE),$(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/support/*.c)))
TESTS   = $(patsubst %.c,$(BUILD)/%,$(wildcard tests/unit/*.c tests/property/*.c))
FUZZERS = $(patsubst %.c,$(BUILD)/%,$(wildcard tests/fuzz/fuzz_*.c))
STUDIES = $(patsubst tests/bench/%.c,$(BUILD)/%,$(wildcard tests/bench/study*.c))
EVERY_C = $(SOURCES) $(wildcard tests/*/*.c)
VERSION = $(or $(shell sed -nE 's/.*define TRUECPL_VERSION "(.*)".*/\1/p' calc/*.h models/*.h 2>/dev/null),0)
KINDS   = format warnings layers headers words unit golden property
RUN     = BUILD=$(BUILD) MAKE="$(MAKE)" ONLY="$(ONLY)" tests/support/run_tests.sh
AGAIN   = $(MAKE) --no-print-directory
SANITIZED  = -O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all -fsanitize=address,undefined,float-cast-overflow
MAN_PAGE   = $(PREFIX)/share/man/man1/truecpl.1
COMPLETION = $(PREFIX)/share/bash-completion/completions/truecpl

all: $(TRUECPL) ## build build/truecpl (what `make` alone does)

$(TRUECPL): $(BUILD)/calc/main.o $(LIBRARY)
	@$(LINK) $^ $(LIBS) -o $@

$(LIBRARY): $(OBJECTS) $(BUILD)/objects.txt
	@rm -f $@ && ar rcsD $@ $(OBJECTS)

$(HELPERS): $(SUPPORT) $(BUILD)/objects.txt
	@rm -f $@ && ar rcsD $@ $(SUPPORT)

# The list of objects is a file, so that a source that went away leaves the libraries too.
$(BUILD)/objects.txt: FORCE
	@mkdir -p $(@D) && echo $(OBJECTS) $(SUPPORT) | cmp -s - $@ || echo $(OBJECTS) $(SUPPORT) > $@

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D); echo "  $(CC) $<"; $(COMPILE) -MMD -MP -c $< -o $@

$(TESTS): %: %.o $(HELPERS) $(LIBRARY)
	@$(LINK) $^ -lcmocka $(LIBS) -o $@

$(FUZZERS): %: %.o $(HELPERS) $(LIBRARY)
	@$(LINK) -fsanitize=fuzzer $^ $(LIBS) -o $@

$(STUDIES): $(BUILD)/%: $(BUILD)/tests/bench/%.o $(LIBRARY)
	@$(LINK) $^ $(LIBS) -o $@

$(BUILD)/make_sample: $(SAMPLE)
	@$(LINK) $^ -lm -o $@

programs: $(TESTS)
objects: $(patsubst %.c,$(BUILD)/%.o,$(EVERY_C))
fuzzers: $(FUZZERS)

# $(call install_packages,names): says what is missing and installs it; where nothing is, says nothing.
install_packages = @missing=$$(for name in $(1); do \
	    dpkg-query -W -f='$${Status}\n' $$name 2>/dev/null | grep -q 'ok installed' || echo $$name; done); \
	[ -z "$$missing" ] && exit 0; echo "installing:" $$missing; \
	command -v apt-get >/dev/null || { echo "no apt-get here: please install them by hand"; exit 1; }; \
	[ "$$(id -u)" = 0 ] || as_root=sudo; apt="$$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o \
	DPkg::Lock::Timeout=120"; mkdir -p $(BUILD); \
	{ $$apt update && $$apt install -y --no-install-recommends $$missing; } >$(BUILD)/apt.log 2>&1 </dev/null \
	|| { tail -n 20 $(BUILD)/apt.log; exit 1; }

deps: ## install the Debian packages that the build needs, where they are missing
	$(call install_packages,$(PACKAGES))

deps-test: ## the same for the build and the tests
	$(call install_packages,$(PACKAGES) $(TEST_PACKAGES))

demo: deps ## compare the vendors of the bundled case, here and in a workbook
	+@$(AGAIN) $(TRUECPL)
	@$(TRUECPL) compare inputs/sample -o $(BUILD)/sample-compare.xlsx
	@echo; echo "The workbook is $(abspath $(BUILD)/sample-compare.xlsx)"

test: deps-test ## everything, on a fresh machine; the last line is the count
	+@$(RUN) $(KINDS)

check: ## what a commit must pass: the same without installing anything
	+@$(RUN) $(KINDS)

format: ## one kind alone: clang-format would change nothing
warnings: ## everything compiles without a warning under gcc and clang
layers: ## the one-way rule of the rooms, no cycles, each library in its one place
headers: ## each header stands alone and each prototype has its contract
words: ## licence lines, unfinished work, paths of one machine, lengths
unit: ## the functions, one by one
golden: ## whole runs against their expected outputs
property: ## what must hold for any input
format warnings layers headers words unit golden property: FORCE
	+@$(RUN) $@

golden-update: $(TRUECPL) ## renew the expected outputs, then read the diff as a reviewer would
	@TRUECPL=$(TRUECPL) tests/golden/run.sh --update && git --no-pager diff --stat -- tests/golden

asan: ## the tests under the address and undefined-behaviour sanitizers
	+@$(AGAIN) check BUILD=$(BUILD)/asan CFLAGS="$(SANITIZED)" KINDS="unit golden property"

valgrind: ## unit tests and goldens under valgrind (slow)
	+@WRAP="valgrind -q --error-exitcode=99 --leak-check=full" $(AGAIN) check KINDS="unit golden"

fuzz: ## each fuzz target for FUZZ_SECONDS, from its corpus
	+@$(AGAIN) fuzzers BUILD=$(BUILD)/fuzz CC=clang CFLAGS="-O1 -g -fsanitize=fuzzer-no-link,address,undefined"
	@BUILD=$(BUILD)/fuzz FUZZ_SECONDS=$(FUZZ_SECONDS) tests/fuzz/run.sh

cover: ## how much of each file the tests reach (html in build/cover/html)
	@find $(BUILD)/cover -name '*.gcda' -delete 2>/dev/null || true
	+@$(AGAIN) check BUILD=$(BUILD)/cover CFLAGS="-O0 -g --coverage" KINDS="unit golden property"
	@lcov -q --no-external -b . -c -d $(BUILD)/cover -o $(BUILD)/cover/all.info 2>$(BUILD)/cover/lcov.log
	@lcov -q -r $(BUILD)/cover/all.info '*/tests/*' -o $(BUILD)/cover/cover.info
	@genhtml -q $(BUILD)/cover/cover.info -o $(BUILD)/cover/html
	@lcov --list $(BUILD)/cover/cover.info

bench: $(TRUECPL) ## how fast it is, and how much memory it takes
	@for script in tests/bench/*.sh; do [ ! -f $$script ] || TRUECPL=$(TRUECPL) BUILD=$(BUILD) $$script; done

study: $(STUDIES) ## build the simulation studies of the models
	@echo $(or $(STUDIES),no study yet)

sample: $(BUILD)/make_sample ## write the bundled case, inputs/sample, anew
	@$(BUILD)/make_sample inputs/sample > tests/golden/sample_truth.csv

tidy: ## clang-tidy over every source
	@printf '%s\n' $(EVERY_C) | xargs -P "$$(nproc)" -I {} clang-tidy --quiet {} -- $(filter-out $(CC),$(COMPILE)) \
	    2>$(BUILD)/tidy.log && echo clean

install: $(TRUECPL) $(BUILD)/truecpl.1 $(BUILD)/truecpl.bash ## into PREFIX (/usr/local), below DESTDIR
	install -D -m 755 $(TRUECPL) $(DESTDIR)$(PREFIX)/bin/truecpl
	[ ! -s $(BUILD)/truecpl.1 ] || install -D -m 644 $(BUILD)/truecpl.1 $(DESTDIR)$(MAN_PAGE)
	[ ! -s $(BUILD)/truecpl.bash ] || install -D -m 644 $(BUILD)/truecpl.bash $(DESTDIR)$(COMPLETION)

uninstall: ## take away what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/truecpl $(DESTDIR)$(MAN_PAGE) $(DESTDIR)$(COMPLETION)

# Both texts come from the table of options.
$(BUILD)/truecpl.1: $(TRUECPL)
	@$(TRUECPL) help --man >$@.new && mv $@.new $@ || echo "no man page yet"

$(BUILD)/truecpl.bash: $(TRUECPL)
	@$(TRUECPL) completion bash >$@.new && mv $@.new $@ || echo "no completions yet"

dist: ## the committed sources as a tar file; the same bytes each time
	@mkdir -p $(BUILD)
	@git archive --prefix=truecpl-$(VERSION)/ HEAD | gzip -n9 >$(BUILD)/truecpl-$(VERSION).tar.gz
	@echo $(BUILD)/truecpl-$(VERSION).tar.gz

clean: ## remove build/
	rm -rf $(BUILD)

help: ## this list
	@sed -nE 's/^([a-z -]+):.* ## (.*)/  \1\t\2/p' Makefile | expand -t 20

.PHONY: all programs objects fuzzers deps deps-test demo test check golden-update asan valgrind fuzz cover \
        bench study sample tidy install uninstall dist clean help FORCE
.SECONDARY:
.DELETE_ON_ERROR:
FORCE:

-include $(patsubst %.c,$(BUILD)/%.d,$(EVERY_C))
