# shellcheck shell=bash
# The front of an instance, by the configurations that are installed (portico-site): lighttpd, Apache with mod_fcgid or
# mod_proxy_fcgi, or Apache as shared hosting offers it (plain CGI and .htaccess).
site() { # KIND [FOLDER]
  "$BIN/portico-site" "$@" LIBEXEC="$LIBEXEC" SHARE="$SHARE" CONFIG="$DIR/etc/portico.hdf" RUN="$RUN" LOG="$DIR/log" \
    PORT="$PORT" BIND="$BIND" HOST=localhost PROCESSES="$PROCESSES"
}

front_start() {
  BIND=127.0.0.1
  case $SERVER in
    lighttpd) pool_start && lighttpd_start ;;
    fcgid) site fcgid >"$DIR/etc/front.conf" && apache_start fcgid ;;
    proxy) pool_start && site proxy >"$DIR/etc/front.conf" && apache_start proxy proxy_fcgi ;;
    cgi) hosting_folder && apache_start cgid env ;;
    *) fail "There is no server kind $SERVER: lighttpd, fcgid, proxy, cgi." ;;
  esac
}

pool_start() {
  # shellcheck disable=SC2046 # words of setpriv
  PORTICO_CONFIG=$DIR/etc/portico.hdf start pool "$DIR/log/portico.log" $(as_user_words) \
    "$BIN/portico-pool" --run "$RUN" --libexec "$LIBEXEC" --processes "$PROCESSES"
  until_ok 60 test -S "$RUN/home.sock"
}

lighttpd_start() {
  site lighttpd >"$DIR/etc/front.conf"
  start front "$DIR/log/front.log" "$(command -v lighttpd || echo /usr/sbin/lighttpd)" -D -f "$DIR/etc/front.conf"
}

# The web space of a shared host: one folder with .htaccess, the programs under cgi-bin, the files under static.
hosting_folder() {
  site cgi "$DIR/web"
  cat >"$DIR/etc/front.conf" <<END
ScriptSock "$RUN/cgid.sock"
TraceEnable Off
<VirtualHost 127.0.0.1:$PORT>
  ServerName localhost
  DocumentRoot "$DIR/web"
  RequestReadTimeout handshake=5 header=5-10,MinRate=1000 body=10,MinRate=1000
  <Directory "$DIR/web">
    Require all granted
    AllowOverride All
  </Directory>
</VirtualHost>
END
}

# Debian's Apache with a private ServerRoot; the product's file is included.
apache_start() { # MODULE...
  local module conf=$DIR/etc/apache.conf modules=/usr/lib/apache2/modules
  {
    echo "ServerRoot \"$DIR\""
    for module in mpm_event authz_core alias mime headers reqtimeout rewrite filter deflate setenvif "$@"; do
      echo "LoadModule ${module}_module $modules/mod_$module.so"
    done
    cat <<END
PidFile "$RUN/apache.pid"
DefaultRuntimeDir "$RUN"
Mutex file:$RUN default
Listen 127.0.0.1:$PORT
ServerName localhost
StartServers 1
MinSpareThreads 16
ErrorLog "$DIR/log/apache.log"
LogLevel warn
TypesConfig /dev/null
<Directory />
  Require all denied
  AllowOverride None
</Directory>
END
    [ "$SERVER" != fcgid ] || printf 'FcgidIPCDir "%s/fcgid"\nFcgidProcessTableFile "%s/fcgid.shm"\n' "$RUN" "$RUN"
    echo "Include \"$DIR/etc/front.conf\""
  } >"$conf"
  # shellcheck disable=SC2046 # words of setpriv
  start front "$DIR/log/front.log" $(as_user_words) "$(command -v apache2 || echo /usr/sbin/apache2)" -DFOREGROUND -f "$conf"
}
