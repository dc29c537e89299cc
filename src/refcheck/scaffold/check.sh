# check.sh: begin
set -uo pipefail
paths=()
while IFS= read -r path; do
  if [ -n "$path" ]; then paths+=("$path"); fi
done <<< "$ARTICLES"
summary=$(mktemp) errors=$(mktemp)
check() {
  GITHUB_STEP_SUMMARY=$summary refcheck check --format github -- "${paths[@]:-.}" 2> "$errors"
}
code=0
check || code=$?
cat "$errors" >&2
if [ "$code" -eq 2 ]; then
  # Mostly a reference that is not in refcheck.lock: told on its line, with what else is found. It fails all the same.
  sed -E -e 's/%/%25/g' -e 's/^refcheck: ([^:,]+):([0-9]+): /::error file=\1,line=\2,title=refcheck::/' \
    -e 's/^refcheck: /::error title=refcheck::/' "$errors"
  sed 's/^/    /' "$errors" >> "$GITHUB_STEP_SUMMARY"
  REFCHECK_LOCKED=false check || true
fi
cat "$summary" >> "$GITHUB_STEP_SUMMARY"
# A line that nobody can foresee ends the value, so nothing that an article says can set another one.
end=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
{
  printf 'summary<<%s\n' "$end"
  head -c 60000 "$summary" | iconv -c -f UTF-8 -t UTF-8 || true # a character may be cut in two
  printf '\n%s\n' "$end"
} >> "$GITHUB_OUTPUT"
exit "$code"
# check.sh: end
