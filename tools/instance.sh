# shellcheck shell=bash
# Parts of tools/instance: paths, processes, the order of starting and stopping. tools/instance-db.sh: the database;
# tools/instance-front.sh: the web servers.
# shellcheck source=tools/instance-db.sh
. "$ROOT/tools/instance-db.sh"
# shellcheck source=tools/instance-front.sh
. "$ROOT/tools/instance-front.sh"

fail() {
  echo "$*" >&2
  exit 1
}

# RUN holds the sockets; their names may not pass 107 bytes, so a deep folder gets a short one in /tmp.
paths() {
  RUN=$DIR/run
  if [ ${#DIR} -gt 75 ]; then
    RUN=/tmp/portico-run-$(id -u)-$(cksum <<<"$DIR" | cut -d' ' -f1)
  fi
  mkdir -p "$RUN" "$DIR"/{etc,log,mail,storage}
}

# What `make stage` installed: BIN, LIBEXEC, SHARE.
stage_paths() {
  [ -r "$BUILD/stage.paths" ] || fail "There is nothing staged in $BUILD: run make stage there (./dev build stage)."
  # shellcheck disable=SC1091
  . "$BUILD/stage.paths"
}

# ---- processes: each has RUN/NAME.pid; start NAME LOG COMMAND... ----
start() {
  local name=$1 log=$2
  shift 2
  setsid "$@" >>"$log" 2>&1 </dev/null &
  echo $! >"$RUN/$name.pid"
}
# A process that ended and that nobody waited for (a container without an init) does not count as alive.
running() { # PID
  local stat
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
  [[ ${stat##*) } != Z* ]]
}
alive() {
  [ -r "$RUN/$1.pid" ] && running "$(cat "$RUN/$1.pid")"
}
# Not somebody else's who got the number since, as after the machine went down.
ours() { # PID
  cat "/proc/$1/cmdline" "/proc/$1/environ" 2>/dev/null | tr '\0' '\n' | grep -qF -e "$DIR" -e "$RUN"
}
stop_one() { # NAME [SIGNAL [SECONDS]]: waits so long (8), then kills it and what it started
  local pid i
  [ -r "$RUN/$1.pid" ] || return 0
  pid=$(cat "$RUN/$1.pid")
  if running "$pid" && ! ours "$pid"; then
    rm -f "$RUN/$1.pid"
    return 0
  fi
  kill -"${2:-TERM}" "$pid" 2>/dev/null
  for ((i = 0; i < 50 * ${3:-8}; i++)); do
    running "$pid" || break
    sleep 0.02
  done
  kill -KILL -- "-$pid" 2>/dev/null
  rm -f "$RUN/$1.pid"
  return 0
}

# until_ok SECONDS COMMAND...: tries until it succeeds.
until_ok() {
  local end=$(($(date +%s%N) + $1 * 1000000000))
  shift
  until "$@" >/dev/null 2>&1; do
    [ "$(date +%s%N)" -lt "$end" ] || return 1
    sleep 0.03
  done
}

# Root does not serve pages under Apache: the portal's programs then run as www-data.
choose_user() {
  WEB_USER=
  if [ "$(id -u)" = 0 ] && [ "$SERVER" != lighttpd ]; then
    WEB_USER=www-data
    chmod 755 "$DIR" "$RUN"
    # A checkout below a closed folder (/root) is copied to where that user may read it.
    if ! setpriv --reuid=www-data --regid=www-data --clear-groups test -r "$SHARE/server/htaccess.in"; then
      rm -rf "$DIR/stage"
      cp -a "$BUILD/stage" "$DIR/stage"
      for name in BIN LIBEXEC SHARE; do
        printf -v "$name" '%s' "$DIR/stage${!name#"$BUILD/stage"}"
      done
    fi
    chown -R www-data:www-data "$RUN" "$DIR"/{etc,log,storage}
  fi
}

config_write() {
  if [ ! -e "$DIR/etc/key" ]; then
    (umask 077 && openssl rand -hex 32 >"$DIR/etc/key")
  fi
  (umask 077 && cat >"$DIR/etc/portico.hdf" <<END
Site.Url = http://localhost:$PORT
Site.Name = Portico
Database.Socket = $RUN/db.sock
Database.Name = portico
Database.User = portico
Database.Password = $(cat "$DIR/data.password")
Database.Owner.User = portico_owner
Database.Owner.Password = $(cat "$DIR/data.password")
Paths.Templates = $SHARE/templates
Paths.Areas = $SHARE/areas
Paths.Assets = $SHARE/htdocs
Paths.Schema = $SHARE/schema
Paths.Locale = $SHARE/locale
Paths.Storage = $DIR/storage
Mail.Url = smtp://127.0.0.1:$(cat "$RUN/sink.port")
Mail.From = portal@example.com
Key.File = $DIR/etc/key
Orders.AtOnce = ${PORTICO_ORDERS_ATONCE:-0}
END
  )
  [ -z "$WEB_USER" ] || chown "$WEB_USER" "$DIR/etc/portico.hdf" "$DIR/etc/key"
}

node_program() {
  local candidate
  for candidate in "$ROOT"/var/node/bin/node "$ROOT"/node_modules/node-linux-*/bin/node; do
    [ -x "$candidate" ] && { echo "$candidate"; return; }
  done
  echo node
}

port_free() {
  ! (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null && ! (exec 3<>"/dev/tcp/localhost/$PORT") 2>/dev/null
}

# The front answers, or never will.
front_up() {
  answers || ! alive front
}
answers() {
  local status
  status=$(curl -s -o /dev/null -m 20 -w '%{http_code}' "http://localhost:$PORT/login")
  [ "$status" != 000 ] && [ "$status" -lt 500 ]
}

instance_up() {
  [ "$PORT" -gt 0 ] || usage
  paths
  stage_paths
  port_free || fail "Port $PORT is taken by another program. Stop that, or choose another port."
  ! alive db || fail "The instance in $DIR is running already."
  rm -f "$RUN/sink.port"
  [ -z "$VOLATILE" ] || : >"$DIR/data.volatile"
  start sink "$DIR/log/mail.log" "$(node_program)" "$ROOT/tools/sink.mjs" "$DIR/mail" "$RUN/sink.port"
  choose_user
  if db_prepare && until_ok 60 test -s "$RUN/sink.port" && config_write && db_bring_up && front_start &&
    worker_start && until_ok 60 front_up && answers; then
    printf 'SERVER=%s\nPORT=%s\nBUILD=%s\nBIN=%s\nLIBEXEC=%s\n' "$SERVER" "$PORT" "$BUILD" "$BIN" "$LIBEXEC" >"$DIR/state"
    return 0
  fi
  echo "The portal in $DIR did not start. What the logs say:" >&2
  tail -n 15 "$DIR"/log/*.log >&2
  KILL=yes
  instance_down
  exit 1
}

worker_start() {
  [ -x "$BIN/portico-worker" ] || return 0
  PORTICO_CONFIG=$DIR/etc/portico.hdf start worker "$DIR/log/worker.log" $(as_user_words) "$BIN/portico-worker"
}

# setpriv's words before a command that shall run as the web user; nothing otherwise.
as_user_words() {
  [ -z "$WEB_USER" ] || echo "setpriv --reuid=$WEB_USER --regid=$WEB_USER --clear-groups"
}

instance_down() {
  local name
  paths
  for name in front pool worker sink; do
    stop_one "$name" TERM ${KILL:+1}
  done
  stop_one db "${KILL:+KILL}"
  [ "$RUN" = "$DIR/run" ] || rm -rf "$RUN"
}
