#!/bin/sh
# Prints the path of a Chromium for the browser tests; installs Debian's where it may, else says what to install and fails.
set -eu

find_chromium() {
    if [ -n "${CANCU_CHROMIUM:-}" ]; then
        command -v "$CANCU_CHROMIUM"
        return
    fi
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return
    done
}

find_chromium && exit 0

if [ -z "${CANCU_CHROMIUM:-}" ] && [ -w /var/lib/dpkg ] && command -v apt-get >/dev/null; then
    echo "No Chromium here: installing Debian's for the browser tests." >&2
    {
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
    } >&2 && find_chromium && exit 0
fi

cat >&2 <<'END'
Cần Chromium để chạy kiểm thử trên trình duyệt: hãy cài Chromium hoặc Google Chrome
(Debian: apt-get install chromium), hoặc đặt CANCU_CHROMIUM là đường dẫn của chương trình.
The browser tests need Chromium: install Chromium or Google Chrome
(Debian: apt-get install chromium), or set CANCU_CHROMIUM to the program's path.
END
exit 1
