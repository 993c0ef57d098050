#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Preamp authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the newest release's notes out of the metainfo, for the About window.

    release-notes.py METAINFO OUTPUT VERSION

So they are written once. Fails unless the newest release is VERSION.
"""
import sys
import xml.etree.ElementTree as ET

metainfo, output, version = sys.argv[1:]
newest = ET.parse(metainfo).find("releases/release")
if newest.get("version") != version:
    sys.exit(f"{metainfo}: the newest release is {newest.get('version')}, the project is {version}")
notes = "".join(ET.tostring(node, "unicode").strip() for node in newest.find("description"))
with open(output, "w", encoding="utf-8") as file:
    file.write(notes)
