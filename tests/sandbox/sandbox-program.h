/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define WAREHOUSE_ID "9c53d7e4-a60f-4b18-8f2b-c4d19e70a505"
#define TOKEN        "a-token-for-tests"

/* The running program. */
typedef struct
{
  GSubprocess *process;
  char        *directory;
  char        *record;
  char        *address;
  char        *token;
} Program;

/* The path of preamp-sandbox, which each test's main () sets. */
extern const char *program_path;

/* The six sample commands of Domo's page, as they stand there. */
extern const char types_command[];
extern const char integrations_command[];
extern const char candidates_command[];
extern const char migrate_command[];
extern const char migrated_command[];
extern const char reverse_command[];

void        program_set_up    (Program       *self,
                               gconstpointer  arguments);
void        program_tear_down (Program       *self,
                               gconstpointer  unused);
int         run_shell         (const char    *line,
                               char         **output);
char       *program_fill_in   (Program       *self,
                               const char    *command,
                               const char    *type,
                               const char    *datasource,
                               const char    *integration) G_GNUC_WARN_UNUSED_RESULT;
JsonNode   *program_run_curl  (Program       *self,
                               const char    *command,
                               const char    *type,
                               const char    *datasource,
                               const char    *integration) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *find_row          (JsonNode      *list,
                               const char    *name);
char       *program_dup_id    (Program       *self,
                               const char    *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
