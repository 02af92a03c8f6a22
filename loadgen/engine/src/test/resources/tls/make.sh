#!/bin/sh
# Makes the certificates that tests use: valid for a hundred years, for names of this machine only; "expired" ended in 2001.
set -eu
cd "$(dirname "$0")"
days=36500
key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key"; }
authority() {
  key "$1"
  openssl req -x509 -new -key "$1.key" -days "$days" -subj "/CN=$2" -addext basicConstraints=critical,CA:true -addext keyUsage=critical,keyCertSign -out "$1.pem"
}
signed() { # name, authority, subjectAltName, validity
  key "$1"
  openssl req -new -key "$1.key" -subj "/CN=$1" -addext "subjectAltName=$3" -out "$1.csr"
  : > index.txt
  openssl ca -batch -notext -md sha256 -create_serial -policy any -config ca.conf -cert "$2.pem" -keyfile "$2.key" -in "$1.csr" -out "$1.pem" $4
  rm -f "$1.csr" index.txt* serial*
}
cat > ca.conf <<'C'
[ca]
default_ca = tests
[tests]
database = index.txt
serial = serial
new_certs_dir = .
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
C
authority authority "Headroom tests"
authority stranger "A stranger"
signed server authority "DNS:localhost,IP:127.0.0.1,IP:::1" "-days $days"
signed elsewhere authority "DNS:elsewhere.example" "-days $days"
signed expired authority "DNS:localhost,IP:127.0.0.1" "-startdate 20000101000000Z -enddate 20010101000000Z"
signed client stranger "DNS:client" "-days $days"
rm -f ca.conf [0-9A-F]*.pem authority.key stranger.key
