/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Files that a person chose. In a Flatpak they are in a folder of the document portal, whose path
 * means nothing to anybody: whatever goes wrong is told with the file's own name alone. */

#define G_LOG_DOMAIN "preamp-chosen-file"

#include "config.h"

#include "preamp-chosen-file.h"

#include <glib/gi18n.h>

#define BLOCK_SIZE (64 * 1024)

/* Linux numbers its errors from 1; the largest is 133. */
#define LAST_ERRNO 133

/* What the system says of an error, without the path that GLib and GIO put before it. */
static const char *
get_cause (const GError *error)
{
  for (int number = 1; number <= LAST_ERRNO; number++)
    {
      if (error->domain == G_FILE_ERROR && error->code != G_FILE_ERROR_FAILED &&
          error->code == (int) g_file_error_from_errno (number))
        return g_strerror (number);

      if (error->domain == G_IO_ERROR && error->code != G_IO_ERROR_FAILED &&
          error->code == (int) g_io_error_from_errno (number))
        return g_strerror (number);
    }

  return _("The system did not say why");
}

static void
explain_write (GError **error,
               GFile   *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *message = (*error)->message;

  /* Translators: %1$s is the name of a file, %2$s what the system says, without a full stop */
  (*error)->message = g_strdup_printf (_("“%1$s” could not be written: %2$s. Nothing was saved; "
                                         "choose another place, or make room, and try again."),
                                       name, get_cause (*error));
}

static void
explain_read (GError **error,
              GFile   *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *message = (*error)->message;

  /* Translators: %1$s is the name of a file, %2$s what the system says, without a full stop */
  (*error)->message = g_strdup_printf (_("“%1$s” could not be read: %2$s. Choose another file."),
                                       name, get_cause (*error));
}

static gboolean
is_told (GError **error)
{
  return error != NULL && !g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gboolean
write_whole (GFile         *file,
             const char    *text,
             size_t         length,
             GCancellable  *cancellable,
             GError       **error)
{
  const char *path = g_file_peek_path (file);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  if (path != NULL)
    return g_file_set_contents_full (path, text, (gssize) length,
                                     G_FILE_SET_CONTENTS_CONSISTENT |
                                     G_FILE_SET_CONTENTS_DURABLE,
                                     0666, error);

  return g_file_replace_contents (file, text, length, NULL, FALSE,
                                  G_FILE_CREATE_REPLACE_DESTINATION, NULL, cancellable, error);
}

/**
 * preamp_chosen_file_write:
 * @file: a file that was chosen
 * @text: what is to be in it
 * @length: how much that is, in bytes
 * @cancellable: (nullable): to give up, before anything is written
 * @error: set to a sentence that can be shown, with the file's name and no path
 *
 * Writes a file whole or not at all, and waits for the disk, so that it is for a thread. One of
 * this computer is written beside its place and then put there; the document portal lets a program
 * do so too.
 *
 * Returns: whether it is written; if not, what was there before is as it was
 */
gboolean
preamp_chosen_file_write (GFile         *file,
                          const char    *text,
                          size_t         length,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_return_val_if_fail (G_IS_FILE (file), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (write_whole (file, text, length, cancellable, error))
    return TRUE;

  if (is_told (error))
    explain_write (error, file);

  return FALSE;
}

/**
 * preamp_chosen_file_read:
 * @file: a file that was chosen
 * @max_length: how much of it is wanted at most, in bytes
 * @cancellable: (nullable): to give up
 * @error: set to a sentence that can be shown, with the file's name and no path
 *
 * Reads a file, and waits for the disk, so that it is for a thread.
 *
 * Returns: (transfer full) (nullable): what is in it; where it is longer than @max_length, more
 *   than that and not all
 */
GByteArray *
preamp_chosen_file_read (GFile         *file,
                         size_t         max_length,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gssize n_read = -1;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  stream = g_file_read (file, cancellable, error);
  while (stream != NULL)
    {
      const guint length = bytes->len;

      g_byte_array_set_size (bytes, length + BLOCK_SIZE);
      n_read = g_input_stream_read (G_INPUT_STREAM (stream), bytes->data + length, BLOCK_SIZE,
                                    cancellable, error);
      g_byte_array_set_size (bytes, length + (guint) MAX (n_read, 0));

      if (n_read <= 0 || bytes->len > max_length)
        break;
    }

  if (n_read >= 0)
    return g_steal_pointer (&bytes);

  if (is_told (error))
    explain_read (error, file);

  return NULL;
}
