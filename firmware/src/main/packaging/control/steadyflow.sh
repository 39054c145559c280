# What the maintainer scripts share; each begins with these lines. The package's programs may be missing or broken:
# then nobody can tell whether there is a therapy, and nothing is changed.

# There while the pump must be started again after an upgrade.
RESTART=/run/steadyflow-restart

has_systemd() {
  [ -d /run/systemd/system ] && command -v systemctl >/dev/null
}

pump_is_up() {
  has_systemd && systemctl is-active --quiet steadyflow.target
}

# Ends the script unless the pump says that it has no therapy, or a person says that nobody is connected.
refuse_during_therapy() {
  if [ "${STEADYFLOW_NOBODY_CONNECTED-}" = yes ]; then
    echo "steadyflow: not asking for a therapy, because STEADYFLOW_NOBODY_CONNECTED=yes says that nobody is connected." >&2
    return
  fi
  [ -d /var/lib/steadyflow/control/journal ] || return 0
  said=$(/usr/bin/steadyflow therapy-state 2>&1) && return
  printf '%s\n' "$said" >&2
  echo "steadyflow: not during a therapy, and nobody can show that there is none. End the prescription at the pump and try again. If the pump is broken, disconnect the patient first, then set STEADYFLOW_NOBODY_CONNECTED=yes." >&2
  exit 1
}

# The question is asked again of the stopped pump: somebody may have accepted a prescription meanwhile.
stop_pump() {
  refuse_during_therapy
  pump_is_up || return 0
  touch "$RESTART"
  systemctl stop steadyflow.target
  if ! (refuse_during_therapy); then
    start_pump
    exit 1
  fi
}

start_pump() {
  if [ -e "$RESTART" ]; then
    rm -f "$RESTART"
    if has_systemd; then systemctl start steadyflow.target || true; fi
  fi
}
