# shellcheck shell=bash
# The database of an instance: a private MariaDB on a unix socket. A fresh one is a copy of a template kept in var/cache: installed,
# migrated, with or without the demo data, keyed by what it is made of.
# Its own writes, not the kernel's io_uring: those of a killed server can still land when the next one reads its files.
DB_FLAGS=(--innodb-log-file-size=8M --innodb-undo-tablespaces=0 --innodb-buffer-pool-size=64M --performance-schema=OFF
  --innodb-use-native-aio=0)

# With a file DATA.volatile, what is written stays with the kernel: it outlives a killed server, as the fault tests want, though not a
# machine without power, and nobody waits for a disk that other work keeps busy for seconds.
db_flags() { # DATA
  printf '%s\n' "${DB_FLAGS[@]}"
  [ ! -e "$1.volatile" ] || printf '%s\n' --innodb-flush-method=nosync --innodb-flush-log-at-trx-commit=2
}

db_start() { # DATA SOCKET PIDFILE LOG
  local name
  name=$(basename "$3" .pid)
  mkdir -p "$1.tmp" # of its own: a server that starts clears away what others keep in a common one
  setsid "$(command -v mariadbd || echo /usr/sbin/mariadbd)" --no-defaults --user="$(id -un)" --datadir="$1" --socket="$2" \
    --pid-file="$1/server.pid" --skip-networking --tmpdir="$1.tmp" --log-error="$4" $(db_flags "$1") \
    --character-set-server=utf8mb4 --collation-server=utf8mb4_uca1400_ai_ci >>"$4" 2>&1 </dev/null &
  echo $! >"$3"
  until_ok 120 db_up "$2" "$!" && db_ping "$2" >/dev/null 2>&1 || { echo "the database ($name) does not answer" >&2; return 1; }
}
# It answers, or never will.
db_up() { # SOCKET PID
  db_ping "$1" || ! running "$2"
}
db_ping() {
  mariadb-admin --no-defaults -uroot -S "$1" ping
}

db_key() {
  { (cd "$SHARE/schema" && find . -type f | LC_ALL=C sort | xargs cat)
    cat "$ROOT"/bin/portico_{grants,demo}*.c "$ROOT/tools/instance-db.sh"
    mariadbd --version
  } 2>/dev/null | sha256sum | cut -c1-16
}

# A server with nothing in it, for unit tests: no stage is needed.
db_bare() {
  paths
  SHARE=/nonexistent BIN=/nonexistent EMPTY=bare
  : >"$DIR/data.volatile"
  db_prepare && db_start "$DIR/data" "$RUN/db.sock" "$RUN/db.pid" "$DIR/log/db.log"
}

# DIR/data and DIR/data.password, from the template; what is there already stays.
db_prepare() {
  [ -d "$DIR/data" ] && return 0
  local kind=demo cache template
  [ -z "$EMPTY" ] || kind=empty
  [ "$EMPTY" != bare ] || kind=bare
  cache=$ROOT/var/cache
  mkdir -p "$cache" 2>/dev/null && [ -w "$cache" ] || cache=${TMPDIR:-/tmp}/portico-cache-$(id -u)
  mkdir -p "$cache"
  template=$cache/db-$(db_key)-$kind
  (
    flock 9
    [ -d "$template" ] || db_template "$template" "$kind" || exit 1
    touch "$template" # the last used is the last to go
    cp -a "$template/data" "$DIR/data" && cp -a "$template/password" "$DIR/data.password" # inside: else another clears it away meanwhile
  ) 9>"$cache/lock"
}

# Makes the template beside and moves it into place when it is whole. The two last used stay: a copy of the tree shares this cache.
db_template() { # TEMPLATE KIND
  local work=$1.part.$$ log=$DIR/log/db-template.log ok=1
  rm -rf "$(dirname "$1")"/db-*-"$2".part.*
  # shellcheck disable=SC2012
  ls -dt "$(dirname "$1")"/db-*-"$2" 2>/dev/null | tail -n +3 | xargs -r rm -rf --
  mkdir -p "$work"
  : >"$work/data.volatile"
  openssl rand -hex 16 >"$work/password"
  mariadb-install-db --no-defaults --auth-root-authentication-method=normal --skip-test-db --skip-name-resolve --force --user="$(id -un)" \
    --datadir="$work/data" $(db_flags "$work/data") >"$log" 2>&1 || { cat "$log" >&2; return 1; } # --force: the host may have no name
  RUN=$RUN start_template "$work" "$2" >>"$log" 2>&1 || ok=0
  stop_one template TERM 60
  [ "$ok" = 1 ] || { tail -n 30 "$log" >&2; rm -rf "$work"; return 1; }
  rm -f "$work"/data/*.pid "$work"/data/*.log "$work/hdf" "$work/key" "$work/data.volatile"
  find "$work" -type f -exec sync {} +
  mv "$work" "$1"
}

start_template() { # WORK KIND
  local socket=$RUN/template.sock password
  password=$(cat "$1/password")
  [ "$2" != bare ] || return 0
  db_start "$1/data" "$socket" "$RUN/template.pid" "$DIR/log/db-template.log" || return 1
  mariadb --no-defaults -uroot -S "$socket" <<END || return 1
CREATE DATABASE portico CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
CREATE USER portico_owner@localhost IDENTIFIED BY '$password';
GRANT ALL ON portico.* TO portico_owner@localhost;
CREATE USER portico@localhost IDENTIFIED BY '$password';
END
  (umask 077 && openssl rand -hex 32 >"$1/key" && cat >"$1/hdf" <<END
Site.Url = http://localhost:8080
Database.Socket = $socket
Database.Name = portico
Database.User = portico
Database.Password = $password
Database.Owner.User = portico_owner
Database.Owner.Password = $password
Paths.Schema = $SHARE/schema
Paths.Templates = $SHARE/templates
Paths.Storage = $1/storage
Key.File = $1/key
END
  )
  export PORTICO_CONFIG=$1/hdf
  "$BIN/portico" migrate || return 1
  db_grant "$socket" || return 1
  [ "$2" = empty ] || "$BIN/portico" demo || return 1
}

# What the portal's own user may do: as the administrator's command says.
db_grant() { # SOCKET
  "$BIN/portico" grants >"$RUN/grants.sql" && mariadb --no-defaults -uroot -S "$1" portico <"$RUN/grants.sql"
}

# An older folder's database is brought up to this schema.
db_bring_up() {
  db_start "$DIR/data" "$RUN/db.sock" "$RUN/db.pid" "$DIR/log/db.log" || return 1
  local state
  state=$(cat "$DIR/data.schema" 2>/dev/null)
  export PORTICO_CONFIG=$DIR/etc/portico.hdf
  if [ "$state" != "$(db_key)" ] && [ -n "$state" ]; then
    "$BIN/portico" migrate && db_grant "$RUN/db.sock" || return 1
  fi
  # Sealed with this folder's key, so it cannot come with the template.
  [ -n "$EMPTY" ] || "$BIN/portico" demo --app >/dev/null || return 1
  db_key >"$DIR/data.schema"
}
