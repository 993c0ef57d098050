#!/bin/bash
# SPDX-FileCopyrightText: The Preamp authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# check-potfiles.sh TOP
#
# Fails unless po/POTFILES.in names, sorted and once each, every file of TOP with translatable
# text, xgettext reads them all without a warning, and msgfmt accepts each translation.
set -eu
export LC_ALL=C.UTF-8

cd "$1"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
status=0
complain () { echo "po/POTFILES.in: $*" >&2; status=1; }

listed=$scratch/listed
grep -v -e '^#' -e '^$' po/POTFILES.in > "$listed"
LC_ALL=C sort --check "$listed" || complain "not sorted"
repeated=$(LC_ALL=C sort "$listed" | uniq -d)
[ -z "$repeated" ] || complain "listed twice: $repeated"

while read -r file; do
  [ -f "$file" ] || complain "no such file: $file"
done < "$listed"

calls='(^|[^A-Za-z0-9_])(_|N_|C_|NC_|Q_|ngettext|g_dngettext|g_dpgettext2?) ?\("'
{
  find src -name '*.[ch]' -print0 | xargs -0 -r grep -lE "$calls" || true
  find src data -name '*.ui' -print0 | xargs -0 -r grep -lE 'translatable="(yes|true|1)"' || true
  find data -name '*.desktop.in' -o -name '*.metainfo.xml.in'
  find data -name '*.gschema.xml.in' -print0 | xargs -0 -r grep -lE '<(summary|description)>' || true
} | LC_ALL=C sort -u > "$scratch/needed"
missing=$(LC_ALL=C comm -13 <(LC_ALL=C sort -u "$listed") "$scratch/needed")
[ -z "$missing" ] || complain "has translatable text and is not listed:"$'\n'"$missing"

# As meson's preset for GLib does it, with every warning shown.
xgettext --files-from=po/POTFILES.in --directory=. --output="$scratch/preamp.pot" \
  --package-name=preamp --from-code=UTF-8 --add-comments \
  --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 --keyword=g_dcgettext:2 \
  --keyword=g_dngettext:2,3 --keyword=g_dpgettext2:2c,3 --keyword=ngettext:1,2 \
  --flag=N_:1:pass-c-format --flag=C_:2:pass-c-format --flag=NC_:2:pass-c-format \
  --flag=g_dngettext:2:pass-c-format --flag=g_strdup_printf:1:c-format \
  --flag=g_string_printf:2:c-format --flag=g_string_append_printf:2:c-format \
  --flag=g_error_new:3:c-format --flag=g_set_error:4:c-format 2> "$scratch/warnings" ||
  complain "xgettext failed"
if [ -s "$scratch/warnings" ]; then
  cat "$scratch/warnings" >&2
  complain "xgettext warns"
fi
[ -s "$scratch/preamp.pot" ] || complain "xgettext found no text"

for language in $(grep -v '^#' po/LINGUAS); do
  msgfmt --check --output-file=/dev/null "po/$language.po" || complain "po/$language.po has errors"
done

exit $status
