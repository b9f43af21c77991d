#!/usr/bin/env bash
# Builds everything once and runs every test. The last line is "N passed, N failed".
#
#   ./test.sh                       everything
#   ./test.sh Core Web              only FlowBuilder.Core.Tests and FlowBuilder.Web.Tests
#   ./test.sh --without-browser     everything that needs no browser
#
# Needs the .NET SDK. What the tests need beside it is installed by apt where it is missing: Chromium and a font with Korean
# letters for those with a browser, poppler for those of PDF files.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
readonly RESULTS=TestResults
with_browser=true
wanted=()

for argument in "$@"; do
  case "$argument" in
    --without-browser) with_browser=false ;;
    -*) echo "Unknown option: $argument" >&2; sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    *) wanted+=("$argument") ;;
  esac
done

say() { printf '\n== %s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

is_wanted() {
  [[ $1 == EndToEnd && $with_browser == false ]] && return 1
  [[ ${#wanted[@]} -eq 0 ]] && return 0
  local name
  for name in "${wanted[@]}"; do [[ $name == "$1" ]] && return 0; done
  return 1
}

# ---- what the tests need of the machine ----

as_root() {
  if [[ $(id -u) -eq 0 ]]; then "$@"; else sudo -n "$@"; fi
}

can_install() {
  command -v apt-get >/dev/null && { [[ $(id -u) -eq 0 ]] || sudo -n true 2>/dev/null; }
}

install_packages() {
  say "Installing: $*"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

find_browser() {
  local candidate
  for candidate in "${CHROMIUM_PATH:-}" chromium chromium-browser google-chrome; do
    # Ubuntu's chromium-browser may be a stub that only asks for snap.
    if [[ -n $candidate ]] && command -v "$candidate" >/dev/null && "$candidate" --version >/dev/null 2>&1; then
      command -v "$candidate"
      return
    fi
  done
}

ensure_browser() {
  CHROMIUM_PATH=$(find_browser)
  if [[ -z $CHROMIUM_PATH ]] && can_install; then
    install_packages chromium fonts-noto-cjk fonts-dejavu-core || true
    CHROMIUM_PATH=$(find_browser)
  fi
  [[ -n $CHROMIUM_PATH ]] || fail "The browser tests need Chromium, and it could not be installed: there is no apt, or this is neither root nor a
user of sudo without a password. Install it (Debian: apt-get install chromium fonts-noto-cjk), or name one with
CHROMIUM_PATH=/path/to/chrome, or leave the browser tests out: ./test.sh --without-browser"
  export CHROMIUM_PATH

  if command -v fc-list >/dev/null && [[ -z $(fc-list :lang=ko) ]]; then
    if can_install; then install_packages fonts-noto-cjk; else echo "No font here has Korean letters; screenshots will show boxes." >&2; fi
  fi
}

ensure_poppler() {
  command -v pdftotext >/dev/null && return
  if can_install; then install_packages poppler-utils || true; fi
  command -v pdftotext >/dev/null || echo "The tests that read PDF files are skipped: pdftotext is missing (Debian: apt-get install poppler-utils)." >&2
}

command -v dotnet >/dev/null || fail "The .NET SDK is missing; see https://dotnet.microsoft.com/download (version: global.json)."
if is_wanted EndToEnd; then ensure_browser; fi
if is_wanted Knowledge; then ensure_poppler; fi

# ---- build, form, tests ----

passed=0 failed=0 skipped=0

finish() {
  local summary="$passed passed, $failed failed"
  [[ $skipped -eq 0 ]] || summary="$summary, $skipped skipped"
  printf '\n%s\n' "$summary"
  [[ $failed -eq 0 && $passed -gt 0 ]] && exit 0
  exit 1
}

say "Restoring and building; warnings are errors"
if ! { dotnet restore FlowBuilder.sln --locked-mode --verbosity quiet && dotnet build FlowBuilder.sln --no-restore --verbosity quiet; }; then
  echo "The build failed, so no test could run." >&2
  failed=1
  finish
fi

say "Checking the form of the code"
if ! dotnet format whitespace . --folder --verify-no-changes --include src/ tests/ --exclude '**/bin/' '**/obj/'; then
  echo "Some files are not formatted; mend them with: dotnet format whitespace . --folder --include src/ tests/" >&2
  failed=$((failed + 1))
fi

rm -rf "$RESULTS"

# count FILE NAME: a number of the results file's <Counters>
count() { sed -n "s/.*<Counters .*\\b$2=\"\\([0-9]*\\)\".*/\\1/p" "$1" | head -n 1; }

for project in tests/*.Tests/*.csproj docs/custom-nodes/example/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  short=${name#FlowBuilder.}
  is_wanted "${short%.Tests}" || continue
  say "$name"
  code=0
  dotnet test "$project" --no-build --verbosity quiet --results-directory "$RESULTS" --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" || code=$?

  trx=$RESULTS/$name.trx
  project_failed=0
  if [[ -f $trx ]]; then
    project_failed=$(count "$trx" failed)
    passed=$((passed + $(count "$trx" passed)))
    failed=$((failed + project_failed))
    skipped=$((skipped + $(count "$trx" total) - $(count "$trx" executed)))
  fi

  # A run that broke off has no failed test to show for it, and is a failure all the same.
  if [[ $code -ne 0 && $project_failed -eq 0 ]]; then
    echo "$name ended with code $code." >&2
    failed=$((failed + 1))
  fi
done

# What the tests show of the cases of docs/hazards.cases.json; the published table is of a run of all tests.
table=$RESULTS/hazards.md
[[ ${#wanted[@]} -gt 0 || $with_browser == false ]] || table=docs/hazards.md
say "Writing $table"
if ! dotnet run --no-build --project tests/FlowBuilder.HazardTable -- docs/hazards.cases.json "$RESULTS" "$table" && [[ $table == docs/* ]]; then
  failed=$((failed + 1))
fi

finish
