# What every caller needs: the line's address in $address, a folder of its own in $folder, and to know how far the call is.

set -euo pipefail
address=$1 folder=$2
gooya=${GOOYA:-gooya}
# A subscriber of the sample data, who hears Persian.
number=05199900009

# Waits until the call is in a state; `none` until it is over.
await() {
  for _ in $(seq 1200); do
    calls=$("$gooya" live --once --json 2>/dev/null | tr -d ' \n' || true)
    case $1 in
      none) ! grep -q '"calls":\[\]' <<<"$calls" || return 0 ;;
      *) ! grep -q "\"state\":\"$1\"" <<<"$calls" || return 0 ;;
    esac
    sleep 0.25
  done
  echo "the call never came to '$1'" >&2
  return 1
}

# The whole call: the identifiers by key 4, without waiting for pen and paper, and goodbye.
hold() {
  await announce
  press 4
  await pen_and_paper
  press 5
  await after_identifiers
  press 0
  await none
}
