/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-sandbox"

#include "config.h"

#include "preamp-sandbox-record.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "preamp-sandbox-json.h"

/* What the server saw and did, one JSON object a line:
 *
 *   {"sequence":7,"time":"2026-11-25T18:01:22.123456Z","event":"request","method":"POST",
 *    "path":"/api/…","tokenRight":true}
 *   {"sequence":7,"time":"…","event":"ended","datasourceId":"…","integrationId":"…",
 *    "direction":"FEDERATED_TO_CLOUD_AMPLIFIER","did":"COMPLETE","answer":"200",
 *    "state":"COMPLETE","toe":"…","note":null}
 *
 * Every request has the first line, before anything is done about it; every POST has the second
 * one too, when it is over. What came with the request, the token above all, is not written. */
struct _PreampSandboxRecord
{
  GMutex mutex;
  int    fd;
  guint  sequence;
};

static char *
format_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *seconds = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%06dZ", seconds, g_date_time_get_microsecond (now));
}

/* A line leaves in one write, so that a reader never sees half of one, and none is lost with the
 * process. */
static void
write_line (PreampSandboxRecord *self,
            GString             *line)
{
  const char *rest = line->str;
  size_t left = line->len;

  while (self->fd >= 0 && left > 0)
    {
      ssize_t n = write (self->fd, rest, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_warning ("The record could not be written: %s", g_strerror (errno));
          g_close (self->fd, NULL);
          self->fd = -1;
          return;
        }
      rest += n;
      left -= (size_t) n;
    }
}

static GString *
start_line (guint       sequence,
            const char *event)
{
  g_autofree char *now = format_now ();
  GString *line = g_string_new ("{");

  preamp_sandbox_json_add_number_member (line, "sequence", sequence);
  preamp_sandbox_json_add_member (line, "time", now);
  preamp_sandbox_json_add_member (line, "event", event);
  return line;
}

/**
 * preamp_sandbox_record_new:
 *
 * Makes a record that is written nowhere yet. A record may be used from any thread.
 *
 * Returns: (transfer full): the record
 */
PreampSandboxRecord *
preamp_sandbox_record_new (void)
{
  PreampSandboxRecord *self = g_new0 (PreampSandboxRecord, 1);

  g_mutex_init (&self->mutex);
  self->fd = -1;
  return self;
}

/**
 * preamp_sandbox_record_free:
 * @self: a record
 *
 * Closes and frees @self.
 */
void
preamp_sandbox_record_free (PreampSandboxRecord *self)
{
  g_return_if_fail (self != NULL);

  if (self->fd >= 0)
    g_close (self->fd, NULL);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * preamp_sandbox_record_open:
 * @self: a record
 * @path: a file, which is made or appended to
 * @error: return location for a #GError
 *
 * Begins to write the record to a file.
 *
 * Returns: whether the file could be opened
 */
gboolean
preamp_sandbox_record_open (PreampSandboxRecord *self,
                            const char          *path,
                            GError             **error)
{
  int fd;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  fd = g_open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", path,
                   g_strerror (code));
      return FALSE;
    }

  g_mutex_lock (&self->mutex);
  if (self->fd >= 0)
    g_close (self->fd, NULL);
  self->fd = fd;
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

/**
 * preamp_sandbox_record_begin:
 * @self: a record
 * @method: the request's method
 * @path: the request's path
 * @token_right: whether it came with the right token
 *
 * Writes that a request came.
 *
 * Returns: the number of the request, from 1
 */
guint
preamp_sandbox_record_begin (PreampSandboxRecord *self,
                             const char          *method,
                             const char          *path,
                             gboolean             token_right)
{
  g_autoptr (GString) line = NULL;
  guint sequence;

  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->mutex);
  sequence = ++self->sequence;
  line = start_line (sequence, "request");
  preamp_sandbox_json_add_member (line, "method", method);
  preamp_sandbox_json_add_member (line, "path", path);
  preamp_sandbox_json_add_boolean_member (line, "tokenRight", token_right);
  g_string_append (line, "}\n");
  write_line (self, line);
  g_mutex_unlock (&self->mutex);
  return sequence;
}

/**
 * preamp_sandbox_record_end:
 * @self: a record
 * @ending: how it ended
 *
 * Writes how a migration or a reversal ended.
 */
void
preamp_sandbox_record_end (PreampSandboxRecord       *self,
                           const PreampSandboxEnding *ending)
{
  g_autoptr (GString) line = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (ending != NULL);

  g_mutex_lock (&self->mutex);
  line = start_line (ending->sequence, "ended");
  preamp_sandbox_json_add_member (line, "datasourceId", ending->datasource);
  preamp_sandbox_json_add_member (line, "integrationId", ending->integration);
  preamp_sandbox_json_add_member (line, "direction", ending->direction);
  preamp_sandbox_json_add_member (line, "did", ending->did);
  preamp_sandbox_json_add_member (line, "answer", ending->answer);
  preamp_sandbox_json_add_member (line, "state", ending->state);
  preamp_sandbox_json_add_member (line, "toe", ending->toe);
  preamp_sandbox_json_add_member (line, "note", ending->note);
  g_string_append (line, "}\n");
  write_line (self, line);
  g_mutex_unlock (&self->mutex);
}
