#!/bin/bash
# What must not compile. Each case is a C file whose first line says "expect: WORDS": gcc must refuse it and say these words. The files
# without are controls: they are right and must compile, so that a case does not fail for another reason.
cd "$(dirname "$0")/../.." || exit 2
n=0 bad=0
CC=${CC:-gcc}
flags=(-Wformat=2 -std=gnu17 -D_GNU_SOURCE -Wall -Wextra -Werror -Wno-missing-field-initializers -I. -fsyntax-only)
for file in tests/nocompile/*.c; do
  n=$((n + 1))
  expect=$(sed -n '1s/.*expect: \(.*\) \*\//\1/p' "$file")
  said=$(LC_ALL=C "$CC" "${flags[@]}" "$file" 2>&1)
  status=$?
  why=
  if [ -z "$expect" ]; then
    [ $status = 0 ] || why="the control does not compile"
  elif [ $status = 0 ]; then
    why="compiles"
  elif ! grep -qF -- "$expect" <<<"$said"; then
    why="is refused, but not with: $expect"
  fi
  if [ -z "$why" ]; then
    echo "ok $n - $file"
  else
    bad=1
    echo "not ok $n - $file"
    printf '%s\n' "$why" "$said" | head -n 15 | sed 's/^/# /'
  fi
done
echo "1..$n"
exit $bad
