# SPDX-FileCopyrightText: The Preamp authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
#
# Read by headless and keyring: a home, a runtime folder and a D-Bus session bus that are the
# test's own, in a temporary folder $work that goes away with it. Nothing here waits by the clock:
# a helper says through a pipe that it is ready, or ends, which closes the pipe.

helpers=
command_pid=

# Ends what was started, the newest first, and removes the folder.
session_end () {
  for helper in $helpers; do
    kill "$helper" && wait "$helper"
  done 2>/dev/null
  helpers=
  rm -rf "$work"
}

# A folder, a home and a runtime folder for this test alone.
session_begin () {
  work=$(mktemp -d "${TMPDIR:-/tmp}/preamp-test.XXXXXX") || exit 125
  trap session_end EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM

  unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME XDG_CURRENT_DESKTOP \
    DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS WAYLAND_DISPLAY GNOME_KEYRING_CONTROL \
    DESKTOP_STARTUP_ID SESSION_MANAGER
  export HOME="$work/home" XDG_RUNTIME_DIR="$work/run" LC_ALL="${LC_ALL:-C.UTF-8}"
  mkdir -p "$HOME/.config/gtk-4.0" "$XDG_RUNTIME_DIR" "$work/services"
  chmod 700 "$XDG_RUNTIME_DIR"
}

# session_start NAME COMMAND [ARG…]: starts a helper whose descriptor 3 is a pipe, and sets $reply
# to the first line it writes there. What it prints otherwise goes into $work/NAME.log. What the
# tests are told to die of is not for the helpers.
session_start () {
  name=$1
  shift
  mkfifo "$work/$name.pipe"
  env -u G_DEBUG -u MALLOC_PERTURB_ "$@" 3>"$work/$name.pipe" >"$work/$name.log" 2>&1 </dev/null &
  helpers="$! $helpers"
  if ! read -r reply <"$work/$name.pipe"; then
    echo "$0: $name did not start:" >&2
    cat "$work/$name.log" >&2
    exit 125
  fi
}

# A session bus that starts what $work/services names, and nothing of the machine's.
session_bus () {
  cat >"$work/session.conf" <<END
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:dir=$work</listen>
  <auth>EXTERNAL</auth>
  <servicedir>$work/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
END
  session_start bus dbus-daemon --config-file="$work/session.conf" --nofork --nopidfile \
    --print-address=3
  export DBUS_SESSION_BUS_ADDRESS="$reply" PREAMP_TEST_BUS="$reply"
}

# session_run COMMAND [ARG…]: runs the test itself and takes over its exit status. It is waited
# for rather than called, so that a signal reaches it at once.
session_run () {
  trap 'kill "$command_pid" 2>/dev/null; exit 129' HUP
  trap 'kill "$command_pid" 2>/dev/null; exit 130' INT
  trap 'kill "$command_pid" 2>/dev/null; exit 143' TERM
  "$@" <&0 &
  command_pid=$!
  wait "$command_pid"
  exit $?
}
