# Sourced by the other scripts: goes to the repository and makes .venv with the program in it.
# $1: extras to install, e.g. "[test]".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "需要 Python 3.11 或更高版本（现为 $("$python" --version)）；可用 PYTHON=python3.12 指定" >&2
    exit 1
}
if [ ! -x .venv/bin/python ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    rm -rf .venv
    "$python" -m venv .venv >/dev/null 2>&1 || {
        # Debian and Ubuntu keep venv in a package of its own.
        rm -rf .venv
        as_root apt-get update -qq
        as_root apt-get install -y -qq python3-venv
        "$python" -m venv .venv
    }
fi
.venv/bin/python -m pip install --quiet --disable-pip-version-check -e ".$1"
