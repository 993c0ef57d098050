/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PreampSandboxNames:
 * @name: a business name
 * @schema: the schema, in capitals
 * @table: the table, in capitals
 *
 * What one ordinary datasource is called.
 */
typedef struct
{
  char       *name;
  const char *schema;
  char       *table;
} PreampSandboxNames;

void preamp_sandbox_names_make  (const char         *schemas,
                                 guint               index,
                                 PreampSandboxNames *names);
void preamp_sandbox_names_clear (PreampSandboxNames *names);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PreampSandboxNames, preamp_sandbox_names_clear)

G_END_DECLS
