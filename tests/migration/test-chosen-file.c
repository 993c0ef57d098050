/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "migration/preamp-chosen-file.h"

typedef struct
{
  char *folder;
  GFile *file;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("preamp-chosen-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, "plan.csv", NULL);
  fixture->file = g_file_new_for_path (path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_file_delete (fixture->file, NULL, NULL);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_object_unref (fixture->file);
  g_free (fixture->folder);
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  guint n_files = 0;

  while (g_dir_read_name (folder) != NULL)
    n_files++;

  return n_files;
}

static void
write_text (Fixture    *fixture,
            const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (preamp_chosen_file_write (fixture->file, text, strlen (text), NULL, &error));
  g_assert_no_error (error);
}

static void
assert_content (Fixture    *fixture,
                const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (g_file_peek_path (fixture->file), &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

/* A sentence with the file's name, and without the path to it. */
static void
assert_named (Fixture      *fixture,
              const GError *error)
{
  g_assert_nonnull (strstr (error->message, "“plan.csv”"));
  g_assert_null (strchr (error->message, '/'));
}

static void
test_is_alone_in_its_folder (Fixture       *fixture,
                             gconstpointer  data)
{
  write_text (fixture, "at first, and longer");
  assert_content (fixture, "at first, and longer");
  write_text (fixture, "then");
  assert_content (fixture, "then");
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_not_written_leaves_nothing (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  /* A folder is where the file is to be, so that its being put there fails. */
  g_assert_true (g_file_make_directory (fixture->file, NULL, &error));
  g_assert_false (preamp_chosen_file_write (fixture->file, "text", 4, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
  assert_named (fixture, error);
  g_assert_nonnull (strstr (error->message, g_strerror (EISDIR)));
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_written_nowhere_is_told (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "missing", "plan.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_false (preamp_chosen_file_write (file, "text", 4, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  assert_named (fixture, error);
}

static void
test_cancelled_writes_nothing (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  write_text (fixture, "before");
  g_cancellable_cancel (cancellable);
  g_assert_false (preamp_chosen_file_write (fixture->file, "after", 5, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_content (fixture, "before");
}

static void
test_read (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *text = g_strnfill (200000, 'x');
  g_autoptr (GByteArray) whole = NULL;
  g_autoptr (GByteArray) begun = NULL;
  g_autoptr (GError) error = NULL;

  write_text (fixture, text);
  whole = preamp_chosen_file_read (fixture->file, 200000, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (whole->data, whole->len, text, 200000);

  begun = preamp_chosen_file_read (fixture->file, 100, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (begun->len, >, 100);
}

static void
test_not_read_is_told (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GError) error = NULL;

  bytes = preamp_chosen_file_read (fixture->file, 100, NULL, &error);
  g_assert_null (bytes);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  assert_named (fixture, error);
  g_assert_nonnull (strstr (error->message, g_strerror (ENOENT)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/chosen-file/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("is-alone-in-its-folder", test_is_alone_in_its_folder);
  ADD ("not-written-leaves-nothing", test_not_written_leaves_nothing);
  ADD ("written-nowhere-is-told", test_written_nowhere_is_told);
  ADD ("cancelled-writes-nothing", test_cancelled_writes_nothing);
  ADD ("read", test_read);
  ADD ("not-read-is-told", test_not_read_is_told);
#undef ADD

  return g_test_run ();
}
