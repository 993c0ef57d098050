#!/bin/sh
# SPDX-FileCopyrightText: The Preamp authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes the certificates that the tests use, valid until 2125 but for the expired one. They are
# committed; the keys guard nothing but the tests' own loopback server.
set -eu

cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

touch "$work/index"
echo 01 > "$work/serial"
cat > "$work/ca.conf" <<CONF
[ca]
default_ca = tests
[tests]
dir = $work
database = $work/index
serial = $work/serial
new_certs_dir = $work
default_md = sha256
policy = any
unique_subject = no
copy_extensions = copy
[any]
commonName = supplied
CONF

new_key () {
  openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null ||
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1"
}

new_key "$work/ca.key"
openssl req -new -key "$work/ca.key" -subj "/CN=Preamp test authority" \
  -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign \
  -out "$work/ca.csr"
openssl ca -batch -notext -selfsign -config "$work/ca.conf" -keyfile "$work/ca.key" \
  -startdate 20190101000000Z -enddate 21250101000000Z -in "$work/ca.csr" -out ca.pem

# leaf NAME ALTERNATIVE-NAMES START END
leaf () {
  new_key "$work/$1.key"
  openssl req -new -key "$work/$1.key" -subj "/CN=$1" -addext "subjectAltName=$2" \
    -out "$work/$1.csr"
  openssl ca -batch -notext -config "$work/ca.conf" -cert ca.pem -keyfile "$work/ca.key" \
    -startdate "$3" -enddate "$4" -in "$work/$1.csr" -out "$work/$1.crt"
  cat "$work/$1.crt" "$work/$1.key" > "$1.pem"
}

leaf good DNS:localhost,IP:127.0.0.1 20240101000000Z 21250101000000Z
leaf other-host DNS:elsewhere.example 20240101000000Z 21250101000000Z
leaf expired DNS:localhost,IP:127.0.0.1 20200101000000Z 20210101000000Z
