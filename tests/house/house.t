#!/bin/bash
# The house rules on the tree, a test each; then the test of the test: every sample of bad/ is caught by its rule, and good/ by none.
cd "$(dirname "$0")/../.." || exit 2
n=0 bad=0
say() { # STATUS NAME [DETAILS]
  n=$((n + 1))
  if [ "$1" = 0 ]; then
    echo "ok $n - $2"
  else
    bad=1
    echo "not ok $n - $2"
    [ -z "${3:-}" ] || sed 's/^/# /' <<<"$3"
  fi
}
RULES="includes drivers banned statics size sql escape include url inline words orphan paths lists settings actions"

found=$(tests/house/lint.pl . 2>&1)
[[ $? -lt 2 ]]
say $? "the linter runs" "$found"
for rule in $RULES; do
  lines=$(grep "^$rule " <<<"$found")
  [ -z "$lines" ]
  say $? "rule $rule" "$lines"
done

for rule in $RULES; do
  # Each line of expect is a file that must be named by this rule.
  sample=tests/house/bad/$rule
  caught=$(tests/house/lint.pl "$sample" 2>&1)
  missed=
  while read -r file; do
    grep -q "^$rule $file:" <<<"$caught" || missed="$missed $file"
  done <"$sample/expect"
  [ -s "$sample/expect" ] && [ -z "$missed" ]
  say $? "the planted faults against $rule are caught" "missed:$missed"$'\n'"$caught"
done
caught=$(tests/house/lint.pl tests/house/good 2>&1)
[ -z "$caught" ]
say $? "what is right is left alone" "$caught"

lines=$(tools/fmt --check 2>&1)
say $? "the C files are formatted" "$lines"
if [ -e .git ]; then # a release's catalogue was checked before it was packed
  lines=$(tools/words --check 2>&1)
  say $? "the words of the sources are in po/portico.pot" "$lines"
fi

# README's line of packages for a server is the list that is kept in tools/packages.
perl -0pe 's/\\\n\s*//g' README.md | grep -qF -- "$(tools/packages --server)"
say $? "README names the packages of a server" "tools/packages --server prints the line that README.md lacks"

for script in dev .ci/run tools/* tests/run etc/portico-site; do
  head -n 1 "$script" 2>/dev/null | grep -q -E '^#!/bin/(ba)?sh' || continue
  errors=$("$(head -n 1 "$script" | cut -c3-)" -n "$script" 2>&1)
  say $? "$script is a script" "$errors"
done
echo "1..$n"
exit $bad
