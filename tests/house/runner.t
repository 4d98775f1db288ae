#!/bin/bash
# The runner of the tests, in a tree of its own: what failed is run once more, alone, and said; what fails twice has failed; and the tests
# of other kinds, too many at once, and PORTICO_ONCE=1 have one run alone.
cd "$(dirname "$0")/../.." || exit 2
root=$PWD tree=$(mktemp -d "${TMPDIR:-/tmp}/portico-runner.XXXXXX")
trap 'rm -rf "$tree"' EXIT
n=0 bad=0
say() { # NAME WANTED GOT
  n=$((n + 1))
  if [ "$2" = "$3" ]; then
    echo "ok $n - $1"
  else
    bad=1
    printf 'not ok %d - %s\n' "$n" "$1"
    printf 'wanted:\n%s\ngot:\n%s\n' "$2" "$3" | sed 's/^/# /'
  fi
}
# A program of the suite, which notes its runs: it fails at those that the number says, and passes later.
program() { # SUITE/FILE FAILS [LINE]
  local file=$tree/tests/$1
  mkdir -p "${file%/*}"
  {
    [[ $1 == *.mjs ]] || echo '#!/usr/bin/env node'
    printf '%s\n' "${3:-}" "const fs = require('node:fs'), runs = '$file.runs';" \
      "fs.appendFileSync(runs, 'x');" \
      "const bad = fs.readFileSync(runs).length <= $2;" \
      "console.log('ok 1 - stands');" \
      "console.log(bad ? 'not ok 2 - shakes\\n# it shook' : 'ok 2 - shakes');" \
      "console.log('1..2');" \
      "process.exit(bad ? 1 : 0);"
  } | if [[ $1 == *.mjs ]]; then sed "s|^const fs = require('node:fs')|import fs from 'node:fs'; const x = 0|"; else cat; fi >"$file"
  chmod +x "$file"
}
runs() {
  wc -c <"$tree/tests/$1.runs" | tr -d ' '
}
suite() { # SUITE [NAME=VALUE]: what is printed, without times
  (cd "$tree" && env -u PORTICO_ONCE -u PORTICO_SERVER -u PORTICO_TEST_LIMIT_S PORTICO_BUILD="$tree/build" "${@:2}" tests/run -j 1 "$1" 2>&1) | sed 's/  *[0-9.]* s$//'
}
mkdir -p "$tree/tests"
cp "$root/tests/run" "$tree/tests/run"

program once/steady.mjs 0
program once/shaky.mjs 1
out=$(suite once)
say 'what failed once has passed, and is counted as passed' '4 passed, 0 failed' "$(tail -n 1 <<<"$out")"
say 'but it is said, with what the first run said, right before the last line' \
  $'unsteady: once/shaky.mjs: shakes\n    not ok 2 - shakes\n      # it shook' "$(tail -n 4 <<<"$out" | head -n 3)"
say 'only what failed was run again' '1 2' "$(runs once/steady.mjs) $(runs once/shaky.mjs)"

program twice/broken.mjs 9
program twice/steady.mjs 0
out=$(suite twice)
say 'what fails twice has failed' '3 passed, 1 failed' "$(tail -n 1 <<<"$out")"
say 'and is not called unsteady' '' "$(grep '^unsteady' <<<"$out")"
say 'it was run twice' 2 "$(runs twice/broken.mjs)"

program kinds/planted.mjs 1
program kinds/house.t 1
out=$(suite kinds)
say 'planted faults and what is no .mjs file are run once' '2 passed, 2 failed | 1 1' "$(tail -n 1 <<<"$out") | $(runs kinds/planted.mjs) $(runs kinds/house.t)"

program wanted/shaky.mjs 1
out=$(suite wanted PORTICO_ONCE=1)
say 'PORTICO_ONCE=1: one run' '1 passed, 1 failed | 1' "$(tail -n 1 <<<"$out") | $(runs wanted/shaky.mjs)"

for i in 1 2 3 4 5 6; do
  program many/shaky$i.mjs 1
done
out=$(suite many)
say 'more than five that fail are no unsteadiness' '6 passed, 6 failed | 1' "$(tail -n 1 <<<"$out") | $(runs many/shaky1.mjs)"

mkdir -p "$tree/tests/slow"
printf '%s\n' '// limit: 60 s' "await new Promise((done) => setTimeout(done, 2500)); console.log('ok 1 - took its time\\n1..1');" >"$tree/tests/slow/declared.mjs"
printf '%s\n' "await new Promise((done) => setTimeout(done, 60_000));" >"$tree/tests/slow/endless.mjs"
out=$(suite slow PORTICO_TEST_LIMIT_S=1 PORTICO_ONCE=1)
say 'a file is ended at the limit, unless it has declared a longer one' '1 passed, 2 failed' "$(tail -n 1 <<<"$out")"

echo "1..$n"
exit $bad
