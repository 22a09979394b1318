#!/bin/sh
# What the tests need besides Python: a browser, PostgreSQL, Dovecot, Java and Node.
# Installs what is missing where it may (root on Debian); elsewhere says what is missing.
set -eu

missing=""
need() { # need COMMAND-OR-PATH PACKAGES…
	what=$1
	shift
	command -v "$what" >/dev/null 2>&1 || [ -e "$what" ] || missing="$missing $*"
}
need chromium chromium
need java default-jre-headless
need node nodejs npm
need /usr/sbin/dovecot dovecot-imapd dovecot-pop3d
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || need initdb postgresql

[ -z "$missing" ] && exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
	echo "The tests also need:$missing. Install them, then try again." >&2
	exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086
apt-get install -y -qq --no-install-recommends $missing >/dev/null
