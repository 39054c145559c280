# What the maintainer scripts share; each begins with these lines. The package's programs may be missing or broken:
# then nobody can tell whether there is a therapy, and nothing is changed.

# The units that must run again after an upgrade.
RESTART=/run/steadyflow-restart
# Last the one that the others rest on.
UNITS="steadyflow-kiosk.service steadyflow-link.service steadyflow-panel.service steadyflow-control.service steadyflow-monitor.service"

has_systemd() {
  [ -d /run/systemd/system ] && command -v systemctl >/dev/null
}

# Which of them run, or are about to: each may have been started without the target, and a target says nothing of a
# process that is started again and again.
units_up() {
  has_systemd || return 0
  for unit in $UNITS steadyflow.target; do
    case $(systemctl is-active "$unit" 2>/dev/null || true) in
      active | activating | reloading | deactivating) echo "$unit" ;;
    esac
  done
}

# Whether the pump ever kept a line. The package makes the folder, so the folder alone says nothing.
has_journal() {
  data=$(sed -n 's/^[[:space:]]*data[[:space:]]*=[[:space:]]*//p' /etc/steadyflow/control.conf 2>/dev/null | tail -n 1)
  for segment in "${data:-/var/lib/steadyflow/control}"/journal/journal-*.jsonl; do
    [ ! -e "$segment" ] || return 0
  done
  return 1
}

# Ends the script unless the pump says that it has no therapy, or a person says that nobody is connected.
refuse_during_therapy() {
  if [ "${STEADYFLOW_NOBODY_CONNECTED-}" = yes ]; then
    echo "steadyflow: not asking for a therapy, because STEADYFLOW_NOBODY_CONNECTED=yes says that nobody is connected." >&2
    return
  fi
  said=$(steadyflow therapy-state 2>&1) && return
  # what never ran gave nobody anything, whatever keeps the question from being answered
  case " $(units_up | tr '\n' ' ')" in
    *" steadyflow-control.service "*) ;;
    *) has_journal || return 0 ;;
  esac
  printf '%s\n' "$said" >&2
  echo "steadyflow: not during a therapy, and nobody can show that there is none. End the prescription at the pump and try again. If the pump is broken, disconnect the patient first, then set STEADYFLOW_NOBODY_CONNECTED=yes." >&2
  exit 1
}

# The question is asked again of the stopped pump: somebody may have accepted a prescription meanwhile.
stop_pump() {
  refuse_during_therapy
  up=$(units_up)
  [ -n "$up" ] || return 0
  printf '%s\n' "$up" >"$RESTART"
  # shellcheck disable=SC2086 # a list of names
  systemctl stop $UNITS steadyflow.target || true
  if [ -n "$(units_up)" ]; then
    echo "steadyflow: the pump does not stop: $(units_up | tr '\n' ' ')" >&2
    start_pump
    exit 1
  fi
  if ! (refuse_during_therapy); then
    start_pump
    exit 1
  fi
}

start_pump() {
  if [ -e "$RESTART" ]; then
    up=$(cat "$RESTART")
    rm -f "$RESTART"
    # shellcheck disable=SC2086 # a list of names
    if has_systemd && [ -n "$up" ]; then systemctl start $up || true; fi
  fi
}
