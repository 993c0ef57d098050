#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Preamp authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-flatpak.py MANIFEST ID: fails unless the manifest is ID's, and asks for no more than a
window and the network. Files, secrets and notifications go through portals."""

import json
import sys

ALLOWED = {
    "--share=network",
    "--share=ipc",
    "--socket=wayland",
    "--socket=fallback-x11",
    "--device=dri",
}

with open(sys.argv[1], encoding="utf-8") as file:
    manifest = json.load(file)

assert manifest["id"] == sys.argv[2], manifest["id"]
assert set(manifest["finish-args"]) == ALLOWED, manifest["finish-args"]
# A bundle carries no Locale extension, so translations stay in the application.
assert manifest["separate-locales"] is False
